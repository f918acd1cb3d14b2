#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Rotates queries and keys by angles that grow with the position.
///
/// Su et al. 2021, RoFormer.
struct RotaryPositions: Sendable {
    /// How many elements of a head are rotated; the rest stay.
    let dimensions: Int
    private let pairing: ModelConfiguration.RotaryPairing
    /// Radians for each step of the position, `[pair]`.
    private let frequencies: [Double]
    /// What a rotated vector is multiplied by.
    let magnitude: Double

    /// nil for a model without rotary positions.
    ///
    /// - Parameters:
    ///   - factors: what the checkpoint divides each frequency by; it takes the place of the Llama 3 scaling.
    ///   - isLong: whether they are those of a text longer than the original context.
    init?(_ positions: ModelConfiguration.Positions, factors: Vector?, isLong: Bool = false) {
        guard case .rotary(let base, let dimensions, let pairing, let scaling) = positions else { return nil }
        self.dimensions = dimensions
        self.pairing = pairing
        let plain = (0..<dimensions / 2).map { pow(base, -2 * Double($0) / Double(dimensions)) }
        switch scaling {
        case .longRoPE(let scaling):
            frequencies = zip(plain, isLong ? scaling.longFactors : scaling.shortFactors).map { $0 / $1 }
            magnitude = scaling.magnitude
        case .yarn(let yarn):
            frequencies = Self.frequencies(yarn, plain: plain, base: base)
            magnitude = yarn.magnitude
        case .none, .linear, .llama3:
            frequencies =
                factors.map { factors in plain.enumerated().map { $1 / Double(factors.pointer[$0]) } }
                ?? plain.map { Self.scaled($0, scaling) }
            magnitude = 1
        }
    }

    /// YaRN (Peng, Quesnelle, Fan and Shippole 2023), with the ramp between the pairs that make so many turns within the original context.
    private static func frequencies(
        _ yarn: ModelConfiguration.YaRN, plain: [Double], base: Double
    ) -> [Double] {
        let dimensions = Double(2 * plain.count)
        func pair(turns: Double) -> Double {
            dimensions * log(Double(yarn.originalContext) / (turns * 2 * .pi)) / (2 * log(base))
        }
        var (first, last) = (pair(turns: yarn.fastTurns), pair(turns: yarn.slowTurns))
        if yarn.isTruncated { (first, last) = (first.rounded(.down), last.rounded(.up)) }
        (first, last) = (max(first, 0), min(last, dimensions - 1))
        if first == last { last += 0.001 }
        return plain.enumerated().map { pair, frequency in
            let share = min(max((Double(pair) - first) / (last - first), 0), 1)
            return frequency / yarn.factor * share + frequency * (1 - share)
        }
    }

    static func scaled(_ frequency: Double, _ scaling: ModelConfiguration.RotaryScaling) -> Double {
        switch scaling {
        case .none, .yarn, .longRoPE:
            return frequency
        case .linear(let factor):
            return frequency / factor
        case .llama3(let factor, let low, let high, let originalContext):
            // How many whole turns this pair makes within the original context.
            let turns = Double(originalContext) * frequency / (2 * .pi)
            if turns > high { return frequency }
            if turns < low { return frequency / factor }
            let blend = (turns - low) / (high - low)
            return (1 - blend) * frequency / factor + blend * frequency
        }
    }

    /// cos and sin of every pair's angle, `[pair, 2]`.
    func angles(at position: Int, into angles: UnsafeMutablePointer<Float>) {
        for (pair, frequency) in frequencies.enumerated() {
            let angle = Double(position) * frequency
            angles[2 * pair] = Float(cos(angle) * magnitude)
            angles[2 * pair + 1] = Float(sin(angle) * magnitude)
        }
    }

    /// Turns one head, `[head size]`, in place.
    func rotate(_ head: UnsafeMutablePointer<Float>, by angles: UnsafePointer<Float>) {
        let half = dimensions / 2
        for pair in 0..<half {
            let (first, second) = pairing == .halves ? (pair, pair + half) : (2 * pair, 2 * pair + 1)
            let (x, y) = (head[first], head[second])
            let (cosine, sine) = (angles[2 * pair], angles[2 * pair + 1])
            head[first] = x * cosine - y * sine
            head[second] = x * sine + y * cosine
        }
    }
}
