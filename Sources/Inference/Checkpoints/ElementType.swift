/// How the numbers of a tensor are stored.
public enum ElementType: String, Hashable, Sendable, CaseIterable {
    /// 32-bit floats.
    case f32 = "F32"
    /// IEEE half precision.
    case f16 = "F16"
    /// The upper half of a 32-bit float.
    case bf16 = "BF16"
    /// ggml: 32 signed bytes and an f16 scale (34 bytes).
    case q8_0 = "Q8_0"
    /// ggml: 32 four-bit values around 8 and an f16 scale (18 bytes).
    case q4_0 = "Q4_0"
    /// ggml: 32 four-bit values, an f16 scale and an f16 minimum (20 bytes).
    case q4_1 = "Q4_1"
    /// ggml: 32 five-bit values around 16 and an f16 scale (22 bytes).
    case q5_0 = "Q5_0"
    /// ggml: 32 five-bit values, an f16 scale and an f16 minimum (24 bytes).
    case q5_1 = "Q5_1"
    /// ggml: 256 two-bit values in 16 parts with scale and minimum (84 bytes).
    case q2_k = "Q2_K"
    /// ggml: 256 three-bit values in 16 parts with a scale (110 bytes).
    case q3_k = "Q3_K"
    /// ggml: 256 four-bit values in 8 parts with scale and minimum (144 bytes).
    case q4_k = "Q4_K"
    /// ggml: 256 five-bit values in 8 parts with scale and minimum (176 bytes).
    case q5_k = "Q5_K"
    /// ggml: 256 six-bit values in 16 parts with a scale (210 bytes).
    case q6_k = "Q6_K"
    /// ggml: 32 four-bit codes of unevenly spaced values and an f16 scale (18 bytes).
    case iq4_nl = "IQ4_NL"
    /// ggml: 256 such codes in 8 parts with a scale (136 bytes).
    case iq4_xs = "IQ4_XS"

    /// Values in one block: rows are a whole number of blocks.
    public var blockSize: Int {
        switch self {
        case .f32, .f16, .bf16: 1
        case .q8_0, .q4_0, .q4_1, .q5_0, .q5_1, .iq4_nl: 32
        case .q2_k, .q3_k, .q4_k, .q5_k, .q6_k, .iq4_xs: 256
        }
    }

    /// Bytes of one block.
    public var blockBytes: Int {
        switch self {
        case .f32: 4
        case .f16, .bf16: 2
        case .q8_0: 34
        case .q4_0, .iq4_nl: 18
        case .q4_1: 20
        case .q5_0: 22
        case .q5_1: 24
        case .q2_k: 84
        case .q3_k: 110
        case .q4_k: 144
        case .q5_k: 176
        case .q6_k: 210
        case .iq4_xs: 136
        }
    }
}
