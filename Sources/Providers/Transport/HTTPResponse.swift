import Generation

/// The head of a response, and its body as it comes.
public struct HTTPResponse: Sendable {
    /// The status: 200, 404 and so on.
    public let status: Int
    /// Header fields.
    public let headers: HeaderFields
    /// Where it came from in the end.
    public let url: String
    /// The body; it can be read once.
    ///
    /// The connection closes when the body is let go of before its end.
    public let body: ResponseBody

    /// Makes a response.
    public init(status: Int, headers: HeaderFields, url: String, body: ResponseBody) {
        self.status = status
        self.headers = headers
        self.url = url
        self.body = body
    }

    /// Whether the status says that all is well.
    public var isSuccess: Bool { (200..<300).contains(status) }
}

/// Chunks of bytes as they come; no more is read from the network than is asked for.
public struct ResponseBody: AsyncSequence, Sendable {
    /// A chunk.
    public typealias Element = [UInt8]
    /// A `Failure`, or `CancellationError`.
    public typealias Failure = any Error

    private let makePull: @Sendable () -> () async throws -> [UInt8]?

    /// A body that pulls its chunks; nil ends it.
    public init(_ makePull: @escaping @Sendable () -> () async throws -> [UInt8]?) { self.makePull = makePull }

    /// A body that is there already.
    public init(_ chunks: [[UInt8]] = []) {
        self.init {
            var rest = chunks[...]
            return { rest.popFirst() }
        }
    }

    /// Reads the body.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pull: makePull()) }

    /// What reads the body.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let pull: () async throws -> [UInt8]?

        /// The next chunk, never empty.
        public mutating func next() async throws -> [UInt8]? {
            while let chunk = try await pull() {
                if !chunk.isEmpty { return chunk }
            }
            return nil
        }
    }

    /// The whole body.
    ///
    /// - Throws: `Failure` when it is longer than `limit` bytes.
    public func bytes(limit: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else {
                throw Generation.Failure(.tooLarge, "the answer is too long", expected: "at most \(limit) bytes")
            }
            bytes += chunk
        }
        return bytes
    }
}
