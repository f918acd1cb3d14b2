import Generation

/// Evaluates expressions.
extension TemplateInterpreter {
    /// The value of an expression.
    mutating func evaluate(_ expression: TemplateExpression) throws(Failure) -> TemplateValue {
        let position = expression.position
        try step(position)
        // Every level takes stack, and a macro can nest what the parser has counted.
        guard depth < Self.depthLimit else {
            throw Failure(.tooLarge, "the chat template nests too deep", at: "\(position)")
        }
        depth += 1
        defer { depth -= 1 }
        switch expression.kind {
        case .literal(let value): return value
        case .name(let name): return scope.lookUp(name) ?? .undefined
        case .list(let elements): return try checked(.list(try evaluate(elements)), at: position)
        case .tuple(let elements): return try checked(.tuple(try evaluate(elements)), at: position)
        case .dictionary(let members):
            var values: [TemplateMember] = []
            for member in members {
                let key = try evaluate(member.key)
                guard key.canBeKey else { throw failure("this cannot be a key", at: position, found: key.typeName) }
                values.append(TemplateMember(key, try evaluate(member.value)))
            }
            return try checked(.dictionary(values.merged()), at: position)
        case .attribute(let base, let name):
            return try attribute(name, of: try evaluate(base), at: position)
        case .subscripted(let base, let index):
            return try element(of: try evaluate(base), try evaluate(index), at: position)
        case .slice(let base, let start, let end, let step):
            let value = try evaluate(base)
            try charge(value, at: position)
            return try slice(value, try bound(start), try bound(end), try bound(step), at: position)
        case .call(let callee, let arguments): return try call(callee, arguments, at: position)
        case .filter(let base, let filter):
            let value = try evaluate(base)
            try charge(value, at: position)
            return try applyFilter(filter.name, to: value, try values(of: filter.arguments), at: position)
        case .test(let base, let name, let arguments):
            let value = try evaluate(base)
            return .bool(try applyTest(name, to: value, try values(of: arguments).positional, at: position))
        case .not(let value): return .bool(try !evaluate(value).isTrue)
        case .negative(let base):
            switch try evaluate(base) {
            case .number(let value): return .number(-value)
            case let value:
                guard let integer = value.integer, integer != .min else {
                    throw failure("only a number has a negative", at: position, found: value.typeName)
                }
                return .integer(-integer)
            }
        case .binary("and", let left, let right):
            let value = try evaluate(left)
            return value.isTrue ? try evaluate(right) : value
        case .binary("or", let left, let right):
            let value = try evaluate(left)
            return value.isTrue ? value : try evaluate(right)
        case .binary(let name, let left, let right):
            return try combine(name, try evaluate(left), try evaluate(right), at: position)
        case .comparison(let first, let operators):
            var left = try evaluate(first)
            for (name, expression) in operators {
                let right = try evaluate(expression)
                try charge(right, at: position)
                guard try compare(name, left, right, at: position) else { return .bool(false) }
                left = right
            }
            return .bool(true)
        case .conditional(let condition, let value, let otherwise):
            if try evaluate(condition).isTrue { return try evaluate(value) }
            guard let otherwise else { return .undefined }
            return try evaluate(otherwise)
        }
    }

    mutating func evaluate(_ expressions: [TemplateExpression]) throws(Failure) -> [TemplateValue] {
        var values: [TemplateValue] = []
        for expression in expressions { values.append(try evaluate(expression)) }
        return values
    }

    mutating func values(of arguments: TemplateArguments) throws(Failure) -> TemplateCall {
        var call = TemplateCall(positional: try evaluate(arguments.positional))
        for (name, value) in arguments.named { call.named.append((name, try evaluate(value))) }
        if let spread = arguments.spread {
            call.positional += try elements(of: try evaluate(spread), at: spread.position)
        }
        if let spread = arguments.spreadNamed {
            guard case .dictionary(let members) = try evaluate(spread) else {
                throw failure("`**` needs a dictionary", at: spread.position)
            }
            call.named += members.map { ($0.key.printed.string, $0.value) }
        }
        return call
    }

    mutating func bound(_ expression: TemplateExpression?) throws(Failure) -> Int? {
        guard let expression else { return nil }
        let value = try evaluate(expression)
        if case .none = value { return nil }
        guard let bound = value.integer else {
            throw failure("a slice needs whole numbers", at: expression.position, found: value.typeName)
        }
        return bound
    }
}
