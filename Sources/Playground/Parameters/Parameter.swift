public import Generation

/// A knob as it stands on the screen: its range, its steps, and whether the model takes it.
public struct Parameter: Hashable, Sendable {
    /// How the slider maps to values.
    public enum Scale: Hashable, Sendable {
        /// Equal distances are equal differences.
        case linear
        /// Equal distances are equal factors; 0 has its place at the left end.
        case logarithmic
        /// No slider: a seed is a name, not a quantity.
        case none
    }

    /// How far one key press goes.
    public enum Increment: Hashable, Sendable {
        /// By so much.
        case step(Double)
        /// To the double or the half.
        case factorOfTwo
    }

    /// How a value is written.
    public enum Format: Hashable, Sendable {
        /// Without decimals.
        case integer
        /// With so many decimals.
        case decimal(digits: Int)
    }

    /// Which knob.
    public let knob: Knob
    /// What the slider covers.
    public let range: ClosedRange<Double>
    /// What may be typed.
    public let limits: ClosedRange<Double>
    /// One key press.
    public let fine: Increment
    /// One key press with Shift.
    public let coarse: Increment
    /// How the slider maps to values.
    public let scale: Scale
    /// The value at which the knob does nothing, or its default where it always does something.
    public let neutral: Double
    /// How a value is written.
    public let format: Format
    /// Whether the model takes it; the reason if not.
    public let support: KnobSupport

    /// Why the knob is drawn disabled, or nil if the model takes it.
    public var rejection: String? {
        if case .rejected(let reason) = support { reason } else { nil }
    }
}
