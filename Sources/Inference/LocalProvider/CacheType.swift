import Kernels

/// How a KV cache keeps keys and values, and the queries that patterns are computed from again.
public enum CacheType: String, Hashable, Sendable, CaseIterable {
    /// As they are computed: what is recomputed from them is exact.
    case f32
    /// In half precision, off by at most a 2,000th: half the memory, and faster in long texts.
    case f16

    /// Bytes of a number.
    var bytes: Int {
        switch self {
        case .f32: 4
        case .f16: 2
        }
    }

    /// The kernels' word for it.
    var kernelType: kernels_type {
        switch self {
        case .f32: KERNELS_F32
        case .f16: KERNELS_F16
        }
    }
}
