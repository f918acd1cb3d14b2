public import Generation

/// A model behind HTTP that turns texts into vectors, batch by batch.
public final class HostedEmbedder: Embedder {
    /// What the model is.
    public let model: ModelDescription
    /// Whether the texts stay on this machine.
    public let isLocal: Bool
    private let dimensions: Int?
    private let service: ServiceFacts
    private let format: any EmbeddingFormat
    private let transport: any Transport
    private let retries: RetryPolicy

    init(
        model: ModelDescription, dimensions: Int?, isLocal: Bool, service: ServiceFacts, format: any EmbeddingFormat,
        transport: any Transport, retries: RetryPolicy
    ) {
        self.dimensions = dimensions
        self.model = model
        self.isLocal = isLocal
        self.service = service
        self.format = format
        self.transport = transport
        self.retries = retries
    }

    /// The reference, and where the service is told it, what the texts are.
    public func identity(as role: EmbeddingRole) -> EmbeddingIdentity {
        EmbeddingIdentity(
            model: model.reference, dimensions: dimensions, role: format.distinguishesRoles ? role : nil)
    }

    /// By the dated price list, at four bytes a token: what services call a rule of thumb for English.
    public func estimatedCost(of texts: [String]) -> Double? {
        guard !isLocal else { return 0 }
        guard let price = EmbeddingPrice.of(model.reference) else { return nil }
        return Double(texts.reduce(0) { $0 + ($1.utf8.count + 3) / 4 }) * price / 1_000_000
    }

    /// Embeds texts; a batch that fails in passing is sent again, a batch that is done is never.
    public func embed(
        _ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void
    ) async throws -> Embeddings {
        if let index = texts.firstIndex(where: \.isEmpty) {
            throw Failure(.outOfRange, "an empty text has no vector", at: "text \(index + 1)")
        }
        var all = Embeddings(vectors: [])
        for range in EmbeddingBatch.ranges(of: texts, format.limits) {
            do {
                let answer = try await answer(to: Array(texts[range]), as: role)
                all.vectors += try vectors(in: answer, count: range.count, dimensions: all.vectors.first?.count)
                all.usage = all.usage.adding(priced(format.usage(in: answer)))
            } catch let failure as Failure {
                throw service.redacting(failure)
            }
            report(all.vectors.count)
        }
        return all
    }

    /// The account with what it cost, where that is known.
    private func priced(_ usage: Usage?) -> Usage? {
        guard !isLocal, var usage, let tokens = usage.promptTokens, let price = EmbeddingPrice.of(model.reference)
        else {
            return usage
        }
        usage.costUSD = Double(tokens) * price / 1_000_000
        return usage
    }

    private func answer(to texts: [String], as role: EmbeddingRole) async throws -> JSON {
        let (path, body) = format.call(texts, as: role)
        let request = service.post(path, body)
        var attempt = 1
        while true {
            let response = try await transport.send(request)
            // Numbers as text take some twenty bytes each.
            let bytes = try await response.body.bytes(limit: 1 << 28)
            if response.isSuccess { return JSON(parsing: bytes) ?? .null }
            let error = ServiceError(status: response.status, headers: response.headers, body: bytes)
            guard let delay = retries.delay(after: error, attempt: attempt) else { throw error.failure(of: service) }
            attempt += 1
            try await retries.pause(delay)
        }
    }

    /// The vectors of an answer, if they are as many as the texts, and all of one length.
    private func vectors(in answer: JSON, count: Int, dimensions: Int?) throws(Failure) -> [[Float]] {
        let vectors = format.vectors(in: answer)
        guard vectors.count == count else {
            throw Failure(
                .malformed, "\(service.name) does not answer with vectors", at: model.reference,
                expected: "\(count) of them", found: "\(vectors.count)",
                hint: vectors.isEmpty ? "is this a model for embeddings?" : nil)
        }
        let length = dimensions ?? vectors.first?.count ?? 0
        guard length > 0, vectors.allSatisfy({ $0.count == length && $0.allSatisfy(\.isFinite) }) else {
            throw Failure(
                .malformed, "\(service.name) answers with vectors that cannot be compared", at: model.reference,
                expected: "finite numbers, and all vectors equally long")
        }
        return vectors
    }
}

extension Usage? {
    /// Both accounts together.
    fileprivate func adding(_ other: Usage?) -> Usage? {
        guard let other else { return self }
        guard var sum = self else { return other }
        sum.promptTokens = (sum.promptTokens ?? 0) + (other.promptTokens ?? 0)
        if let cost = other.costUSD { sum.costUSD = (sum.costUSD ?? 0) + cost }
        return sum
    }
}
