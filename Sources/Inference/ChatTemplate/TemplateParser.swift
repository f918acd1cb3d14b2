import Generation

/// Builds statements and expressions from tokens, with Jinja's precedence.
struct TemplateParser {
    let tokens: [TemplateToken]
    var place = 0
    var depth = 0

    /// Deeper nesting is refused: each level takes stack.
    private static let depthLimit = 100
    /// So are longer chains of operators in one tag: each link is a level of the tree.
    private static let linkLimit = 250
    var links = 0
    /// Whether the statements being read are rounds of a loop.
    var isInLoop = false

    init(source: String) throws(Failure) {
        var lexer = TemplateLexer(source: source)
        tokens = try lexer.run()
    }

    /// The whole template.
    mutating func parse() throws(Failure) -> [TemplateStatement] {
        let statements = try parseBody(until: [])
        guard current.kind == .end else { throw unexpected("the end of the template") }
        return statements
    }

    var current: TemplateToken { tokens[place] }

    mutating func advance() { if place + 1 < tokens.count { place += 1 } }

    func unexpected(_ expected: String) -> Failure {
        let found: String
        switch current.kind {
        case .text: found = "text"
        case .openOutput: found = "{{"
        case .closeOutput: found = "}}"
        case .openBlock: found = "{%"
        case .closeBlock: found = "%}"
        case .name(let name): found = name
        case .string: found = "a text"
        case .integer, .number: found = "a number"
        case .symbol(let symbol): found = symbol
        case .end: found = "the end of the template"
        }
        return Failure(
            .malformed, "cannot read the chat template", at: "\(current.position)", expected: expected, found: found)
    }

    mutating func take(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func takeName(_ name: String) -> Bool {
        guard current.kind == .name(name) else { return false }
        advance()
        return true
    }

    mutating func require(_ symbol: String) throws(Failure) {
        guard take(symbol) else { throw unexpected(symbol) }
    }

    mutating func require(_ kind: TemplateToken.Kind, _ expected: String) throws(Failure) {
        guard current.kind == kind else { throw unexpected(expected) }
        advance()
    }

    mutating func name() throws(Failure) -> String {
        guard case .name(let name) = current.kind else { throw unexpected("a name") }
        advance()
        return name
    }

    mutating func deeper<Result>(_ parse: (inout Self) throws(Failure) -> Result) throws(Failure) -> Result {
        guard depth < Self.depthLimit else { throw unexpected("at most \(Self.depthLimit) levels of nesting") }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    mutating func link(
        _ kind: TemplateExpression.Kind, at position: TemplatePosition
    ) throws(Failure) -> TemplateExpression {
        links += 1
        guard links <= Self.linkLimit else { throw unexpected("at most \(Self.linkLimit) operators in one tag") }
        return TemplateExpression(kind: kind, position: position)
    }
}
