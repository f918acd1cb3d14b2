import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How fast a local model is on this machine.
public struct Bench: Sendable {
    /// How many tokens are put through at once, each measured by itself on an empty KV cache.
    public var prefillCounts: [Int]
    /// How many tokens are generated one by one.
    public var decodeCount: Int
    /// How many tokens are in the KV cache before the first of those.
    public var contexts: [Int]
    /// How often everything is measured; the cases take turns.
    public var repetitions: Int
    /// Whether everything is measured once more while attention is watched.
    public var includesTrace: Bool

    /// Makes a plan.
    public init(
        prefillCounts: [Int] = [128, 512], decodeCount: Int = 64, contexts: [Int] = [16, 512], repetitions: Int = 5,
        includesTrace: Bool = false
    ) {
        self.prefillCounts = prefillCounts
        self.decodeCount = decodeCount
        self.contexts = contexts
        self.repetitions = repetitions
        self.includesTrace = includesTrace
    }

    /// One figure.
    public struct Measurement: Hashable, Sendable {
        /// What was measured.
        public enum Kind: String, Hashable, Sendable {
            /// A prompt at once.
            case prefill
            /// Token by token.
            case decode
        }

        /// What was measured.
        public let kind: Kind
        /// How many tokens.
        public let tokens: Int
        /// Tokens in the KV cache before.
        public let context: Int
        /// Whether attention was watched.
        public let isTraced: Bool
        /// Tokens a second of each repetition, the slowest first.
        public let tokensPerSecond: [Double]

        /// The middle of the repetitions.
        public var median: Double { tokensPerSecond.isEmpty ? 0 : tokensPerSecond[tokensPerSecond.count / 2] }
    }

    /// What it costs to watch where each new token looks.
    public struct TraceCost: Hashable, Sendable {
        /// Tokens in the KV cache before the first decoded one.
        public let context: Int
        /// The time of a watched token divided by that of the same token unwatched, in the middle of all tokens.
        public let ratio: Double
    }

    /// How long it takes to have one head's whole pattern, every position's weights, from what the KV cache keeps.
    public struct PatternTime: Hashable, Sendable {
        /// How many tokens look at how many.
        public let tokens: Int
        /// The middle of the repetitions, over all layers in turn.
        public let duration: Duration
    }

    /// All figures.
    public struct Report: Sendable {
        /// Threads that computed.
        public let threads: Int
        /// The processor's name and the kernels chosen for it.
        public let cpu: String
        /// The figures.
        public let measurements: [Measurement]
        /// What watching attention costs; empty unless everything was measured with it.
        public let traceCosts: [TraceCost]
        /// One head's whole pattern at the longest of the lengths measured; nil unless everything was measured with it.
        public let pattern: PatternTime?
        /// Opening the model.
        public let load: Duration
        /// Bytes of its weights.
        public let weightBytes: Int
        /// The most memory that this process had at once, mapped weights included.
        public let peakResidentBytes: Int
    }

    /// Measures.
    ///
    /// A decoded token is a forward pass and the logits behind it; nothing is sampled. A chunk of a prompt and two tokens go before, unmeasured.
    ///
    /// - Throws: `Failure` if the plan does not fit the model, or `CancellationError`.
    public func run(_ provider: LocalProvider) async throws -> Report {
        let longest = max(prefillCounts.max() ?? 0, (contexts.max() ?? 0) + decodeCount)
        guard longest <= provider.engine.contextLimit else {
            throw Failure(
                .outOfRange, "the measurement does not fit into the context",
                expected: "up to \(provider.engine.contextLimit) tokens", found: "\(longest)")
        }
        // The first passes pay for what the later ones find ready: pages of the file, threads that are awake, room for a chunk of a prompt.
        let chunk = await provider.engine.chunkSize
        _ = try await provider.engine.measure(.prefill, min(longest, chunk), 0, false)
        _ = try await provider.engine.measure(.decode, 2, 1, false)
        let cases = plan()
        var rates = Array(repeating: [Double](), count: cases.count)
        for _ in 0..<max(1, repetitions) {
            for (index, item) in cases.enumerated() {
                let duration = try await provider.engine.measure(item.kind, item.tokens, item.context, item.isTraced)
                rates[index].append(Double(item.tokens) / (duration / .seconds(1)))
            }
        }
        var traceCosts: [TraceCost] = []
        for context in includesTrace && decodeCount > 0 ? contexts.map({ max(1, $0) }) : [] {
            var ratios: [Double] = []
            for _ in 0..<max(1, repetitions) {
                ratios += try await provider.engine.measureTraceCost(decodeCount, context: context)
            }
            traceCosts.append(TraceCost(context: context, ratio: ratios.sorted()[ratios.count / 2]))
        }
        let pattern =
            includesTrace ? try await provider.engine.measurePattern(of: longest, repetitions: repetitions) : nil
        let measurements = zip(cases, rates).map { item, rates in
            Measurement(
                kind: item.kind, tokens: item.tokens, context: item.context, isTraced: item.isTraced,
                tokensPerSecond: rates.sorted())
        }
        return Report(
            threads: await provider.engine.threadCount,
            cpu: "\(Self.processorName) (\(provider.engine.kernelsName))", measurements: measurements,
            traceCosts: traceCosts, pattern: pattern, load: provider.loadDuration,
            weightBytes: provider.model.weightBytes ?? 0,
            peakResidentBytes: Self.peakResidentBytes)
    }

    private func plan() -> [(kind: Measurement.Kind, tokens: Int, context: Int, isTraced: Bool)] {
        (includesTrace ? [false, true] : [false]).flatMap { isTraced in
            prefillCounts.filter { $0 > 0 }.map { (.prefill, $0, 0, isTraced) }
                + (decodeCount > 0 ? contexts : []).map { (.decode, decodeCount, max(1, $0), isTraced) }
        }
    }

    private static var peakResidentBytes: Int {
        var usage = rusage()
        #if canImport(Darwin)
            guard getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
            return usage.ru_maxrss
        #else
            guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
            return usage.ru_maxrss * 1024
        #endif
    }

    private static var processorName: String {
        #if canImport(Darwin)
            var size = 0
            guard sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0) == 0, size > 1 else { return "unknown" }
            var bytes = [UInt8](repeating: 0, count: size)
            guard sysctlbyname("machdep.cpu.brand_string", &bytes, &size, nil, 0) == 0 else { return "unknown" }
            return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        #else
            guard let file = fopen("/proc/cpuinfo", "r") else { return "unknown" }
            defer { fclose(file) }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = fread(&bytes, 1, bytes.count, file)
            let lines = String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n")
            let name = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last
            return name.map { $0.trimmingPrefix { $0 == " " } }.map(String.init) ?? "unknown"
        #endif
    }
}
