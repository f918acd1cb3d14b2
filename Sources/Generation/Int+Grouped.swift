extension Int {
    /// The number with its thousands apart: `10,261`.
    ///
    /// - Parameters:
    ///   - separator: what stands between them.
    ///   - least: with how many digits that begins.
    public func grouped(by separator: String = ",", from least: Int = 4) -> String {
        let digits = String(magnitude)
        guard digits.count >= least else { return String(self) }
        var text = self < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += separator }
            text.append(digit)
        }
        return text
    }
}
