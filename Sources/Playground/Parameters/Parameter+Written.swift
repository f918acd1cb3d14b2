/// Values as they are typed.
extension Parameter {
    /// A value in the shortest form that the format allows: `0.7`, `64`.
    public func written(_ value: Double) -> String {
        let value = rounded(value)
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
}
