import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Python's operators.
extension TemplateInterpreter {
    /// The result of `left name right`.
    mutating func combine(
        _ name: String, _ left: TemplateValue, _ right: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch (name, left, right) {
        case ("~", _, _):
            let text = [left.printed, right.printed].joined("")
            try count(text.count, at: position)
            return .text(text)
        case ("+", .text(let left), .text(let right)):
            try count(left.count + right.count, at: position)
            return .text(left + right)
        case ("+", .list(let left), .list(let right)):
            try count(left.count + right.count, at: position)
            return .list(left + right)
        case ("+", .tuple(let left), .tuple(let right)):
            try count(left.count + right.count, at: position)
            return .tuple(left + right)
        case ("%", .text(let format), _): return .text(try printf(format, right, at: position))
        case ("*", _, _):
            if let times = right.integer, let result = try repeated(left, times, at: position) { return result }
            if let times = left.integer, let result = try repeated(right, times, at: position) { return result }
        default: break
        }
        let result: TemplateValue? =
            if let left = left.integer, let right = right.integer, name != "/", name != "**" || right >= 0 {
                Self.calculate(name, left, right).map { .integer($0) }
            } else if let left = left.number, let right = right.number {
                Self.calculate(name, left, right).map { .number($0) }
            } else {
                nil
            }
        guard let result else {
            throw failure("`\(name)` does not fit", at: position, found: "\(left.typeName) and \(right.typeName)")
        }
        return result
    }

    /// A text, list or tuple several times; nil for other values.
    private mutating func repeated(
        _ value: TemplateValue, _ times: Int, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue? {
        let times = max(times, 0)
        switch value {
        case .text(let text):
            try count(text.count, times: times, at: position)
            guard !text.isEmpty else { return value }
            return .text(
                TemplateText(units: (0..<times).lazy.flatMap { _ in text.units }, isMarkup: text.isMarkup))
        case .list(let elements):
            try count(elements.count, times: times, at: position)
            guard !elements.isEmpty else { return value }
            return try checked(.list((0..<times).flatMap { _ in elements }), at: position)
        case .tuple(let elements):
            try count(elements.count, times: times, at: position)
            guard !elements.isEmpty else { return value }
            return try checked(.tuple((0..<times).flatMap { _ in elements }), at: position)
        default: return nil
        }
    }

    private mutating func count(_ size: Int, times: Int, at position: TemplatePosition) throws(Failure) {
        let (whole, overflow) = size.multipliedReportingOverflow(by: times)
        try count(overflow ? .max : whole, at: position)
    }

    private static func calculate(_ name: String, _ left: Int, _ right: Int) -> Int? {
        func checked(_ result: (partialValue: Int, overflow: Bool)) -> Int? {
            result.overflow ? nil : result.partialValue
        }
        switch name {
        case "+": return checked(left.addingReportingOverflow(right))
        case "-": return checked(left.subtractingReportingOverflow(right))
        case "*": return checked(left.multipliedReportingOverflow(by: right))
        case "//", "%":
            guard right != 0, let quotient = checked(left.dividedReportingOverflow(by: right)) else { return nil }
            // Python rounds down.
            let rest = left - quotient * right
            let isBelow = rest != 0 && (rest < 0) != (right < 0)
            return name == "//" ? quotient - (isBelow ? 1 : 0) : rest + (isBelow ? right : 0)
        case "**":
            guard (0...64).contains(right) else { return nil }
            var power: Int? = 1
            for _ in 0..<right { power = power.flatMap { checked($0.multipliedReportingOverflow(by: left)) } }
            return power
        default: return nil
        }
    }

    private static func calculate(_ name: String, _ left: Double, _ right: Double) -> Double? {
        switch name {
        case "+": left + right
        case "-": left - right
        case "*": left * right
        case "/": right == 0 ? nil : left / right
        case "//": right == 0 ? nil : (left / right).rounded(.down)
        case "%": right == 0 ? nil : left - (left / right).rounded(.down) * right
        // A negative number to a fraction would not be real.
        case "**": left == 0 && right < 0 || left < 0 && right.rounded() != right ? nil : pow(left, right)
        default: nil
        }
    }

    /// Whether `left name right` holds.
    mutating func compare(
        _ name: String, _ left: TemplateValue, _ right: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> Bool {
        switch name {
        case "==": return left == right
        case "!=": return left != right
        case "in", "not in": return try contains(right, left, at: position) == (name == "in")
        default: break
        }
        // Not a number is neither less nor more.
        if let left = left.number, let right = right.number, left.isNaN || right.isNaN { return false }
        let (low, high) = name.hasPrefix("<") ? (left, right) : (right, left)
        guard let isLess = low.isLess(than: high) else {
            throw failure("these have no order", at: position, found: "\(left.typeName) and \(right.typeName)")
        }
        return isLess || name.hasSuffix("=") && left == right
    }

    private mutating func contains(
        _ whole: TemplateValue, _ part: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> Bool {
        if case .text(let whole) = whole {
            guard let part = part.text else {
                throw failure("a text contains only texts", at: position, found: part.typeName)
            }
            return whole.firstIndex(of: part) != nil
        }
        if case .dictionary = whole, !part.canBeKey {
            throw failure("this cannot be a key", at: position, found: part.typeName)
        }
        return try elements(of: whole, at: position).contains(part)
    }
}
