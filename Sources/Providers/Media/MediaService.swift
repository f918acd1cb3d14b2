import Generation

/// Who makes pictures and videos, and where they go.
struct MediaService: Sendable {
    let service: ServiceFacts
    let transport: any Transport
    let retries: RetryPolicy
    let destination: MediaDestination

    /// The longest answer that holds a picture: base64 of the largest one that OpenAI makes, with room to spare.
    static let pictureLimit = 1 << 26
    /// The longest body of an error that is read.
    static let errorLimit = 1 << 16
    /// The longest video that is fetched.
    static let videoLimit = 1 << 32

    /// What a request's making tells, after a look at where its file goes; no failure names a key.
    func making(
        _ make: @escaping @Sendable (_ tell: @Sendable (GenerationEvent) -> Void) async throws -> Void
    ) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream(generating: { [self] tell in
            do {
                try destination.check()
                try await make(tell)
            } catch let failure as Failure {
                throw service.redacting(failure)
            }
        })
    }

    /// Sends a request once.
    ///
    /// - Throws: `ServiceError` for an answer that is no success.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let response = try await transport.send(request)
        guard response.isSuccess else {
            throw ServiceError(
                status: response.status, headers: response.headers,
                body: try await response.body.bytes(limit: Self.errorLimit))
        }
        return response
    }

    /// The document that an answer is.
    func document(of response: HTTPResponse, limit: Int) async throws -> JSON {
        let body = try await response.body.bytes(limit: limit)
        guard let document = JSON(parsing: body) else {
            throw Failure(
                .malformed, "\(service.name) does not answer in its format", at: service.baseURL,
                expected: "JSON", found: response.headers["Content-Type"] ?? "something else")
        }
        return document
    }

    /// Leaves the service alone for a while, and says why.
    func pause(
        _ delay: Duration, after error: ServiceError, tell: (GenerationEvent) -> Void
    ) async throws {
        tell(.notice(.retry(after: delay, reason: error.failure(of: service).message)))
        try await retries.pause(delay)
    }
}
