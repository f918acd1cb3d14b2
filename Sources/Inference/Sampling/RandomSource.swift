/// The random numbers that draw tokens: the n-th depends on nothing but the seed and n.
///
/// It is SplitMix64 (Steele, Lea & Flood 2014) with random access: number n is the n-th output of the generator started at
/// `seed`, its upper 53 bits as a fraction. Integer arithmetic only, so every machine draws the same, and a branch draws the same
/// numbers as the run that it left.
struct RandomSource: Hashable, Sendable {
    let seed: UInt64

    /// Number `index`, at least 0 and less than 1.
    func fraction(_ index: Int) -> Double {
        var z = seed &+ (UInt64(truncatingIfNeeded: index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        z ^= z >> 31
        return Double(z >> 11) * 0x1p-53
    }
}
