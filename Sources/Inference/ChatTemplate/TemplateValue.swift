/// A value of a template's expression.
///
/// Lists and dictionaries never change, as in the sandbox that templates are written for; what changes is kept by the interpreter and
/// named here by its number.
indirect enum TemplateValue: Sendable {
    /// A name that nothing was given for: prints as nothing, is false, has no members.
    case undefined
    case none
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case text(TemplateText)
    case list([TemplateValue])
    case tuple([TemplateValue])
    case range(TemplateRange)
    /// What a dictionary's `keys`, `values` and `items` return.
    case view(String, [TemplateValue])
    case dictionary([TemplateMember])
    /// What filters such as `map` and `select` return: it can be walked over once.
    case generator(Int)
    /// What `namespace()` makes: the one thing that a loop can change for what comes after it.
    case namespace(Int)
    /// The loop around, by its number.
    case loop(Int)
    /// A macro of the template, by its number.
    case macro(Int)
    /// A function that every template has.
    case function(String)
    /// What `cycler()` and `joiner()` make.
    case cycler(Int)
    /// A method that waits to be called.
    case method(of: TemplateValue, String)

    static func text(_ string: String) -> TemplateValue { .text(TemplateText(string)) }

    /// Whether Python would take it for true.
    var isTrue: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .number(let value): value != 0
        case .text(let text): !text.isEmpty
        case .list(let elements), .tuple(let elements), .view(_, let elements): !elements.isEmpty
        case .range(let range): range.count > 0
        case .dictionary(let members): !members.isEmpty
        case .generator, .namespace, .loop, .macro, .function, .cycler, .method: true
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

    /// The elements of what can be indexed: a list, a tuple, a range.
    var sequence: [TemplateValue]? {
        switch self {
        case .list(let elements), .tuple(let elements): elements
        case .range(let range): range.elements
        default: nil
        }
    }

    /// Whether nothing was given for it.
    var isUndefined: Bool {
        if case .undefined = self { true } else { false }
    }

    /// Whether it can be the key of a dictionary.
    var canBeKey: Bool {
        switch self {
        case .list, .dictionary: false
        case .tuple(let elements): elements.allSatisfy(\.canBeKey)
        default: true
        }
    }

    /// The member of a dictionary.
    func member(_ key: TemplateValue) -> TemplateValue? {
        guard case .dictionary(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// Whether it holds no more values than the budget, nested no deeper than that; takes what it holds from the budget.
    func fits(depth: Int, budget: inout Int) -> Bool {
        budget -= 1
        guard depth > 0, budget > 0 else { return false }
        switch self {
        case .list(let elements), .tuple(let elements), .view(_, let elements):
            for element in elements where !element.fits(depth: depth - 1, budget: &budget) { return false }
        case .dictionary(let members):
            for member in members where !member.value.fits(depth: depth - 1, budget: &budget) { return false }
        case .method(let value, _): return value.fits(depth: depth - 1, budget: &budget)
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
        case .tuple: "a tuple"
        case .range: "a range"
        case .view: "a dictionary's view"
        case .dictionary: "a dictionary"
        case .generator: "the result of a filter that can be walked over once"
        case .namespace: "a namespace"
        case .loop: "a loop"
        case .macro, .function, .method, .cycler: "a function"
        }
    }
}

/// A key of a dictionary and its value.
struct TemplateMember: Sendable {
    var key: TemplateValue
    var value: TemplateValue

    init(_ key: TemplateValue, _ value: TemplateValue) {
        self.key = key
        self.value = value
    }

    init(_ key: String, _ value: TemplateValue) { self.init(.text(key), value) }
}

/// What `range()` makes.
struct TemplateRange: Hashable, Sendable {
    let start: Int
    let end: Int
    let step: Int

    /// How many numbers there are; the largest `Int` if there are more than can be told.
    var count: Int {
        let (low, high) = step > 0 ? (start, end) : (end, start)
        guard low < high else { return 0 }
        let (distance, overflow) = high.subtractingReportingOverflow(low)
        return overflow ? .max : (distance - 1) / Int(clamping: step.magnitude) + 1
    }

    var elements: [TemplateValue] { stride(from: start, to: end, by: step).map { .integer($0) } }
}

extension TemplateValue: Equatable {
    /// Python's `==`.
    static func == (left: TemplateValue, right: TemplateValue) -> Bool {
        if let left = left.integer, let right = right.integer { return left == right }
        if let left = left.number, let right = right.number { return left == right }
        switch (left, right) {
        case (.undefined, .undefined), (.none, .none): return true
        case (.text(let left), .text(let right)): return left == right
        case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)): return left == right
        case (.range(let left), .range(let right)): return left.elements == right.elements
        case (.dictionary(let left), .dictionary(let right)):
            return left.count == right.count
                && left.allSatisfy { member in right.contains { $0.key == member.key && $0.value == member.value } }
        case (.generator(let left), .generator(let right)), (.namespace(let left), .namespace(let right)),
            (.loop(let left), .loop(let right)), (.macro(let left), .macro(let right)),
            (.cycler(let left), .cycler(let right)):
            return left == right
        case (.function(let left), .function(let right)): return left == right
        default: return false
        }
    }

    /// Python's `<`, or nil where it has none.
    func isLess(than other: TemplateValue) -> Bool? {
        if let left = integer, let right = other.integer { return left < right }
        if let left = number, let right = other.number { return left < right }
        switch (self, other) {
        case (.text(let left), .text(let right)): return left < right
        case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
            guard let (left, right) = zip(left, right).first(where: { $0 != $1 }) else {
                return left.count < right.count
            }
            return left.isLess(than: right)
        default: return nil
        }
    }
}
