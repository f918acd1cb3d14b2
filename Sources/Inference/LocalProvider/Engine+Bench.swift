import Generation
import Kernels

extension Engine {
    nonisolated var kernelsName: String { String(cString: kernels_best().pointee.name) }
    var threadCount: Int { transformer.compute.threadCount }
    var chunkSize: Int { transformer.chunkSize }

    /// How long some tokens take, in a KV cache of their own.
    func measure(_ kind: Bench.Measurement.Kind, _ tokens: Int, _ context: Int, _ isTraced: Bool) async throws
        -> Duration
    {
        let trial = Trial(transformer, cacheType: cacheType, tokenCount: context + tokens)
        if kind == .decode { try trial.prefill(to: context, isTraced: false) }
        let start = ContinuousClock.now
        switch kind {
        case .prefill:
            try trial.prefill(to: tokens, isTraced: isTraced)
            trial.computeLogits()
        case .decode:
            for _ in 0..<tokens { trial.decode(isTraced: isTraced) }
        }
        return start.duration(to: .now)
    }

    /// The time of each token decoded watched, divided by that of the same token unwatched; the two take turns in going first, so that
    /// whatever else the machine does falls on both.
    func measureTraceCost(_ tokens: Int, context: Int) async throws -> [Double] {
        let trial = Trial(transformer, cacheType: cacheType, tokenCount: context + tokens)
        try trial.prefill(to: context, isTraced: false)
        return try (0..<tokens).map { token in
            try Task.checkCancellation()
            var durations: [Bool: Duration] = [:]
            for isTraced in token.isMultiple(of: 2) ? [false, true] : [true, false] {
                trial.cache.truncate(to: context + token)
                let start = ContinuousClock.now
                trial.decode(isTraced: isTraced)
                durations[isTraced] = start.duration(to: .now)
            }
            return durations[true, default: .zero] / durations[false, default: .zero]
        }
    }

    /// The time of one head's whole pattern, a head of each layer `repetitions` times.
    func measurePattern(of tokens: Int, repetitions: Int) async throws -> Bench.PatternTime {
        let trial = Trial(transformer, cacheType: cacheType, tokenCount: tokens)
        try trial.prefill(to: tokens, isTraced: false)
        var durations: [Duration] = []
        for repetition in 0..<max(1, repetitions) {
            for layer in 0..<configuration.layerCount {
                try Task.checkCancellation()
                let head = (repetition + layer) % configuration.headCount
                let start = ContinuousClock.now
                _ = transformer.wholePattern(layer: layer, head: head, count: tokens, cache: trial.cache)
                durations.append(start.duration(to: .now))
            }
        }
        return Bench.PatternTime(tokens: tokens, duration: durations.sorted()[durations.count / 2])
    }
}

/// Tokens on their way through the model, in a KV cache of their own.
private final class Trial {
    let cache: KeyValueCache
    private let transformer: Transformer
    private let tokens: [TokenID]
    private let logits: FloatBuffer
    private var unwatched = NoProbe()
    private var watched = NewestRowProbe()

    init(_ transformer: Transformer, cacheType: CacheType, tokenCount: Int) {
        let configuration = transformer.configuration
        self.transformer = transformer
        cache = KeyValueCache(configuration, type: cacheType)
        cache.reserve(tokenCount)
        // Which tokens they are makes no difference to the time.
        tokens = (0..<tokenCount).map { $0 * 7919 % configuration.vocabularySize }
        logits = FloatBuffer(count: configuration.vocabularySize)
    }

    func prefill(to end: Int, isTraced: Bool) throws {
        while cache.count < end {
            try Task.checkCancellation()
            evaluate(to: min(cache.count + transformer.chunkSize, end), isTraced: isTraced)
        }
    }

    func decode(isTraced: Bool) {
        evaluate(to: cache.count + 1, isTraced: isTraced)
        computeLogits()
    }

    func computeLogits() {
        transformer.logits(cache.count - 1..<cache.count, cache: cache, into: logits.pointer)
    }

    private func evaluate(to end: Int, isTraced: Bool) {
        let slice = tokens[cache.count..<end]
        if isTraced {
            transformer.forward(slice, cache: cache, probe: &watched)
        } else {
            transformer.forward(slice, cache: cache, probe: &unwatched)
        }
    }
}
