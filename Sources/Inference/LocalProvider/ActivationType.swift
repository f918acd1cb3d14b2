/// How the numbers of a prompt are multiplied with quantized weights.
public enum ActivationType: String, Hashable, Sendable, CaseIterable {
    /// As they are: exact.
    case f32
    /// In 16 bits with a scale for each 32, off by up to 1.5e-5 of the largest of these: half as fast again, where the processor multiplies
    /// such numbers faster. llama.cpp rounds to 8 bits, which is off by 4e-3.
    case i16
}
