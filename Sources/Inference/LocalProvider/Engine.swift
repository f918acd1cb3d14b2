import Generation
import Kernels
import Synchronization

/// A model at work: one thread that owns the transformer and what it remembers.
///
/// Long work steps aside after each token and each chunk of a prompt, so that a look at one position is answered while a
/// generation runs.
actor Engine {
    private let executor = ComputeExecutor.shared
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let configuration: ModelConfiguration
    nonisolated let tokenizer: any Tokenizer
    nonisolated let endTokens: Set<TokenID>
    nonisolated let encoder: PromptEncoder
    nonisolated let contextLimit: Int
    /// How a prompt's numbers are rounded where that is done most; nil if it is not.
    nonisolated let activationType: String?
    let transformer: Transformer
    nonisolated let cacheType: CacheType
    private nonisolated let cacheBudget: Int
    private nonisolated let cacheByteCount = Atomic(0)
    private var shelf: CacheShelf { didSet { weighCaches() } }
    private var recent = RecentLogits()
    /// What kinds of heads there are, once that was measured.
    private(set) var headScores: HeadScores?

    init(_ files: ModelFiles, weights: Weights, options: LocalOptions) {
        configuration = files.configuration
        tokenizer = files.tokenizer
        endTokens = files.endTokens
        encoder = PromptEncoder(files)
        let compute = Compute.shared(threadCount: options.threadCount, activations: options.activations)
        activationType = compute.rounding(with: weights.layerMatrices)
        transformer = Transformer(files.configuration, weights: weights, compute: compute)
        cacheType = options.cacheType
        cacheBudget = options.cacheBudget
        shelf = CacheShelf(files.configuration, budget: options.cacheBudget, type: options.cacheType)
        contextLimit = shelf.contextLimit
    }

    /// A request that was checked and encoded.
    struct Session {
        let request: GenerationRequest
        let prompt: EncodedText
        let limit: Int
        let switchedOff: SwitchedOff

        /// What the model sees after prompt and generated tokens.
        func window(generatedCount: Int) -> ContextWindow {
            ContextWindow(
                promptCount: prompt.ids.count, count: prompt.ids.count + generatedCount,
                pinnedCount: prompt.pinnedCount,
                limit: limit)
        }

        /// The tokens that the model sees.
        func visible(_ generated: [TokenID]) -> [TokenID] {
            let window = window(generatedCount: generated.count)
            let all = prompt.ids + generated
            return Array(all[..<window.pinnedCount] + all[window.tailStart...])
        }
    }

    /// What the model says behind some tokens.
    struct Answer {
        let logits: [Float]
        /// Where the last token looks, `[layer, head, key position]`; empty if nobody asked.
        let pattern: [Float]
        let evaluatedCount: Int
    }

    nonisolated func session(_ request: GenerationRequest) throws(Failure) -> Session {
        let limit = request.contextLength ?? contextLimit
        guard 1...contextLimit ~= limit else {
            throw Failure(
                .outOfRange, "value out of range", at: "context", expected: "1 to \(contextLimit)", found: "\(limit)")
        }
        guard request.maxNewTokens >= 0 else {
            throw Failure(
                .outOfRange, "value out of range", at: "max_new_tokens", expected: "0 or more",
                found: "\(request.maxNewTokens)")
        }
        if let wrong = request.continuation.first(where: { !(0..<configuration.vocabularySize).contains($0) }) {
            throw Failure(
                .outOfRange, "no such token", at: "continuation", expected: "0 to \(configuration.vocabularySize - 1)",
                found: "\(wrong)")
        }
        return Session(
            request: request, prompt: try encoder.encode(request.prompt), limit: limit,
            switchedOff: try switchedOff(by: request.interventions))
    }

    nonisolated private func switchedOff(by interventions: [Intervention]) throws(Failure) -> SwitchedOff {
        var switchedOff = SwitchedOff()
        for intervention in interventions {
            switch intervention {
            case .switchOffHead(let layer, let head):
                try checkHead(layer: layer, head: head)
                switchedOff.heads.insert(HeadIndex(layer: layer, head: head))
            case .switchOffMLP(let layer):
                try checkLayer(layer)
                switchedOff.mlps.insert(layer)
            }
        }
        return switchedOff
    }

    nonisolated func checkHead(layer: Int, head: Int) throws(Failure) {
        guard 0..<configuration.layerCount ~= layer, 0..<configuration.headCount ~= head else {
            throw Failure(
                .outOfRange, "no such attention head", at: "\(layer):\(head)",
                expected: "layers 0 to \(configuration.layerCount - 1), heads 0 to \(configuration.headCount - 1)")
        }
    }

    nonisolated func checkLayer(_ layer: Int) throws(Failure) {
        guard 0..<configuration.layerCount ~= layer else {
            throw Failure(
                .outOfRange, "no such layer", at: "\(layer)", expected: "0 to \(configuration.layerCount - 1)")
        }
    }

    func lend(for tokens: [TokenID], switchedOff: SwitchedOff) -> KeyValueCache {
        shelf.lend(for: tokens, switchedOff: switchedOff)
    }

    /// Whether what another request is doing will spare work for these tokens.
    func isLearning(_ tokens: [TokenID], switchedOff: SwitchedOff) -> Bool {
        shelf.isLearning(tokens, switchedOff: switchedOff)
    }

    func takeBack(_ cache: KeyValueCache) {
        shelf.takeBack(cache)
    }

    /// What the KV caches take, for whoever looks on while the engine is at work.
    nonisolated var cacheMemory: CacheMemory {
        CacheMemory(
            byteCount: cacheByteCount.load(ordering: .relaxed), budget: cacheBudget, type: cacheType.rawValue)
    }

    private func weighCaches() {
        cacheByteCount.store(shelf.byteCount, ordering: .relaxed)
    }

    func keep(_ scores: HeadScores) {
        headScores = scores
    }

    /// Reads from a cache that remembers all of the tokens.
    func remember<Result>(
        _ tokens: [TokenID], switchedOff: SwitchedOff, read: (KeyValueCache) throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        if let cache = shelf.remembering(tokens, switchedOff: switchedOff) { return try read(cache) }
        let cache = shelf.lend(for: tokens, switchedOff: switchedOff)
        defer { shelf.takeBack(cache) }
        var probe = NoProbe()
        _ = try await extend(cache, to: tokens, probe: &probe)
        return try read(cache)
    }

    /// Puts through the model what the cache does not remember of the tokens.
    func extend(_ cache: KeyValueCache, to tokens: [TokenID], probe: inout some Probe) async throws -> Int {
        cache.prepare(for: tokens)
        let evaluatedCount = tokens.count - cache.count
        while cache.count < tokens.count {
            try Task.checkCancellation()
            let end = min(cache.count + transformer.chunkSize, tokens.count)
            transformer.forward(tokens[cache.count..<end], cache: cache, probe: &probe)
            weighCaches()
            if end < tokens.count { await Task.yield() }
        }
        return evaluatedCount
    }

    /// Logits and newest pattern behind the tokens, with a cache that was lent.
    func answer(_ tokens: [TokenID], cache: KeyValueCache, isTraced: Bool) async throws -> Answer {
        var pattern: [Float] = []
        let evaluatedCount: Int
        if isTraced {
            var probe = NewestRowProbe()
            evaluatedCount = try await extend(cache, to: tokens, probe: &probe)
            pattern = evaluatedCount == 0 ? transformer.patternRow(at: tokens.count - 1, cache: cache) : probe.weights
        } else {
            var probe = NoProbe()
            evaluatedCount = try await extend(cache, to: tokens, probe: &probe)
        }
        return Answer(logits: logits(after: tokens, cache: cache), pattern: pattern, evaluatedCount: evaluatedCount)
    }

    /// The logits behind the tokens, which the cache remembers.
    private func logits(after tokens: [TokenID], cache: KeyValueCache) -> [Float] {
        if let logits = recent.logits(after: tokens, switchedOff: cache.switchedOff) { return logits }
        let logits = transformer.logits(at: tokens.count - 1, cache: cache)
        recent.keep(logits, after: tokens, switchedOff: cache.switchedOff)
        return logits
    }

    /// The newest answer behind the tokens, from whatever cache remembers most of them.
    func answer(_ tokens: [TokenID], switchedOff: SwitchedOff, isTraced: Bool) async throws -> Answer {
        try Task.checkCancellation()
        if let cache = shelf.remembering(tokens, switchedOff: switchedOff) {
            let pattern = isTraced ? transformer.patternRow(at: tokens.count - 1, cache: cache) : []
            return Answer(logits: logits(after: tokens, cache: cache), pattern: pattern, evaluatedCount: 0)
        }
        let cache = shelf.lend(for: tokens, switchedOff: switchedOff)
        defer { shelf.takeBack(cache) }
        return try await answer(tokens, cache: cache, isTraced: isTraced)
    }

    /// The row as the rest of the program sees it.
    nonisolated func attentionRow(_ pattern: [Float], window: ContextWindow) -> AttentionRow? {
        if pattern.isEmpty { return nil }
        return AttentionRow(
            layerCount: configuration.layerCount, headCount: configuration.headCount,
            keyValueHeadCount: configuration.keyValueHeadCount, window: window, weights: pattern)
    }

    nonisolated func encodedPrompt(_ session: Session, reusedCount: Int) -> EncodedPrompt {
        EncodedPrompt(
            text: session.prompt.text, tokens: session.prompt.ids.map(tokenizer.token),
            pinnedCount: session.prompt.pinnedCount, window: session.window(generatedCount: 0), reusedCount: reusedCount
        )
    }
}
