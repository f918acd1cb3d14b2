import Foundation

/// Values and places on the slider.
extension Parameter {
    /// Where a value stands on the slider, 0 to 1.
    public func fraction(of value: Double) -> Double {
        let span = range.upperBound - range.lowerBound
        guard span > 0 else { return 0 }
        let offset = min(max(value, range.lowerBound), range.upperBound) - range.lowerBound
        return scale == .logarithmic ? log2(1 + offset) / log2(1 + span) : offset / span
    }

    /// The value at a place of the slider, rounded to what the format shows.
    public func value(atFraction fraction: Double) -> Double {
        let span = range.upperBound - range.lowerBound
        let fraction = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
        let offset = scale == .logarithmic ? exp2(fraction * log2(1 + span)) - 1 : fraction * span
        return rounded(min(range.lowerBound + offset, range.upperBound))
    }

    /// The value after so many steps up (down, if negative); it stops at the ends of the slider.
    public func nudged(_ value: Double, by count: Int, isCoarse: Bool) -> Double {
        var result = value
        switch isCoarse ? coarse : fine {
        case .step(let step):
            result += Double(count) * step
        case .factorOfTwo:
            for _ in 0..<min(count.magnitude, 64) {
                result = count > 0 ? max(1, result * 2) : (result > 1 ? (result / 2).rounded(.down) : 0)
            }
        }
        // A typed value may lie beyond the slider; a step must not throw it back.
        let lower = min(range.lowerBound, value)
        let upper = max(range.upperBound, value)
        return rounded(min(max(result, lower), upper))
    }

    /// The value as the format shows it: 0.3, not 0.30000000000000004.
    public func rounded(_ value: Double) -> Double {
        switch format {
        case .integer:
            return value.rounded()
        case .decimal(let digits):
            let factor = (0..<digits).reduce(1.0) { product, _ in product * 10 }
            return (value * factor).rounded() / factor
        }
    }
}
