import Generation

/// Refuses a parameter that lies outside its range.
enum SamplingRange {
    /// Returns the value if it is a number within the range.
    static func checked(_ value: Double, _ stage: SamplingStage, within range: ClosedRange<Double>) throws(Failure)
        -> Double
    {
        guard range.contains(value) else {
            throw Failure(
                .outOfRange, "value out of range", at: stage.rawValue,
                expected: "\(text(range.lowerBound)) to \(text(range.upperBound))", found: text(value))
        }
        return value
    }

    /// A number as a person writes it: `2`, not `2.0`.
    private static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? String(value)
    }
}
