import Generation

/// A model behind HTTP that makes videos: a job is created, asked about until it is done, and its video saved to a new file.
///
/// There is no way to stop a job: who stops waiting is told its name.
final class VideoProvider: Provider {
    let model: ModelDescription
    let capabilities: Capabilities
    private let media: MediaService
    private let format: VideoFormat
    /// How long a job may take.
    private let patience: Duration

    init(
        model: ModelDescription, capabilities: Capabilities, media: MediaService, format: VideoFormat,
        patience: Duration = .seconds(1800)
    ) {
        self.model = model
        self.capabilities = capabilities
        self.media = media
        self.format = format
        self.patience = patience
    }

    var inspector: (any Inspector)? { nil }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        media.making { [self] tell in try await make(request, tell: tell) }
    }

    private func make(_ request: GenerationRequest, tell: (GenerationEvent) -> Void) async throws {
        let start = ContinuousClock.now
        tell(.notice(.progress(MediaProgress(.asked))))
        let (type, body) = format.form(request)
        let created = try await answer(to: media.service.post("videos", body, type: type), tell: tell)
        let id = try await wait(for: try VideoFormat.Job(created.document), after: created.wait, tell: tell)
        tell(.notice(.progress(MediaProgress(.fetching, job: media.service.redacting(id)))))
        let path = try await fetch(id, subject: request.spokenText, tell: tell)
        tell(
            .completed(
                Completion(
                    text: path, reason: .endOfText, timings: Timings(firstToken: start.duration(to: .now)),
                    promptTokens: 0, generatedTokens: 0)))
    }

    /// Asks about a job until it is done.
    ///
    /// - Returns: its id.
    private func wait(
        for first: VideoFormat.Job, after delay: Duration, tell: (GenerationEvent) -> Void
    ) async throws -> String {
        var (job, delay, waited) = (first, delay, Duration.zero)
        while true {
            switch job.status {
            case .completed: return job.id
            case .failed(let code, let message):
                throw Failure(
                    .unsupported, "\(media.service.name) could not make the video", at: job.id,
                    found: [code, message].compactMap { $0 }.joined(separator: ": "))
            case .queued, .working: tell(.notice(.progress(job.progress(named: media.service.redacting(job.id)))))
            }
            guard waited < patience else {
                throw Failure(
                    .network, "the video takes too long", at: job.id, expected: "at most \(patience.brief)",
                    hint: "the job goes on at \(media.service.name) and may be charged; nobody waits for it here")
            }
            try await media.retries.pause(delay)
            waited += delay
            let answer = try await answer(to: media.service.get("videos/\(job.id.pathEscaped)"), of: job.id, tell: tell)
            let known = job.id
            job = try VideoFormat.Job(answer.document)
            guard job.id == known else {
                throw Failure(
                    .malformed, "\(media.service.name) answers with another job", at: model.reference, expected: known,
                    found: job.id)
            }
            delay = answer.wait
        }
    }

    /// Saves the video of a job that is done, as it comes.
    private func fetch(_ id: String, subject: String, tell: (GenerationEvent) -> Void) async throws -> String {
        let response = try await response(
            to: media.service.get("videos/\(id.pathEscaped)/content"), of: id, tell: tell)
        var chunks = response.body.makeAsyncIterator()
        var head: [UInt8] = []
        while head.count < 12, let chunk = try await chunks.next() { head += chunk }
        guard MediaType(head) == .mp4 else {
            throw Failure(
                .malformed, "\(media.service.name) sends what is no video", at: id, expected: "an MP4 file",
                found: response.headers["Content-Type"] ?? "something else")
        }
        var file = try MediaFile(at: media.destination, subject: subject, type: .mp4)
        try file.write(head)
        var count = head.count
        while let chunk = try await chunks.next() {
            count += chunk.count
            guard count <= MediaService.videoLimit else {
                throw Failure(
                    .tooLarge, "the video is too long", at: id, expected: "at most \(MediaService.videoLimit) bytes")
            }
            try file.write(chunk)
        }
        if let length = response.headers["Content-Length"].flatMap(Int.init), length != count {
            throw Failure(
                .network, "the video broke off", at: id, expected: "\(length) bytes", found: "\(count)",
                hint: "the job is done and can be asked for again")
        }
        try file.keep()
        return file.path
    }

    // MARK: Asking

    /// A document, and how long the service wants to be left alone after it.
    private func answer(
        to request: HTTPRequest, of job: String? = nil, tell: (GenerationEvent) -> Void
    ) async throws -> (document: JSON, wait: Duration) {
        let response = try await response(to: request, of: job, tell: tell)
        let document = try await media.document(of: response, limit: MediaService.errorLimit)
        let asked = response.headers["openai-poll-after-ms"].flatMap(Int.init) ?? 2000
        return (document, .milliseconds(min(max(asked, 250), 30_000)))
    }

    /// A response that is a success; a service that fails in passing is asked again.
    private func response(
        to request: HTTPRequest, of job: String?, tell: (GenerationEvent) -> Void
    ) async throws -> HTTPResponse {
        var attempt = 1
        while true {
            do {
                return try await media.send(request)
            } catch let error as ServiceError {
                guard let delay = media.retries.delay(after: error, attempt: attempt) else {
                    throw failure(error, of: job)
                }
                attempt += 1
                try await media.pause(delay, after: error, tell: tell)
            }
        }
    }

    private func failure(_ error: ServiceError, of job: String?) -> Failure {
        guard let job, [404, 410].contains(error.status) else { return error.failure(of: media.service) }
        return Failure(
            .notFound, "\(media.service.name) no longer has the video", at: job,
            found: media.service.redacting(error.message),
            hint: "videos are kept for a limited time; make it once more")
    }
}
