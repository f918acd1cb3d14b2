import Generation

/// Runs a template over its values.
struct TemplateInterpreter {
    /// What a template may do at most: it comes from a file, and a file must not hang or fill the machine.
    private static let stepLimit = 1_000_000
    private static let outputLimit = 4 << 20
    static let callDepthLimit = 60
    static let depthLimit = 300
    private static let valueLimit = 1 << 20
    private static let nestingLimit = 64

    /// How a body of statements ended.
    enum Flow { case done, exitLoop, nextRound }

    /// Where names are looked up.
    var scope: TemplateScope
    var namespaces: [[TemplateMember]] = []
    var macros: [(macro: TemplateMacro, scope: TemplateScope)] = []
    var loops: [TemplateLoop] = []
    /// What is left of every generator.
    var generators: [[TemplateValue]] = []
    var cyclers: [TemplateCycler] = []
    var output: TemplateText = ""
    var steps = 0
    var callDepth = 0
    var depth = 0
    /// Seconds since 1970, for `strftime_now`.
    let now: Int

    init(values: [String: TemplateValue], now: Int) {
        let functions = Self.functionNames.map { ($0, TemplateValue.function($0)) }
        let globals = TemplateScope(Dictionary(uniqueKeysWithValues: functions))
        scope = TemplateScope(values, in: globals)
        self.now = now
    }

    /// Runs the statements and returns what they print.
    mutating func render(_ statements: [TemplateStatement]) throws(Failure) -> TemplateText {
        _ = try run(statements)
        return output
    }

    mutating func step(_ position: TemplatePosition? = nil) throws(Failure) {
        steps += 1
        guard steps <= Self.stepLimit else {
            throw Failure(
                .tooLarge, "the chat template takes too long", at: position.map { "\($0)" },
                expected: "at most \(Self.stepLimit) steps")
        }
    }

    /// Counts what an operation builds, so that doubling a text again and again ends in time.
    mutating func count(_ size: Int, at position: TemplatePosition) throws(Failure) {
        guard size <= Self.outputLimit else {
            throw Failure(
                .tooLarge, "the chat template makes too long a text", at: "\(position)",
                expected: "at most \(Self.outputLimit) characters")
        }
        steps += size / 64
        try step(position)
    }

    /// Counts an operation that walks over a value.
    mutating func charge(_ value: TemplateValue, at position: TemplatePosition) throws(Failure) {
        switch value {
        case .text(let text): try count(text.count, at: position)
        case .list(let elements), .tuple(let elements), .view(_, let elements): try count(elements.count, at: position)
        case .dictionary(let members): try count(members.count, at: position)
        default: break
        }
    }

    /// A new list or dictionary, unless it holds itself so often that to walk over it would not end.
    mutating func checked(
        _ value: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        var budget = Self.valueLimit
        guard value.fits(depth: Self.nestingLimit, budget: &budget) else {
            throw Failure(.tooLarge, "the chat template makes too large a list", at: "\(position)")
        }
        steps += (Self.valueLimit - budget) / 64
        return value
    }

    /// Values that can be walked over once.
    mutating func generator(
        _ values: [TemplateValue], at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        try count(values.count, at: position)
        generators.append(values)
        return .generator(generators.count - 1)
    }

    /// A failure of the template at a place.
    func failure(_ what: String, at position: TemplatePosition, found: String? = nil) -> Failure {
        Failure(
            .malformed, "the chat template failed", at: "\(position)", expected: nil,
            found: found.map { "\(what): \($0)" } ?? what)
    }

    /// A failure for a part of the language that is outside of what mirilla knows.
    func unknown(_ what: String, at position: TemplatePosition) -> Failure {
        Failure(.unsupported, "cannot use this chat template", at: "\(position)", found: what)
    }
}

/// The values that a function, method or filter gets.
struct TemplateCall {
    var positional: [TemplateValue] = []
    var named: [(name: String, value: TemplateValue)] = []

    /// The value of that name.
    subscript(name: String) -> TemplateValue? { named.first { $0.name == name }?.value }

    /// The value at that place or of that name.
    subscript(place: Int, name: String) -> TemplateValue? {
        positional.indices.contains(place) ? positional[place] : self[name]
    }
}
