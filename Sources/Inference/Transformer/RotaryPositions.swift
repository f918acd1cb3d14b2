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
    private let dimensions: Int
    private let pairing: ModelConfiguration.RotaryPairing
    /// Radians for each step of the position, `[pair]`.
    private let frequencies: [Double]

    /// nil for a model without rotary positions.
    ///
    /// - Parameter factors: what the checkpoint divides each frequency by; it takes the place of the Llama 3 scaling.
    init?(_ positions: ModelConfiguration.Positions, factors: Vector?) {
        guard case .rotary(let base, let dimensions, let pairing, let scaling) = positions else { return nil }
        self.dimensions = dimensions
        self.pairing = pairing
        frequencies = (0..<dimensions / 2).map { pair in
            let frequency = pow(base, -2 * Double(pair) / Double(dimensions))
            if let factors { return frequency / Double(factors.pointer[pair]) }
            return Self.scaled(frequency, scaling)
        }
    }

    static func scaled(_ frequency: Double, _ scaling: ModelConfiguration.RotaryScaling) -> Double {
        switch scaling {
        case .none:
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
            angles[2 * pair] = Float(cos(angle))
            angles[2 * pair + 1] = Float(sin(angle))
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
