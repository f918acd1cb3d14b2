/// Colours in order, for values from 0 to 1: at most 256 steps, perceptually even between the colours it was made of.
///
/// A ramp without colours is a monochrome one: glyph density then carries the value.
public struct Ramp: Hashable, Sendable {
    /// The colours, lowest value first; none in a monochrome theme.
    public let steps: [Color]

    /// Makes a ramp of ready steps.
    public init(steps: [Color]) {
        self.steps = steps
    }

    /// The colour of a value from 0 to 1; values outside count as the nearest end, `NaN` as 0.
    public func color(at value: Double) -> Color? {
        guard !steps.isEmpty else { return nil }
        let clamped = value.isNaN ? 0 : min(1, max(0, value))
        return steps[Int((clamped * Double(steps.count - 1)).rounded())]
    }
}
