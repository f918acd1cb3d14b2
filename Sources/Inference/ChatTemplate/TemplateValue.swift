/// A value of a template's expression.
enum TemplateValue: Sendable {
    /// A name that nothing was given for: prints as nothing, is false, has no members.
    case undefined
    case none
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(TemplateText)
    case list([TemplateValue])
    case dictionary([(key: TemplateText, value: TemplateValue)])
    /// What `namespace()` makes: the one thing that a loop can change for what comes after it.
    case namespace(Int)
    /// A macro of the template, by its number.
    case macro(Int)
    /// A function that every template has.
    case function(String)

    static func text(_ string: String) -> TemplateValue { .text(TemplateText(string)) }

    /// Whether Python would take it for true.
    var isTrue: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .number(let value): value != 0
        case .text(let text): !text.isEmpty
        case .list(let elements): !elements.isEmpty
        case .dictionary(let members): !members.isEmpty
        case .namespace, .macro, .function: true
        }
    }

    /// The value as a whole number, if it is one.
    var integer: Int? {
        switch self {
        case .integer(let value): value
        case .bool(let value): value ? 1 : 0
        default: nil
        }
    }

    /// The value as a number, if it is one.
    var number: Double? {
        if case .number(let value) = self { return value }
        return integer.map(Double.init)
    }

    /// The text, if it is one.
    var text: TemplateText? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The member of a dictionary.
    func member(_ key: TemplateText) -> TemplateValue? {
        guard case .dictionary(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// Whether it holds no more values than the budget, nested no deeper than that; takes what it holds from the budget.
    func fits(depth: Int, budget: inout Int) -> Bool {
        budget -= 1
        guard depth > 0, budget > 0 else { return false }
        switch self {
        case .list(let elements):
            for element in elements where !element.fits(depth: depth - 1, budget: &budget) { return false }
        case .dictionary(let members):
            for member in members where !member.value.fits(depth: depth - 1, budget: &budget) { return false }
        default: break
        }
        return true
    }

    /// What it is, for messages.
    var typeName: String {
        switch self {
        case .undefined: "something undefined"
        case .none: "none"
        case .bool: "a truth value"
        case .integer, .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .dictionary: "a dictionary"
        case .namespace: "a namespace"
        case .macro, .function: "a function"
        }
    }

    /// The value as it is printed: Python's `str`.
    var printed: TemplateText {
        switch self {
        case .undefined: ""
        case .text(let text): text
        default: representation
        }
    }

    /// The value as it is printed inside a list: Python's `repr`.
    private var representation: TemplateText {
        switch self {
        case .undefined: "Undefined"
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): TemplateText(String(value))
        case .number(let value): TemplateText("\(value)")
        case .text(let text):
            text.firstIndex(of: "'") != nil && text.firstIndex(of: "\"") == nil
                ? "\"" + text.escaped(quote: "\"") + "\"" : "'" + text.escaped(quote: "'") + "'"
        case .list(let elements): "[" + elements.map(\.representation).joined(", ") + "]"
        case .dictionary(let members):
            "{"
                + members.map { TemplateValue.text($0.key).representation + ": " + $0.value.representation }.joined(
                    ", ")
                + "}"
        case .namespace: "<Namespace>"
        case .macro, .function: "<function>"
        }
    }
}

extension TemplateText {
    fileprivate func escaped(quote: Unicode.Scalar) -> TemplateText {
        mapped { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\\": "\\\\"
            case quote: "\\" + String(quote)
            default: String(scalar)
            }
        }
    }
}

extension [TemplateText] {
    /// The texts one after the other with a separator between.
    func joined(_ separator: TemplateText) -> TemplateText {
        var result: TemplateText = ""
        for (index, text) in enumerated() {
            if index > 0 { result.append(separator) }
            result.append(text)
        }
        return result
    }
}

extension TemplateValue: Equatable {
    static func == (left: TemplateValue, right: TemplateValue) -> Bool {
        if let left = left.number, let right = right.number { return left == right }
        switch (left, right) {
        case (.undefined, .undefined), (.none, .none): return true
        case (.text(let left), .text(let right)): return left == right
        case (.list(let left), .list(let right)): return left == right
        case (.dictionary(let left), .dictionary(let right)):
            return left.count == right.count
                && left.allSatisfy { member in right.contains { $0.key == member.key && $0.value == member.value } }
        case (.namespace(let left), .namespace(let right)): return left == right
        case (.macro(let left), .macro(let right)): return left == right
        default: return false
        }
    }
}
