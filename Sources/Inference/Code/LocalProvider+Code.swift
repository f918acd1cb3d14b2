public import Generation

extension LocalProvider {
    /// A request to this model as a program: in Python with transformers, in Swift with these libraries.
    public func code(_ language: CodeLanguage, asking request: GenerationRequest) throws(Failure) -> String {
        guard WeightType.split(model.reference).weights == nil else {
            throw Failure(
                .unsupported, "an exported program would compute with other weights than these", at: model.reference,
                hint: "open the model without --weights to export it")
        }
        switch language {
        case .swift: return swiftCode(request)
        case .python:
            return try TransformersCode(place: place, request: request, isChat: capabilities.takesSystemPrompt).text
        case .curl:
            throw Failure(
                .unsupported, "a model inside the program has no address that curl could ask", at: model.reference,
                hint: "a server such as llama.cpp's gives it one")
        }
    }

    private func swiftCode(_ request: GenerationRequest) -> String {
        let path =
            model.reference == "nano"
            ? "ResourceLocation.folder(named: \"nano\")" : CodeLanguage.swiftQuoted(place.path)
        return """
            // Needs the products Generation and Inference of the package mirilla.
            import Generation
            import Inference

            let model = try LocalProvider.open(
                path: \(path), reference: \(CodeLanguage.swiftQuoted(model.reference)))
            let request = \(request.swiftExpression)
            for try await event in model.generate(request) {
                if case .completed(let completion) = event { print(completion.text) }
            }

            """
    }

    /// Where the model's files lie.
    private var place: TransformersCode.Place {
        let file = weightFiles.first ?? ""
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard file.hasSuffix(".gguf") else { return TransformersCode.Place(folder: folder, ggufFile: nil) }
        return TransformersCode.Place(folder: folder, ggufFile: String(file.dropFirst(folder.count + 1)))
    }
}
