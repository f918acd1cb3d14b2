import Generation
import Synchronization

/// A model behind HTTP that makes pictures: each is saved to a new file, and shown as far as it can be.
final class PictureProvider: Provider {
    let model: ModelDescription
    let capabilities: Capabilities
    private let media: MediaService
    private let format: PictureFormat
    /// Whether drafts can be asked for, until the model says otherwise.
    private let streams = Mutex(true)

    init(model: ModelDescription, capabilities: Capabilities, media: MediaService, format: PictureFormat) {
        self.model = model
        self.capabilities = capabilities
        self.media = media
        self.format = format
    }

    var inspector: (any Inspector)? { nil }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        media.making { [self] tell in try await make(request, tell: tell) }
    }

    private func make(_ request: GenerationRequest, tell: (GenerationEvent) -> Void) async throws {
        let start = ContinuousClock.now
        tell(.notice(.progress(MediaProgress(.asked))))
        let (bytes, usage) = try await picture(request, tell: tell)
        guard let type = MediaType(bytes), type != .mp4 else {
            throw Failure(
                .malformed, "\(media.service.name) sends what is no picture", at: model.reference,
                expected: "PNG, JPEG, WebP or GIF", found: "\(bytes.count) other bytes")
        }
        var file = try MediaFile(at: media.destination, subject: request.spokenText, type: type)
        try file.write(bytes)
        try file.keep()
        tell(.notice(Self.look(bytes, type)))
        tell(
            .completed(
                Completion(
                    text: file.path, reason: .endOfText, timings: Timings(firstToken: start.duration(to: .now)),
                    promptTokens: usage?.promptTokens ?? 0, generatedTokens: usage?.generatedTokens ?? 0, usage: usage))
        )
    }

    /// The picture for the screen, or why there is none; the file is there in any case.
    private static func look(_ bytes: [UInt8], _ type: MediaType) -> GenerationNotice {
        guard type == .png else { return .notShown(reason: "only PNG pictures are drawn here") }
        do {
            return .picture(try Picture(png: bytes), isDraft: false)
        } catch {
            return .notShown(reason: error.message)
        }
    }

    // MARK: Asking

    private func picture(
        _ request: GenerationRequest, tell: (GenerationEvent) -> Void
    ) async throws -> ([UInt8], Usage?) {
        var attempt = 1
        while true {
            let streams = streams.withLock { $0 } && PictureFormat.isShown(request)
            var hasDraft = false
            do {
                return try await answer(request, streams: streams) { draft in
                    hasDraft = true
                    // A draft that cannot be read is only a draft.
                    guard let picture = try? Picture(png: draft) else { return }
                    tell(.notice(.picture(picture, isDraft: true)))
                }
            } catch let error as ServiceError {
                if streams, !hasDraft, Self.refusesDrafts(error) {
                    self.streams.withLock { $0 = false }
                    let reason = media.service.redacting(error.message)
                    tell(.notice(.parameterRefused(name: "partial_images", reason: reason, capabilities)))
                } else if !hasDraft, let delay = media.retries.delay(after: error, attempt: attempt) {
                    attempt += 1
                    try await media.pause(delay, after: error, tell: tell)
                } else {
                    throw error.failure(of: media.service)
                }
            }
        }
    }

    /// Whether a server complains of being asked for drafts.
    private static func refusesDrafts(_ error: ServiceError) -> Bool {
        [400, 422].contains(error.status)
            && ["stream", "partial_images"].contains { name in
                error.parameter.map { $0 == name } ?? error.message.contains(name)
            }
    }

    private func answer(
        _ request: GenerationRequest, streams: Bool, showing show: ([UInt8]) -> Void
    ) async throws -> ([UInt8], Usage?) {
        let message = media.service.post(
            format.path, format.body(request, streams: streams),
            accept: streams ? "text/event-stream" : "application/json")
        let response = try await media.send(message)
        guard response.headers["Content-Type"]?.lowercased().hasPrefix("text/event-stream") == true else {
            let document = try await media.document(of: response, limit: MediaService.pictureLimit)
            if case .picture(let bytes, let usage) = try format.part(of: document) { return (bytes, usage) }
            throw noPicture
        }
        var parser = StreamParser(.events, limit: MediaService.pictureLimit)
        for try await chunk in response.body {
            for message in try parser.messages(in: chunk) {
                switch try format.part(of: message) {
                case .draft(let bytes): show(bytes)
                case .picture(let bytes, let usage): return (bytes, usage)
                case nil: break
                }
            }
        }
        for message in parser.end() {
            if case .picture(let bytes, let usage) = try format.part(of: message) { return (bytes, usage) }
        }
        throw noPicture
    }

    private var noPicture: Failure {
        Failure(
            .network, "\(media.service.name) ended before the picture was there", at: model.reference,
            hint: "what was made until then may be charged all the same")
    }
}
