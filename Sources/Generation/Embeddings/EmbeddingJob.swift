/// Embeds texts, taking what an archive knows and remembering what is new, part by part.
///
/// A job that is stopped, even killed, loses the part that was under way; the next one for the same texts takes up the rest.
///
/// ```swift
/// let vectors = try await EmbeddingJob(embedder, remembering: history).run(corpus.texts.map(\.text)) { print($0.fraction) }
/// ```
public struct EmbeddingJob: Sendable {
    /// Texts that are embedded and remembered together at most, and at first.
    private static let (largestPart, firstPart) = (512, 64)
    /// How long a part should take: that is what is lost when a job is killed.
    private static let partDuration = 5.0

    private let embedder: any Embedder
    private let archive: (any VectorArchive)?
    private let role: EmbeddingRole

    /// Makes a job; without an archive everything is embedded and nothing remembered.
    public init(
        _ embedder: any Embedder, remembering archive: (any VectorArchive)?, as role: EmbeddingRole = .document
    ) {
        self.embedder = embedder
        self.archive = archive
        self.role = role
    }

    /// The texts that have no vector yet, each once: what a job will cost is what these do.
    public func missing(among texts: [String]) async throws -> [String] {
        let identity = try await embedder.identity(as: role)
        var missing: [ExactText: String] = [:]
        for part in Self.parts(of: texts) {
            let known = try await archive?.vectors(of: Array(part), identity) ?? part.map { _ in nil }
            for (text, vector) in zip(part, known) where vector == nil { missing[ExactText(text)] = text }
        }
        return Array(missing.values)
    }

    /// One vector for each text, in their order.
    ///
    /// - Parameter report: hears how far it has come, often, on any thread.
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled.
    public func run(
        _ texts: [String], report: @escaping @Sendable (EmbeddingProgress) -> Void = { _ in }
    ) async throws -> Embeddings {
        let identity = try await embedder.identity(as: role)
        var all = Embeddings(vectors: [])
        all.vectors.reserveCapacity(texts.count)
        var progress = EmbeddingProgress(totalCount: texts.count)
        var spent = Duration.zero
        var rest = texts[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            let size = progress.textsPerSecond.map { Int(min(Double(Self.largestPart), $0 * Self.partDuration)) }
            let part = rest.prefix(max(1, size ?? Self.firstPart))
            rest = rest.dropFirst(part.count)
            var known: [ExactText: [Float]] = [:]
            if let archive {
                for (text, vector) in zip(part, try await archive.vectors(of: Array(part), identity)) {
                    known[ExactText(text)] = vector
                }
            }
            var seen: Set<ExactText> = []
            let missing = part.filter { known[ExactText($0)] == nil && seen.insert(ExactText($0)).inserted }
            progress.doneCount += part.count - missing.count
            progress.knownCount += part.count - missing.count
            report(progress)
            if !missing.isEmpty {
                let (before, spentBefore, start) = (progress, spent, ContinuousClock.now)
                let embedded = try await embedder.embed(missing, as: role) { count in
                    report(before.after(count, in: spentBefore + (ContinuousClock.now - start)))
                }
                spent += ContinuousClock.now - start
                progress = before.after(missing.count, in: spent)
                try await archive?.store(embedded.vectors, of: missing, identity)
                for (text, vector) in zip(missing, embedded.vectors) { known[ExactText(text)] = vector }
                all.usage = all.usage?.adding(embedded.usage) ?? embedded.usage
            }
            all.vectors += part.compactMap { known[ExactText($0)] }
        }
        return all
    }

    private static func parts(of texts: [String]) -> [ArraySlice<String>] {
        stride(from: 0, to: texts.count, by: largestPart).map { texts[$0..<min($0 + largestPart, texts.count)] }
    }
}

/// A text by its bytes: to a model `é` written as one scalar and as two are different texts.
private struct ExactText: Hashable {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }
}

extension EmbeddingProgress {
    /// The progress after more texts were embedded; `spent` is the time that all embedding took so far.
    fileprivate func after(_ count: Int, in spent: Duration) -> EmbeddingProgress {
        var progress = self
        progress.doneCount += count
        let seconds = spent / .seconds(1)
        if seconds > 0 { progress.textsPerSecond = Double(progress.doneCount - knownCount) / seconds }
        return progress
    }
}

extension Usage {
    /// Both accounts together, as far as embedding has any.
    fileprivate func adding(_ other: Usage?) -> Usage {
        var sum = self
        if let tokens = other?.promptTokens { sum.promptTokens = (promptTokens ?? 0) + tokens }
        if let cost = other?.costUSD { sum.costUSD = (costUSD ?? 0) + cost }
        return sum
    }
}
