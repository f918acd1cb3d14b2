import Generation

/// Builds statements and expressions from tokens, with Jinja's precedence.
struct TemplateParser {
    private let tokens: [TemplateToken]
    private var place = 0
    private var depth = 0

    /// Deeper nesting is refused: each level takes stack.
    private static let depthLimit = 100
    /// So are longer chains of operators in one tag: each link is a level of the tree.
    private static let linkLimit = 250
    private var links = 0

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

    private var current: TemplateToken { tokens[place] }

    private mutating func advance() { if place + 1 < tokens.count { place += 1 } }

    private func unexpected(_ expected: String) -> Failure {
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

    private mutating func take(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func takeName(_ name: String) -> Bool {
        guard current.kind == .name(name) else { return false }
        advance()
        return true
    }

    private mutating func require(_ symbol: String) throws(Failure) {
        guard take(symbol) else { throw unexpected(symbol) }
    }

    private mutating func require(_ kind: TemplateToken.Kind, _ expected: String) throws(Failure) {
        guard current.kind == kind else { throw unexpected(expected) }
        advance()
    }

    private mutating func name() throws(Failure) -> String {
        guard case .name(let name) = current.kind else { throw unexpected("a name") }
        advance()
        return name
    }

    private mutating func deeper<Result>(_ parse: (inout Self) throws(Failure) -> Result) throws(Failure) -> Result {
        guard depth < Self.depthLimit else { throw unexpected("at most \(Self.depthLimit) levels of nesting") }
        depth += 1
        defer { depth -= 1 }
        return try parse(&self)
    }

    private mutating func link(
        _ kind: TemplateExpression.Kind, at position: TemplatePosition
    ) throws(Failure) -> TemplateExpression {
        links += 1
        guard links <= Self.linkLimit else { throw unexpected("at most \(Self.linkLimit) operators in one tag") }
        return TemplateExpression(kind: kind, position: position)
    }

    // MARK: Statements

    /// The statements up to a block tag with one of these names, which is left to be read.
    private mutating func parseBody(until ends: Set<String>) throws(Failure) -> [TemplateStatement] {
        var statements: [TemplateStatement] = []
        while true {
            links = 0
            switch current.kind {
            case .end:
                guard ends.isEmpty else { throw unexpected(ends.sorted().joined(separator: " or ")) }
                return statements
            case .text(let text):
                advance()
                statements.append(.text(TemplateText(text)))
            case .openOutput:
                advance()
                statements.append(.output(try parseTuple()))
                try require(.closeOutput, "}}")
            default:
                if case .name(let name) = tokens[min(place + 1, tokens.count - 1)].kind, ends.contains(name) {
                    return statements
                }
                try require(.openBlock, "a statement")
                statements.append(try deeper { parser throws(Failure) in try parser.parseStatement() })
            }
        }
    }

    /// Reads `{% name`, the end of a statement, up to and with `%}`.
    private mutating func closeStatement(_ name: String) throws(Failure) {
        try require(.openBlock, "{%")
        guard takeName(name) else { throw unexpected(name) }
        try require(.closeBlock, "%}")
    }

    private mutating func parseStatement() throws(Failure) -> TemplateStatement {
        let keyword = current
        let name = try name()
        switch name {
        case "if": return try parseBranches()
        case "for": return try parseLoop()
        case "set": return try parseAssignment()
        case "macro": return try parseMacro()
        case "generation":
            try require(.closeBlock, "%}")
            let body = try parseBody(until: ["endgeneration"])
            try closeStatement("endgeneration")
            return .block(body)
        case "break", "continue":
            try require(.closeBlock, "%}")
            return name == "break" ? .exitLoop : .nextRound
        default:
            throw Failure(
                .unsupported, "cannot use this chat template", at: "\(keyword.position)",
                expected: "if, for, set or macro", found: name)
        }
    }

    private mutating func parseBranches() throws(Failure) -> TemplateStatement {
        var branches: [(condition: TemplateExpression?, body: [TemplateStatement])] = []
        var condition: TemplateExpression? = try parseTuple()
        while true {
            try require(.closeBlock, "%}")
            let body = try parseBody(until: condition == nil ? ["endif"] : ["elif", "else", "endif"])
            branches.append((condition, body))
            try require(.openBlock, "{%")
            if takeName("elif") {
                condition = try parseTuple()
            } else if takeName("else") {
                condition = nil
            } else {
                guard takeName("endif") else { throw unexpected("endif") }
                try require(.closeBlock, "%}")
                return .branches(branches)
            }
        }
    }

    private mutating func parseLoop() throws(Failure) -> TemplateStatement {
        let names = try parseNames()
        guard takeName("in") else { throw unexpected("in") }
        // Not a conditional expression: `if` here filters the rounds.
        var list = try parseOr()
        if current.kind == .symbol(",") { list = try parseTuple(after: list) }
        let condition = takeName("if") ? try parseExpression() : nil
        try require(.closeBlock, "%}")
        let body = try parseBody(until: ["else", "endfor"])
        var otherwise: [TemplateStatement] = []
        try require(.openBlock, "{%")
        if takeName("else") {
            try require(.closeBlock, "%}")
            otherwise = try parseBody(until: ["endfor"])
            try require(.openBlock, "{%")
        }
        guard takeName("endfor") else { throw unexpected("endfor") }
        try require(.closeBlock, "%}")
        return .loop(names: names, over: list, where: condition, body: body, otherwise: otherwise)
    }

    private mutating func parseNames() throws(Failure) -> [String] {
        let isInParentheses = take("(")
        var names = [try name()]
        while take(",") { names.append(try name()) }
        if isInParentheses { try require(")") }
        return names
    }

    private mutating func parseAssignment() throws(Failure) -> TemplateStatement {
        let names = try parseNames()
        if names.count == 1, take(".") {
            let member = try name()
            try require("=")
            let value = try parseTuple()
            try require(.closeBlock, "%}")
            return .assignMember(names[0], member: member, value)
        }
        if names.count == 1, current.kind == .closeBlock {
            advance()
            let body = try parseBody(until: ["endset"])
            try closeStatement("endset")
            return .assignBlock(names[0], body)
        }
        try require("=")
        let value = try parseTuple()
        try require(.closeBlock, "%}")
        return .assign(names, value)
    }

    private mutating func parseMacro() throws(Failure) -> TemplateStatement {
        let macro = try name()
        try require("(")
        var parameters: [(name: String, standard: TemplateExpression?)] = []
        while !take(")") {
            if !parameters.isEmpty { try require(",") }
            let parameter = try name()
            parameters.append((parameter, take("=") ? try parseExpression() : nil))
        }
        try require(.closeBlock, "%}")
        let body = try parseBody(until: ["endmacro"])
        try closeStatement("endmacro")
        return .macro(TemplateMacro(name: macro, parameters: parameters, body: body))
    }

    // MARK: Expressions

    /// An expression, or several with commas, which make a list.
    private mutating func parseTuple() throws(Failure) -> TemplateExpression {
        let first = try parseExpression()
        return current.kind == .symbol(",") ? try parseTuple(after: first) : first
    }

    private mutating func parseTuple(after first: TemplateExpression) throws(Failure) -> TemplateExpression {
        var elements = [first]
        while take(",") {
            if [.closeBlock, .closeOutput, .symbol(")")].contains(current.kind) { break }
            elements.append(try parseExpression())
        }
        return TemplateExpression(kind: .list(elements), position: first.position)
    }

    private mutating func parseExpression() throws(Failure) -> TemplateExpression {
        try deeper { parser throws(Failure) in
            var value = try parser.parseOr()
            while parser.takeName("if") {
                let condition = try parser.parseOr()
                let otherwise = parser.takeName("else") ? try parser.parseExpression() : nil
                value = try parser.link(.conditional(condition, then: value, otherwise: otherwise), at: value.position)
            }
            return value
        }
    }

    private mutating func parseOr() throws(Failure) -> TemplateExpression {
        var left = try parseAnd()
        while takeName("or") {
            left = try link(.binary("or", left, try parseAnd()), at: left.position)
        }
        return left
    }

    private mutating func parseAnd() throws(Failure) -> TemplateExpression {
        var left = try parseNot()
        while takeName("and") {
            left = try link(.binary("and", left, try parseNot()), at: left.position)
        }
        return left
    }

    private mutating func parseNot() throws(Failure) -> TemplateExpression {
        let position = current.position
        guard takeName("not") else { return try parseComparison() }
        return try deeper { parser throws(Failure) in
            TemplateExpression(kind: .not(try parser.parseNot()), position: position)
        }
    }

    private mutating func parseComparison() throws(Failure) -> TemplateExpression {
        let left = try parseBinary(0)
        var operators: [(name: String, value: TemplateExpression)] = []
        while let name = takeComparison() { operators.append((name, try parseBinary(0))) }
        return operators.isEmpty
            ? left : TemplateExpression(kind: .comparison(left, operators), position: left.position)
    }

    private mutating func takeComparison() -> String? {
        switch current.kind {
        case .symbol(let symbol) where ["==", "!=", "<", "<=", ">", ">="].contains(symbol):
            advance()
            return symbol
        case .name("in"):
            advance()
            return "in"
        case .name("not") where tokens[min(place + 1, tokens.count - 1)].kind == .name("in"):
            advance()
            advance()
            return "not in"
        default: return nil
        }
    }

    private static let binaryOperators = [["+", "-"], ["~"], ["*", "/", "//", "%"], ["**"]]

    private mutating func parseBinary(_ level: Int) throws(Failure) -> TemplateExpression {
        guard level < Self.binaryOperators.count else { return try parseUnary(withFilters: true) }
        var left = try parseBinary(level + 1)
        while case .symbol(let symbol) = current.kind, Self.binaryOperators[level].contains(symbol) {
            advance()
            left = try link(.binary(symbol, left, try parseBinary(level + 1)), at: left.position)
        }
        return left
    }

    private mutating func parseUnary(withFilters: Bool) throws(Failure) -> TemplateExpression {
        let position = current.position
        var value: TemplateExpression
        if take("-") {
            value = TemplateExpression(
                kind: .negative(try deeper { parser throws(Failure) in try parser.parseUnary(withFilters: false) }),
                position: position)
        } else if take("+") {
            value = try deeper { parser throws(Failure) in try parser.parseUnary(withFilters: false) }
        } else {
            value = try parsePrimary()
        }
        value = try parsePostfix(value)
        return withFilters ? try parseFilters(value) : value
    }

    private mutating func parsePrimary() throws(Failure) -> TemplateExpression {
        let position = current.position
        func literal(_ value: TemplateValue) -> TemplateExpression {
            TemplateExpression(kind: .literal(value), position: position)
        }
        switch current.kind {
        case .name(let name):
            advance()
            switch name {
            case "true", "True": return literal(.bool(true))
            case "false", "False": return literal(.bool(false))
            case "none", "None": return literal(.none)
            default: return TemplateExpression(kind: .name(name), position: position)
            }
        case .string(var text):
            advance()
            while case .string(let next) = current.kind {
                text += next
                advance()
            }
            return literal(.text(text))
        case .integer(let value):
            advance()
            return literal(.integer(value))
        case .number(let value):
            advance()
            return literal(.number(value))
        case .symbol("("):
            advance()
            if take(")") { return TemplateExpression(kind: .list([]), position: position) }
            let value = try parseTuple()
            try require(")")
            return value
        case .symbol("["):
            advance()
            var elements: [TemplateExpression] = []
            while !take("]") {
                if !elements.isEmpty { try require(",") }
                if take("]") { break }
                elements.append(try parseExpression())
            }
            return TemplateExpression(kind: .list(elements), position: position)
        case .symbol("{"):
            advance()
            var members: [(key: TemplateExpression, value: TemplateExpression)] = []
            while !take("}") {
                if !members.isEmpty { try require(",") }
                if take("}") { break }
                let key = try parseExpression()
                try require(":")
                members.append((key, try parseExpression()))
            }
            return TemplateExpression(kind: .dictionary(members), position: position)
        default: throw unexpected("an expression")
        }
    }

    private mutating func parsePostfix(_ base: TemplateExpression) throws(Failure) -> TemplateExpression {
        var value = base
        while true {
            let position = current.position
            if take(".") {
                if case .integer(let index) = current.kind {
                    advance()
                    let index = TemplateExpression(kind: .literal(.integer(index)), position: position)
                    value = try link(.subscripted(value, index), at: position)
                } else {
                    value = try link(.attribute(value, try name()), at: position)
                }
            } else if take("[") {
                value = try parseSubscript(value, position)
            } else if current.kind == .symbol("(") {
                value = try link(.call(value, try parseArguments()), at: position)
            } else {
                return value
            }
        }
    }

    private mutating func parseSubscript(
        _ base: TemplateExpression, _ position: TemplatePosition
    ) throws(Failure) -> TemplateExpression {
        var parts: [TemplateExpression?] = [nil]
        while !take("]") {
            if take(":") {
                parts.append(nil)
            } else {
                guard parts[parts.count - 1] == nil else { throw unexpected("]") }
                parts[parts.count - 1] = try parseExpression()
            }
        }
        if parts.count == 1, let index = parts[0] {
            return try link(.subscripted(base, index), at: position)
        }
        guard parts.count == 2 || parts.count == 3 else { throw unexpected("an index") }
        let step = parts.count == 3 ? parts[2] : nil
        return try link(.slice(base, start: parts[0], end: parts[1], step: step), at: position)
    }

    private mutating func parseArguments() throws(Failure) -> TemplateArguments {
        var arguments = TemplateArguments()
        try require("(")
        var isFirst = true
        while !take(")") {
            if !isFirst { try require(",") }
            if take(")") { break }
            isFirst = false
            if case .name(let name) = current.kind, tokens[place + 1].kind == .symbol("=") {
                advance()
                advance()
                arguments.named.append((name, try parseExpression()))
            } else {
                arguments.positional.append(try parseExpression())
            }
        }
        return arguments
    }

    private mutating func parseFilters(_ base: TemplateExpression) throws(Failure) -> TemplateExpression {
        var value = base
        while true {
            let position = current.position
            if take("|") {
                let name = try name()
                let arguments = current.kind == .symbol("(") ? try parseArguments() : TemplateArguments()
                value = try link(.filter(value, name, arguments), at: position)
            } else if takeName("is") {
                let isNegated = takeName("not")
                let test = try parseTest(value, position)
                value = isNegated ? try link(.not(test), at: position) : test
            } else if current.kind == .symbol("(") {
                value = try link(.call(value, try parseArguments()), at: position)
            } else {
                return value
            }
        }
    }

    /// The name of a test and its argument, which may stand without parentheses.
    private mutating func parseTest(
        _ value: TemplateExpression, _ position: TemplatePosition
    ) throws(Failure) -> TemplateExpression {
        let name = try name()
        var arguments = TemplateArguments()
        switch current.kind {
        case .symbol("("): arguments = try parseArguments()
        case .string, .integer, .number, .symbol("["), .symbol("{"):
            arguments.positional.append(try parsePostfix(try parsePrimary()))
        case .name(let next) where !["and", "or", "else", "is", "if", "not", "in"].contains(next):
            arguments.positional.append(try parsePostfix(try parsePrimary()))
        default: break
        }
        return try link(.test(value, name, arguments), at: position)
    }
}
