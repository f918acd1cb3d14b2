import Generation

/// What stands between `{%` and `%}`, and the bodies between such tags.
extension TemplateParser {
    /// The statements up to a block tag with one of these names, which is left to be read.
    mutating func parseBody(until ends: Set<String>) throws(Failure) -> [TemplateStatement] {
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

    /// The rest of a statement with a body: `%}`, the body, and `{% name %}` at its end.
    mutating func parseBody(endingWith name: String) throws(Failure) -> [TemplateStatement] {
        try require(.closeBlock, "%}")
        let body = try parseBody(until: [name])
        try require(.openBlock, "{%")
        guard takeName(name) else { throw unexpected(name) }
        try require(.closeBlock, "%}")
        return body
    }

    /// A body in which `break` has a meaning, or has none.
    private mutating func parseBody(
        inLoop isBodyOfLoop: Bool, _ parse: (inout Self) throws(Failure) -> [TemplateStatement]
    ) throws(Failure) -> [TemplateStatement] {
        let outer = isInLoop
        isInLoop = isBodyOfLoop
        defer { isInLoop = outer }
        return try parse(&self)
    }

    mutating func parseStatement() throws(Failure) -> TemplateStatement {
        let keyword = current
        let name = try name()
        switch name {
        case "if": return try parseBranches()
        case "for": return try parseLoop()
        case "set": return try parseAssignment()
        case "macro": return .macro(try parseMacro(named: try self.name()))
        case "call": return try parseCallBlock()
        case "with": return try parseWith()
        case "filter": return .filtered(try parseFilterChain(), try parseBody(endingWith: "endfilter"))
        // What a model said; transformers tells it from the rest when it trains.
        case "generation": return .scope([], try parseBody(endingWith: "endgeneration"))
        case "print": return try parsePrint()
        case "break", "continue":
            guard isInLoop else { throw misplaced(keyword) }
            try require(.closeBlock, "%}")
            return name == "break" ? .exitLoop : .nextRound
        default:
            throw Failure(
                .unsupported, "cannot use this chat template", at: "\(keyword.position)",
                expected: "if, for, set, macro, call, with or filter", found: name)
        }
    }

    private func misplaced(_ keyword: TemplateToken) -> Failure {
        Failure(
            .malformed, "cannot read the chat template", at: "\(keyword.position)",
            found: "a statement that has a meaning only in a loop")
    }

    private mutating func parsePrint() throws(Failure) -> TemplateStatement {
        var values = [try parseExpression()]
        while take(",") { values.append(try parseExpression()) }
        try require(.closeBlock, "%}")
        return .scope([], values.map { .output($0) })
    }

    mutating func parseBranches() throws(Failure) -> TemplateStatement {
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

    mutating func parseLoop() throws(Failure) -> TemplateStatement {
        let target = try parseTarget()
        guard takeName("in") else { throw unexpected("in") }
        // Not a conditional expression: `if` here filters the rounds.
        var list = try parseOr()
        if current.kind == .symbol(",") { list = try parseTuple(after: list) }
        let condition = takeName("if") ? try parseExpression() : nil
        let isRecursive = takeName("recursive")
        try require(.closeBlock, "%}")
        let body = try parseBody(inLoop: true) { parser throws(Failure) in
            try parser.parseBody(until: ["else", "endfor"])
        }
        var otherwise: [TemplateStatement] = []
        try require(.openBlock, "{%")
        if takeName("else") {
            try require(.closeBlock, "%}")
            otherwise = try parseBody(until: ["endfor"])
            try require(.openBlock, "{%")
        }
        guard takeName("endfor") else { throw unexpected("endfor") }
        try require(.closeBlock, "%}")
        return .loop(
            TemplateForLoop(
                target: target, list: list, condition: condition, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    /// A name or several with commas, in parentheses or not.
    mutating func parseTarget() throws(Failure) -> TemplateTarget {
        let first = try parseSingleTarget()
        guard current.kind == .symbol(",") else { return first }
        var targets = [first]
        while take(",") {
            if current.kind == .name("in") || current.kind == .symbol("=") || current.kind == .symbol(")") { break }
            targets.append(try parseSingleTarget())
        }
        return .tuple(targets)
    }

    private mutating func parseSingleTarget() throws(Failure) -> TemplateTarget {
        if take("(") {
            let target = try deeper { parser throws(Failure) in try parser.parseTarget() }
            try require(")")
            return target
        }
        let reserved = ["true", "false", "none", "True", "False", "None"]
        if case .name(let name) = current.kind, reserved.contains(name) { throw unexpected("a name") }
        let name = try name()
        return take(".") ? .member(of: name, try self.name()) : .name(name)
    }

    mutating func parseAssignment() throws(Failure) -> TemplateStatement {
        let position = current.position
        let target = try parseTarget()
        if take("=") {
            let value = try parseTuple()
            try require(.closeBlock, "%}")
            return .assign(target, value)
        }
        if case .tuple = target { throw unexpected("=") }
        let filters = take("|") ? try parseFilterChain() : []
        guard current.kind == .closeBlock else { throw unexpected("= or %}") }
        return .assignBlock(target, filters, try parseBody(endingWith: "endset"), position)
    }

    /// Names that hold until `endwith`.
    mutating func parseWith() throws(Failure) -> TemplateStatement {
        var values: [(target: TemplateTarget, value: TemplateExpression)] = []
        while current.kind != .closeBlock {
            if !values.isEmpty { try require(",") }
            let target = try parseSingleTarget()
            try require("=")
            values.append((target, try parseExpression()))
        }
        return .scope(values, try parseBody(endingWith: "endwith"))
    }

    /// Filters with bars between them.
    mutating func parseFilterChain() throws(Failure) -> [TemplateFilter] {
        var filters = [try parseFilter()]
        while take("|") { filters.append(try parseFilter()) }
        return filters
    }

    mutating func parseCallBlock() throws(Failure) -> TemplateStatement {
        let parameters = current.kind == .symbol("(") ? try parseParameters() : []
        let call = try parseExpression()
        guard case .call = call.kind else { throw unexpected("a call") }
        let start = place
        let body = try parseBody(inLoop: false) { parser throws(Failure) in
            try parser.parseBody(endingWith: "endcall")
        }
        return .callBlock(
            call, caller: TemplateMacro(name: "caller", parameters: parameters, body: body, extras: extras(from: start))
        )
    }

    mutating func parseMacro(named name: String) throws(Failure) -> TemplateMacro {
        let parameters = try parseParameters()
        let start = place
        let body = try parseBody(inLoop: false) { parser throws(Failure) in
            try parser.parseBody(endingWith: "endmacro")
        }
        return TemplateMacro(name: name, parameters: parameters, body: body, extras: extras(from: start))
    }

    private mutating func parseParameters() throws(Failure) -> [(name: String, standard: TemplateExpression?)] {
        try require("(")
        var parameters: [(name: String, standard: TemplateExpression?)] = []
        while !take(")") {
            if !parameters.isEmpty { try require(",") }
            let parameter = try name()
            let standard = take("=") ? try parseExpression() : nil
            guard standard != nil || parameters.last?.standard == nil else { throw unexpected("a standard value") }
            parameters.append((parameter, standard))
        }
        return parameters
    }

    /// A macro takes arguments beyond its parameters only if its body asks for them.
    private func extras(from start: Int) -> Set<String> {
        Set(
            ["varargs", "kwargs", "caller"].filter { name in tokens[start..<place].contains { $0.kind == .name(name) } }
        )
    }
}
