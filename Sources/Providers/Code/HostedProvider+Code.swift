public import Generation

extension HostedProvider {
    /// A request to this model as a program.
    ///
    /// Keys are read from the environment, never written.
    public func code(_ language: CodeLanguage, asking request: GenerationRequest) throws(Failure) -> String {
        if language == .swift { return swiftCode(request) }
        let call = try wholeCall(request)
        return language == .curl ? CurlCode(call).text : PythonCode(call).text
    }

    private func swiftCode(_ request: GenerationRequest) -> String {
        """
        // Needs the products Generation and Providers of the package mirilla. Keys and addresses come from the environment.
        import Foundation
        import Generation
        import Providers

        let environment = ProcessInfo.processInfo.environment
        let services = Services(
            environment: environment, credentials: Credentials(environment: environment, folder: "."),
            transport: HTTPTransport(environment: environment))
        let model = try await services.open(ModelReference(\(CodeLanguage.swiftQuoted(model.reference))))
        let request = \(request.swiftExpression)
        for try await event in model.generate(request) {
            if case .completed(let completion) = event { print(completion.text) }
        }

        """
    }
}

/// A call whose answer comes in one piece, ready to be written as a program.
struct WholeCall {
    /// The library that people use for it.
    enum Library: Hashable {
        /// openai, by a method of its client, with what prints the answer.
        case openAI(method: String, answer: String, knows: Set<String>)
        /// anthropic.
        case anthropic
        /// None: HTTP as it is.
        case http
    }

    let service: ServiceFacts
    let path: String
    let body: JSON
    let library: Library

    var url: String { "\(service.baseURL)/\(path)" }
}
