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

    /// Values in one block: rows are a whole number of blocks.
    public var blockSize: Int {
        switch self {
        case .f32, .f16, .bf16: 1
        case .q8_0, .q4_0: 32
        }
    }

    /// Bytes of one block.
    public var blockBytes: Int {
        switch self {
        case .f32: 4
        case .f16, .bf16: 2
        case .q8_0: 34
        case .q4_0: 18
        }
    }
}
