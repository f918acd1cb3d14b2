import Generation

/// Operators, from the one that binds least to the one that binds most.
extension TemplateParser {
    /// An expression, or several with commas, which make a tuple.
    mutating func parseTuple() throws(Failure) -> TemplateExpression {
        let first = try parseExpression()
        return current.kind == .symbol(",") ? try parseTuple(after: first) : first
    }

    mutating func parseTuple(after first: TemplateExpression) throws(Failure) -> TemplateExpression {
        var elements = [first]
        while take(",") {
            if [.closeBlock, .closeOutput, .symbol(")"), .name("recursive")].contains(current.kind) { break }
            elements.append(try parseExpression())
        }
        return TemplateExpression(kind: .tuple(elements), position: first.position)
    }

    mutating func parseExpression() throws(Failure) -> TemplateExpression {
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

    mutating func parseOr() throws(Failure) -> TemplateExpression {
        var left = try parseAnd()
        while takeName("or") {
            left = try link(.binary("or", left, try parseAnd()), at: left.position)
        }
        return left
    }

    mutating func parseAnd() throws(Failure) -> TemplateExpression {
        var left = try parseNot()
        while takeName("and") {
            left = try link(.binary("and", left, try parseNot()), at: left.position)
        }
        return left
    }

    mutating func parseNot() throws(Failure) -> TemplateExpression {
        let position = current.position
        guard takeName("not") else { return try parseComparison() }
        return try deeper { parser throws(Failure) in
            TemplateExpression(kind: .not(try parser.parseNot()), position: position)
        }
    }

    mutating func parseComparison() throws(Failure) -> TemplateExpression {
        let left = try parseBinary(0)
        var operators: [(name: String, value: TemplateExpression)] = []
        while let name = takeComparison() { operators.append((name, try parseBinary(0))) }
        return operators.isEmpty
            ? left : TemplateExpression(kind: .comparison(left, operators), position: left.position)
    }

    mutating func takeComparison() -> String? {
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

    mutating func parseBinary(_ level: Int) throws(Failure) -> TemplateExpression {
        guard level < Self.binaryOperators.count else { return try parseUnary(withFilters: true) }
        var left = try parseBinary(level + 1)
        while case .symbol(let symbol) = current.kind, Self.binaryOperators[level].contains(symbol) {
            advance()
            left = try link(.binary(symbol, left, try parseBinary(level + 1)), at: left.position)
        }
        return left
    }
}
