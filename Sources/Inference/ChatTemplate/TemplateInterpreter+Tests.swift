import Generation

/// What stands behind `is`.
extension TemplateInterpreter {
    private static let typeTests: Set = [
        "defined", "undefined", "none", "string", "mapping", "iterable", "sequence", "boolean", "true", "false",
        "integer", "float", "number", "callable", "escaped",
    ]
    private static let textTests: Set = ["lower", "upper", "filter", "test"]
    private static let numberTests: Set = ["odd", "even", "divisibleby"]
    private static let comparisons = [
        "equalto": "==", "eq": "==", "==": "==", "ne": "!=", "!=": "!=", "lt": "<", "lessthan": "<", "<": "<",
        "le": "<=", "<=": "<=", "gt": ">", "greaterthan": ">", ">": ">", "ge": ">=", ">=": ">=", "in": "in",
    ]

    private static func isTest(_ name: String) -> Bool {
        typeTests.contains(name) || textTests.contains(name) || numberTests.contains(name)
            || comparisons[name] != nil || name == "sameas"
    }

    /// Whether `value is name` holds.
    mutating func applyTest(
        _ name: String, to value: TemplateValue, _ arguments: [TemplateValue], at position: TemplatePosition
    ) throws(Failure) -> Bool {
        if Self.typeTests.contains(name) { return Self.applyTypeTest(name, to: value) }
        if let comparison = Self.comparisons[name] {
            guard let other = arguments.first else {
                throw failure("this test needs a value", at: position, found: name)
            }
            return try compare(comparison, value, other, at: position)
        }
        switch name {
        case "lower": return Self.isCased(value.printed, like: value.printed.lowercased)
        case "upper": return Self.isCased(value.printed, like: value.printed.uppercased)
        case "filter": return Self.isFilter(value.printed.string)
        case "test": return Self.isTest(value.printed.string)
        case "sameas": return Self.isSame(value, arguments.first)
        case "odd", "even":
            guard let number = value.number else { break }
            return (number.truncatingRemainder(dividingBy: 2) == 0) == (name == "even")
        case "divisibleby":
            guard let integer = value.integer, let divisor = arguments.first?.integer, divisor != 0 else { break }
            return integer.isMultiple(of: divisor)
        default: throw unknown("the test \(name)", at: position)
        }
        throw failure("this test cannot be made", at: position, found: "\(name) of \(value.typeName)")
    }

    private static func applyTypeTest(_ name: String, to value: TemplateValue) -> Bool {
        switch (name, value) {
        case ("defined", _): !value.isUndefined
        case ("undefined", _): value.isUndefined
        case ("none", .none), ("string", .text), ("mapping", .dictionary), ("boolean", .bool), ("true", .bool(true)),
            ("false", .bool(false)), ("integer", .integer), ("float", .number),
            ("iterable", .view), ("iterable", .generator), ("iterable", .loop):
            true
        case ("iterable", .undefined), ("iterable", .dictionary), ("iterable", .text), ("sequence", .undefined),
            ("sequence", .dictionary), ("sequence", .text):
            true
        case ("iterable", _), ("sequence", _): value.sequence != nil
        case ("number", _): value.number != nil
        // Something undefined has Python's method to be called, which fails.
        case ("callable", .macro), ("callable", .function), ("callable", .method), ("callable", .undefined): true
        case ("callable", .loop), ("callable", .cycler): true
        case ("escaped", .text(let text)): text.isMarkup
        default: false
        }
    }

    /// Whether a text with letters is all in one case.
    static func isCased(_ text: TemplateText, like changed: TemplateText) -> Bool {
        text == changed && text.units.contains { TemplateText.scalar($0).properties.isCased }
    }

    /// Python's `is`: what is equal and of one type, except that lists made twice are two.
    private static func isSame(_ left: TemplateValue, _ right: TemplateValue?) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)?): left == right
        case (.bool, _), (_, .bool?): false
        case (.integer(let left), .integer(let right)?): left == right
        case (.integer, _), (_, .integer?): false
        case (.list, _), (.dictionary, _): false
        case (_, let right?): left == right
        case (_, nil): false
        }
    }
}
