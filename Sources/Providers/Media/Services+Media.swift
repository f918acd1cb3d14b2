import Generation

/// Models that make pictures and videos.
extension Services {
    /// The provider of a model that makes no text; nil for one that does.
    func mediaProvider(_ model: String, at reference: String, _ service: ServiceFacts) -> (any Provider)? {
        let purpose = OpenAIPurpose(model)
        guard let output = purpose.output, output != .text else { return nil }
        let name = output == .picture ? "pictures" : "videos"
        let capabilities = Capabilities(
            knobs: Dictionary(
                uniqueKeysWithValues: Knob.allCases.map {
                    ($0, .rejected(reason: "a model of \(name) has no such knob"))
                }),
            takesSystemPrompt: false, isLocal: service.isLoopback, candidateLimit: 0, disclosesAttention: false,
            output: output,
            choices: output == .picture ? PictureModel.choices(of: model) : PictureModel.videoChoices)
        let description = ModelDescription(reference: reference, name: model)
        let media = MediaService(
            service: service, transport: transport, retries: retries, destination: mediaDestination)
        return output == .picture
            ? PictureProvider(
                model: description, capabilities: capabilities, media: media,
                format: PictureFormat(model: model, price: service.isItself ? PictureModel.price(of: model) : nil))
            : VideoProvider(
                model: description, capabilities: capabilities, media: media, format: VideoFormat(model: model))
    }
}
