#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// How a local model is run.
public struct LocalOptions: Hashable, Sendable {
    /// How many threads compute, the calling one among them.
    public var threadCount: Int
    /// Bytes that all KV caches of the model may take together; it bounds the context.
    public var cacheBudget: Int
    /// How they keep keys and values.
    public var cacheType: CacheType
    /// How prompts are multiplied with quantized weights.
    public var activations: ActivationType
    /// The folder for what was measured of a model once and need not be again; nothing is kept if nil.
    public var cacheFolder: String?

    /// Makes options.
    ///
    /// - Parameters:
    ///   - threadCount: nil for the processors of this machine; one of them is left to the screen if there are more than two.
    ///   - cacheBudget: 2 GiB unless told.
    ///   - cacheType: exact unless told.
    ///   - activations: exact unless told.
    ///   - cacheFolder: made when it is needed.
    public init(
        threadCount: Int? = nil, cacheBudget: Int = 2 << 30, cacheType: CacheType = .f32,
        activations: ActivationType = .f32, cacheFolder: String? = nil
    ) {
        self.threadCount = threadCount ?? Self.defaultThreadCount
        self.cacheBudget = cacheBudget
        self.cacheType = cacheType
        self.activations = activations
        self.cacheFolder = cacheFolder
    }

    /// Where checksums of weights are remembered, beside the weights that were converted.
    var checksumFolder: String? { cacheFolder.map { $0 + "/weights/checksums" } }

    private static var defaultThreadCount: Int {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return processors > 2 ? min(processors - 1, 16) : processors
    }
}
