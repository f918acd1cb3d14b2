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

    /// Reads `{% name`, the end of a statement, up to and with `%}`.
    mutating func closeStatement(_ name: String) throws(Failure) {
        try require(.openBlock, "{%")
        guard takeName(name) else { throw unexpected(name) }
        try require(.closeBlock, "%}")
    }

    mutating func parseStatement() throws(Failure) -> TemplateStatement {
        let keyword = current
        let name = try name()
        switch name {
        case "if": return try parseBranches()
        case "for": return try parseLoop()
        case "set": return try parseAssignment()
        case "macro": return try parseMacro()
        case "with": return try parseWith()
        case "filter": return try parseFilterBlock()
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
                expected: "if, for, set, macro, with or filter", found: name)
        }
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

    mutating func parseNames() throws(Failure) -> [String] {
        let isInParentheses = take("(")
        var names = [try name()]
        while take(",") { names.append(try name()) }
        if isInParentheses { try require(")") }
        return names
    }

    mutating func parseAssignment() throws(Failure) -> TemplateStatement {
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

    /// Names that hold until `endwith`.
    mutating func parseWith() throws(Failure) -> TemplateStatement {
        var assignments: [TemplateStatement] = []
        while current.kind != .closeBlock {
            if !assignments.isEmpty { try require(",") }
            let name = try name()
            try require("=")
            assignments.append(.assign([name], try parseExpression()))
        }
        try require(.closeBlock, "%}")
        let body = try parseBody(until: ["endwith"])
        try closeStatement("endwith")
        return .scope(assignments + body)
    }

    /// A filter of everything up to `endfilter`.
    mutating func parseFilterBlock() throws(Failure) -> TemplateStatement {
        let position = current.position
        let name = try name()
        guard current.kind == .closeBlock else { throw unexpected("%}") }
        try require(.closeBlock, "%}")
        let body = try parseBody(until: ["endfilter"])
        try closeStatement("endfilter")
        return .filtered(name, body, position)
    }

    mutating func parseMacro() throws(Failure) -> TemplateStatement {
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
}
