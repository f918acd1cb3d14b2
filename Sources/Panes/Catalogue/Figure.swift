import Generation

/// Numbers as the screen writes them, the same in both languages but for the thousands.
enum Figure {
    /// A number with a fixed count of decimals: `0.70`.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return value.isNaN ? "–" : value < 0 ? "-∞" : "∞" }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e15 else { return String(Int(value.rounded())) }
        let digits = String(Int(scaled))
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }

    /// A number with its sign and as many decimals as make four digits at most: `+1.23`, `-12.3`, `+123`.
    static func signed(_ value: Double) -> String {
        let size = abs(value)
        let text = fixed(value, decimals: size < 9.995 ? 2 : size < 99.95 ? 1 : 0)
        return text.hasPrefix("-") || value.isNaN ? text : "+" + text
    }

    /// The same with one decimal less, for narrow places: `+1.2`, `-12`.
    static func signedShort(_ value: Double) -> String {
        let text = fixed(value, decimals: abs(value) < 9.95 ? 1 : 0)
        return text.hasPrefix("-") || value.isNaN ? text : "+" + text
    }

    /// A number of at least 0 with three digits at most where it is small: `1.83`, `12.4`, `3120`.
    static func brief(_ value: Double) -> String {
        let text = fixed(value, decimals: value < 9.995 ? 2 : value < 99.95 ? 1 : 0)
        guard text.contains(".") else { return text }
        return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }

    /// A share of one in percent with one decimal, without the sign; a trace that would read as nothing is `<0.1`.
    static func percent(_ share: Double) -> String {
        if share > 0, share < 0.0005 { return "<0.1" }
        return fixed(share * 100, decimals: 1)
    }

    /// A whole number, its thousands set apart as English does: `4,091`.
    static func english(_ count: Int) -> String { count.grouped() }

    /// A whole number, its thousands set apart as Spanish does: `4091`, `50 257`.
    static func spanish(_ count: Int) -> String { count.grouped(by: "\u{A0}", from: 5) }

    /// A number of parameters or bytes with three digits at most: `260K`, `124M`, `1.5B`.
    static func short(_ count: Int) -> String {
        let units: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")]
        for (size, unit) in units where Double(count) >= size * 0.9995 {
            let value = Double(count) / size
            return fixed(value, decimals: value < 9.95 ? 1 : 0) + unit
        }
        return String(count)
    }

    /// US dollars; what is less than a cent with the decimals that show something.
    static func dollars(_ amount: Double) -> String {
        "$" + fixed(amount, decimals: amount >= 1 ? 2 : amount >= 0.01 ? 3 : 5)
    }

    /// A size in bytes with three digits at most: `812 B`, `1.5 MB`.
    static func bytes(_ count: Int) -> String {
        let units: [(Double, String)] = [(1e9, "GB"), (1e6, "MB"), (1e3, "kB")]
        for (size, unit) in units where Double(count) >= size * 0.9995 {
            let value = Double(count) / size
            return fixed(value, decimals: value < 9.95 ? 1 : 0) + " " + unit
        }
        return "\(count) B"
    }

    /// A time in milliseconds below ten seconds, in seconds from there: `9 ms`, `12.4 s`.
    static func time(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds < 9999.5
            ? fixed(milliseconds, decimals: milliseconds < 9.95 ? 1 : 0) + " ms"
            : fixed(milliseconds / 1000, decimals: 1) + " s"
    }
}
