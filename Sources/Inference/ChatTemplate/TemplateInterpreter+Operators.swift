import Generation

extension TemplateInterpreter {
    /// The result of `left name right`.
    mutating func combine(
        _ name: String, _ left: TemplateValue, _ right: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch (name, left, right) {
        case ("~", _, _), ("+", .text, .text):
            let (left, right) = (left.printed, right.printed)
            try count(left.count + right.count, at: position)
            return .text(left + right)
        case ("+", .list(let left), .list(let right)):
            try count(left.count + right.count, at: position)
            return .list(left + right)
        case ("*", .text(let text), .integer(let times)), ("*", .integer(let times), .text(let text)):
            let (size, overflow) = text.count.multipliedReportingOverflow(by: max(times, 0))
            try count(overflow ? .max : size, at: position)
            if text.isEmpty { return .text(text) }
            return .text(TemplateText(units: (0..<max(times, 0)).lazy.flatMap { _ in text.units }))
        case ("*", .list(let elements), .integer(let times)), ("*", .integer(let times), .list(let elements)):
            let (size, overflow) = elements.count.multipliedReportingOverflow(by: max(times, 0))
            try count(overflow ? .max : size, at: position)
            if elements.isEmpty { return .list([]) }
            return try checked(.list((0..<max(times, 0)).flatMap { _ in elements }), at: position)
        default: break
        }
        let result: TemplateValue? =
            if let left = left.integer, let right = right.integer, name != "/" {
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
        default: nil
        }
    }

    /// Whether `left name right` holds.
    func compare(
        _ name: String, _ left: TemplateValue, _ right: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> Bool {
        switch name {
        case "==": return left == right
        case "!=": return left != right
        case "in", "not in": return try contains(right, left, at: position) == (name == "in")
        default: break
        }
        let isLess: Bool
        let isEqual: Bool
        if let left = left.number, let right = right.number {
            (isLess, isEqual) = (left < right, left == right)
        } else if case (.text(let left), .text(let right)) = (left, right) {
            (isLess, isEqual) = (left < right, left == right)
        } else {
            throw failure("these have no order", at: position, found: "\(left.typeName) and \(right.typeName)")
        }
        switch name {
        case "<": return isLess
        case "<=": return isLess || isEqual
        case ">": return !isLess && !isEqual
        default: return !isLess
        }
    }

    private func contains(
        _ whole: TemplateValue, _ part: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> Bool {
        switch (whole, part) {
        case (.text(let whole), .text(let part)): return whole.firstIndex(of: part) != nil
        case (.list(let elements), _): return elements.contains(part)
        case (.dictionary(let members), .text(let key)): return members.contains { $0.key == key }
        case (.dictionary, _), (.undefined, _): return false
        default: throw failure("this contains nothing", at: position, found: whole.typeName)
        }
    }

    /// Whether `value is name` holds.
    func applyTest(
        _ name: String, to value: TemplateValue, _ arguments: [TemplateValue], at position: TemplatePosition
    ) throws(Failure) -> Bool {
        switch (name, value) {
        case ("defined", .undefined): return false
        case ("defined", _): return true
        case ("undefined", .undefined): return true
        case ("none", .none): return true
        case ("string", .text): return true
        case ("mapping", .dictionary): return true
        case ("iterable", .list), ("iterable", .dictionary), ("iterable", .text), ("iterable", .undefined): return true
        case ("sequence", .list), ("sequence", .dictionary), ("sequence", .text), ("sequence", .undefined): return true
        case ("boolean", .bool), ("true", .bool(true)), ("false", .bool(false)): return true
        case ("integer", .integer), ("float", .number): return true
        case ("number", _): return value.number != nil
        case ("callable", .macro), ("callable", .function): return true
        case ("lower", .text(let text)): return text == text.lowercased
        case ("upper", .text(let text)): return text == text.uppercased
        case ("odd", _), ("even", _):
            guard let integer = value.integer else { break }
            return integer.isMultiple(of: 2) == (name == "even")
        case ("divisibleby", _):
            guard let integer = value.integer, let divisor = arguments.first?.integer, divisor != 0 else { break }
            return integer.isMultiple(of: divisor)
        case ("undefined", _), ("none", _), ("string", _), ("mapping", _), ("iterable", _), ("sequence", _),
            ("boolean", _),
            ("true", _), ("false", _), ("integer", _), ("float", _), ("callable", _):
            return false
        default:
            guard let other = arguments.first, let comparison = Self.comparisons[name] else { break }
            return try compare(comparison, value, other, at: position)
        }
        throw failure("this test cannot be made", at: position, found: "\(name) of \(value.typeName)")
    }

    private static let comparisons = [
        "equalto": "==", "eq": "==", "sameas": "==", "ne": "!=", "lt": "<", "lessthan": "<", "le": "<=", "gt": ">",
        "greaterthan": ">", "ge": ">=", "in": "in", "==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
    ]
}
