/// How the numbers of a prompt are multiplied with quantized weights, and with those in BF16.
public enum ActivationType: String, Hashable, Sendable, CaseIterable {
    /// As they are: exact.
    case f32
    /// In 16 bits with a scale for each 32, off by up to 1.5e-5 of the largest of these: half as fast again, where the processor multiplies
    /// such numbers faster.
    case i16
    /// In 8 bits with a scale for each 32, off by up to 4e-3 of the largest of these, as llama.cpp rounds: more than twice as fast, where the
    /// processor multiplies and adds bytes in one instruction (VNNI); `i16` on others. For weights in BF16 as such numbers too, off by up to 2e-3
    /// of each, where the processor multiplies those.
    case i8
}
