import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How one value is written into a field: what stands behind `%` and behind the colon in `{:…}`.
struct TemplateFormat {
    /// The widest field and the most digits.
    private static let limit = 10_000

    var fill: Unicode.Scalar = " "
    /// `<`, `>`, `^`, or `=` for padding between the sign and the digits.
    var alignment: Unicode.Scalar?
    var sign: Unicode.Scalar = "-"
    var showsBase = false
    var width = 0
    var grouping: Unicode.Scalar?
    var precision: Int?
    /// The letter of what it writes: a text, a whole number, a fraction.
    var type: Unicode.Scalar?

    init() {}

    /// Reads Python's format specification; nil if it is none.
    init?(specification: TemplateText) {
        var rest = specification.units.map(TemplateText.scalar)[...]
        let alignments: Set<Unicode.Scalar> = ["<", ">", "^", "="]
        if rest.count > 1, alignments.contains(rest[1]) {
            fill = rest.removeFirst()
            alignment = rest.removeFirst()
        } else if let first = rest.first, alignments.contains(first) {
            alignment = rest.removeFirst()
        }
        if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
        showsBase = rest.first == "#"
        if showsBase { rest.removeFirst() }
        if rest.first == "0" {
            rest.removeFirst()
            if alignment == nil { (fill, alignment) = ("0", "=") }
        }
        guard let width = Self.takeNumber(&rest) else { return nil }
        self.width = width
        if rest.first == "," || rest.first == "_" { grouping = rest.removeFirst() }
        if rest.first == "." {
            rest.removeFirst()
            guard let precision = Self.takeNumber(&rest) else { return nil }
            self.precision = precision
        }
        type = rest.popFirst()
        guard rest.isEmpty else { return nil }
    }

    /// Takes digits; no digit is 0, too large a number nil.
    static func takeNumber(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
        var number = 0
        while let first = rest.first, ("0"..."9").contains(first) {
            number = number * 10 + Int(first.value - 48)
            guard number <= limit else { return nil }
            rest.removeFirst()
        }
        return number
    }

    /// The value as the field shows it; nil if the type does not fit.
    func write(_ value: TemplateValue) -> TemplateText? {
        let type = type ?? (value.text == nil && value.number != nil ? value.integer == nil ? "g" : "d" : "s")
        if type == "s" {
            guard self.type == "s" || value.text != nil || value.number == nil else { return nil }
            let text = value.printed
            return aligned(precision.map { TemplateText(units: text.units.prefix($0)) } ?? text, isNumber: false)
        }
        guard let number = value.number else { return nil }
        let isNegative = number < 0
        var digits: String
        switch type {
        case "d", "x", "X", "o", "b":
            guard let integer = value.integer else { return nil }
            let radix = type == "d" ? 10 : type == "o" ? 8 : type == "b" ? 2 : 16
            digits = String(integer.magnitude, radix: radix, uppercase: type == "X")
            if let precision { digits = String(repeating: "0", count: max(precision - digits.count, 0)) + digits }
            if showsBase, type != "d" { digits = "0\(type)" + digits }
        case "f", "F", "e", "E", "g", "G":
            digits =
                self.type == nil && precision == nil
                ? "\(abs(number))" : Self.digits(abs(number), precision: precision ?? 6, type: type)
        case "%": digits = Self.digits(abs(number) * 100, precision: precision ?? 6, type: "f") + "%"
        default: return nil
        }
        if let grouping { digits = Self.grouped(digits, by: grouping) }
        let mark = isNegative ? "-" : sign == "-" ? "" : String(sign)
        guard alignment == "=" else { return aligned(TemplateText(mark + digits), isNumber: true) }
        let field = TemplateText(digits).padded(to: width - mark.count, left: true, right: false, with: fill)
        return TemplateText(mark) + field
    }

    private func aligned(_ text: TemplateText, isNumber: Bool) -> TemplateText {
        let alignment = alignment ?? (isNumber ? ">" : "<")
        return text.padded(to: width, left: alignment != "<", right: alignment == "<" || alignment == "^", with: fill)
    }

    private static func grouped(_ digits: String, by mark: Unicode.Scalar) -> String {
        let whole = digits.prefix { $0.isNumber }
        var result = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result.unicodeScalars.append(mark) }
            result.append(digit)
        }
        return result + digits.dropFirst(whole.count)
    }

    /// A number as C's `printf` writes it.
    private static func digits(_ number: Double, precision: Int, type: Unicode.Scalar) -> String {
        var buffer = [CChar](repeating: 0, count: precision + 400)
        let count = withVaList([CInt(precision), number]) { vsnprintf(&buffer, buffer.count, "%.*\(type)", $0) }
        return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: Rounding

    /// 10 to a power.
    static func power(ofTen exponent: Int) -> Double { pow(10, Double(exponent)) }

    /// The number with so many places behind the point, exactly as Python's `round`.
    static func rounded(_ number: Double, precision: Int) -> Double {
        guard precision < 0 else { return Double(digits(number, precision: precision, type: "f")) ?? number }
        let factor = power(ofTen: -precision)
        return (number / factor).rounded(.toNearestOrEven) * factor
    }
}
