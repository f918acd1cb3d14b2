import Generation

/// Values, and what stands behind them: members, indices, calls, filters and tests.
extension TemplateParser {
    mutating func parseUnary(withFilters: Bool) throws(Failure) -> TemplateExpression {
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

    mutating func parsePrimary() throws(Failure) -> TemplateExpression {
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
            if take(")") { return TemplateExpression(kind: .tuple([]), position: position) }
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

    mutating func parsePostfix(_ base: TemplateExpression) throws(Failure) -> TemplateExpression {
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

    mutating func parseSubscript(
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

    mutating func parseArguments() throws(Failure) -> TemplateArguments {
        var arguments = TemplateArguments()
        try require("(")
        var isFirst = true
        while !take(")") {
            if !isFirst { try require(",") }
            if take(")") { break }
            isFirst = false
            if arguments.spread == nil, arguments.spreadNamed == nil, take("*") {
                arguments.spread = try parseExpression()
            } else if arguments.spreadNamed == nil, take("**") {
                arguments.spreadNamed = try parseExpression()
            } else if case .name(let name) = current.kind, tokens[place + 1].kind == .symbol("="),
                arguments.spreadNamed == nil
            {
                advance()
                advance()
                arguments.named.append((name, try parseExpression()))
            } else {
                guard arguments.named.isEmpty, arguments.spread == nil, arguments.spreadNamed == nil else {
                    throw unexpected("an argument with a name")
                }
                arguments.positional.append(try parseExpression())
            }
        }
        return arguments
    }

    mutating func parseFilters(_ base: TemplateExpression) throws(Failure) -> TemplateExpression {
        var value = base
        while true {
            let position = current.position
            if take("|") {
                value = try link(.filter(value, try parseFilter()), at: position)
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

    /// A filter behind its bar.
    mutating func parseFilter() throws(Failure) -> TemplateFilter {
        let position = current.position
        let name = try name()
        let arguments = current.kind == .symbol("(") ? try parseArguments() : TemplateArguments()
        return TemplateFilter(name: name, arguments: arguments, position: position)
    }

    /// The name of a test and its argument, which may stand without parentheses.
    mutating func parseTest(
        _ value: TemplateExpression, _ position: TemplatePosition
    ) throws(Failure) -> TemplateExpression {
        let name = try name()
        guard !["and", "or", "else"].contains(name) else { throw unexpected("a test") }
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
