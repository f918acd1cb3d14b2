import Generation

/// Runs a template over its values.
struct TemplateInterpreter {
    /// What a template may do at most: it comes from a file, and a file must not hang or fill the machine.
    private static let stepLimit = 1_000_000
    private static let outputLimit = 4 << 20
    private static let callDepthLimit = 60
    private static let depthLimit = 300
    private static let valueLimit = 1 << 20
    private static let nestingLimit = 64

    /// How a body of statements ended.
    private enum Flow { case done, exitLoop, nextRound }

    /// Names and values, the innermost scope last; the first one is the template's own.
    private var scopes: [[String: TemplateValue]]
    private var namespaces: [[(key: TemplateText, value: TemplateValue)]] = []
    private var macros: [TemplateMacro] = []
    private var output: TemplateText = ""
    private var steps = 0
    private var callDepth = 0
    private var depth = 0
    /// Seconds since 1970, for `strftime_now`.
    let now: Int

    init(values: [String: TemplateValue], now: Int) {
        scopes = [values]
        self.now = now
        for name in ["raise_exception", "strftime_now", "namespace", "range", "dict"] {
            scopes[0][name] = .function(name)
        }
    }

    /// Runs the statements and returns what they print.
    mutating func render(_ statements: [TemplateStatement]) throws(Failure) -> TemplateText {
        _ = try run(statements)
        return output
    }

    private mutating func step(_ position: TemplatePosition? = nil) throws(Failure) {
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
    private mutating func charge(_ value: TemplateValue, at position: TemplatePosition) throws(Failure) {
        switch value {
        case .text(let text): try count(text.count, at: position)
        case .list(let elements): try count(elements.count, at: position)
        default: break
        }
    }

    /// A new list or dictionary, unless it holds itself so often that to walk over it would not end.
    private mutating func checked(
        _ value: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        var budget = Self.valueLimit
        guard value.fits(depth: Self.nestingLimit, budget: &budget) else {
            throw Failure(.tooLarge, "the chat template makes too large a list", at: "\(position)")
        }
        steps += (Self.valueLimit - budget) / 64
        return value
    }

    // MARK: Statements

    private mutating func run(_ statements: [TemplateStatement]) throws(Failure) -> Flow {
        for statement in statements {
            try step()
            let flow = try run(statement)
            if flow != .done { return flow }
        }
        return .done
    }

    private mutating func run(_ statement: TemplateStatement) throws(Failure) -> Flow {
        switch statement {
        case .text(let text): output.append(text)
        case .output(let expression):
            let text = try evaluate(expression).printed
            try count(output.count + text.count, at: expression.position)
            output.append(text)
        case .branches(let branches):
            for branch in branches {
                if let condition = branch.condition, try !evaluate(condition).isTrue { continue }
                return try run(branch.body)
            }
        case .loop(let names, let list, let condition, let body, let otherwise):
            return try runLoop(names, over: list, where: condition, body: body, otherwise: otherwise)
        case .assign(let names, let expression):
            try assign(names, try evaluate(expression), expression.position)
        case .assignMember(let name, let member, let expression):
            let value = try evaluate(expression)
            guard case .namespace(let index)? = lookUp(name) else {
                throw failure("only a namespace's members can be set", at: expression.position, found: name)
            }
            setMember(TemplateText(member), value, ofNamespace: index)
        case .assignBlock(let name, let body):
            let (text, flow) = try capture(body)
            scopes[scopes.count - 1][name] = .text(text)
            return flow
        case .macro(let macro):
            macros.append(macro)
            scopes[scopes.count - 1][macro.name] = .macro(macros.count - 1)
        case .block(let body): return try run(body)
        case .exitLoop: return .exitLoop
        case .nextRound: return .nextRound
        }
        return .done
    }

    private mutating func capture(_ body: [TemplateStatement]) throws(Failure) -> (TemplateText, Flow) {
        let outer = output
        output = ""
        let flow = try run(body)
        defer { output = outer }
        return (output, flow)
    }

    private mutating func assign(
        _ names: [String], _ value: TemplateValue, _ position: TemplatePosition
    ) throws(Failure) {
        guard names.count > 1 else {
            scopes[scopes.count - 1][names[0]] = value
            return
        }
        let values = try elements(of: value, at: position)
        guard values.count == names.count else {
            throw failure("the names do not fit the values", at: position, found: "\(names.count) and \(values.count)")
        }
        for (name, value) in zip(names, values) { scopes[scopes.count - 1][name] = value }
    }

    private mutating func setMember(_ name: TemplateText, _ value: TemplateValue, ofNamespace index: Int) {
        if let place = namespaces[index].firstIndex(where: { $0.key == name }) {
            namespaces[index][place].value = value
        } else {
            namespaces[index].append((name, value))
        }
    }

    private mutating func runLoop(
        _ names: [String], over list: TemplateExpression, where condition: TemplateExpression?,
        body: [TemplateStatement], otherwise: [TemplateStatement]
    ) throws(Failure) -> Flow {
        var values = try elements(of: try evaluate(list), at: list.position)
        if let condition {
            var kept: [TemplateValue] = []
            for value in values {
                scopes.append([:])
                defer { scopes.removeLast() }
                try assign(names, value, list.position)
                if try evaluate(condition).isTrue { kept.append(value) }
            }
            values = kept
        }
        guard !values.isEmpty else { return try run(otherwise) }
        for (index, value) in values.enumerated() {
            try step(list.position)
            scopes.append(["loop": loopValue(index, values)])
            defer { scopes.removeLast() }
            try assign(names, value, list.position)
            if try run(body) == .exitLoop { break }
        }
        return .done
    }

    private func loopValue(_ index: Int, _ values: [TemplateValue]) -> TemplateValue {
        .dictionary([
            ("index", .integer(index + 1)), ("index0", .integer(index)), ("first", .bool(index == 0)),
            ("last", .bool(index == values.count - 1)), ("length", .integer(values.count)),
            ("revindex", .integer(values.count - index)), ("revindex0", .integer(values.count - index - 1)),
            ("previtem", index > 0 ? values[index - 1] : .undefined),
            ("nextitem", index + 1 < values.count ? values[index + 1] : .undefined),
        ])
    }

    private func lookUp(_ name: String) -> TemplateValue? {
        for scope in scopes.reversed() {
            if let value = scope[name] { return value }
        }
        return nil
    }

    // MARK: Expressions

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
        case .name(let name): return lookUp(name) ?? .undefined
        case .list(let elements): return try checked(.list(try evaluate(elements)), at: position)
        case .dictionary(let members):
            var values: [(key: TemplateText, value: TemplateValue)] = []
            for member in members {
                let key = try evaluate(member.key).printed
                values.removeAll { $0.key == key }
                values.append((key, try evaluate(member.value)))
            }
            return try checked(.dictionary(values), at: position)
        case .attribute(let base, let name):
            return try member(of: try evaluate(base), TemplateText(name), at: position)
        case .subscripted(let base, let index):
            return try element(of: try evaluate(base), try evaluate(index), at: position)
        case .slice(let base, let start, let end, let step):
            let value = try evaluate(base)
            try charge(value, at: position)
            return try slice(value, try bound(start), try bound(end), try bound(step), at: position)
        case .call(let callee, let arguments): return try call(callee, arguments, at: position)
        case .filter(let base, let name, let arguments):
            let value = try evaluate(base)
            try charge(value, at: position)
            return try applyFilter(name, to: value, try values(of: arguments), at: position)
        case .test(let base, let name, let arguments):
            let value = try evaluate(base)
            return .bool(try applyTest(name, to: value, try evaluate(arguments.positional), at: position))
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

    private mutating func evaluate(_ expressions: [TemplateExpression]) throws(Failure) -> [TemplateValue] {
        var values: [TemplateValue] = []
        for expression in expressions { values.append(try evaluate(expression)) }
        return values
    }

    private mutating func values(of arguments: TemplateArguments) throws(Failure) -> TemplateCall {
        var call = TemplateCall(positional: try evaluate(arguments.positional))
        for (name, value) in arguments.named { call.named.append((name, try evaluate(value))) }
        return call
    }

    private mutating func bound(_ expression: TemplateExpression?) throws(Failure) -> Int? {
        guard let expression else { return nil }
        let value = try evaluate(expression)
        if case .none = value { return nil }
        guard let bound = value.integer else {
            throw failure("a slice needs whole numbers", at: expression.position, found: value.typeName)
        }
        return bound
    }

    /// A failure of the template at a place.
    func failure(_ what: String, at position: TemplatePosition, found: String? = nil) -> Failure {
        Failure(
            .malformed, "the chat template failed", at: "\(position)", expected: nil,
            found: found.map { "\(what): \($0)" } ?? what)
    }

    private func member(
        of value: TemplateValue, _ name: TemplateText, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch value {
        case .namespace(let index): return namespaces[index].first { $0.key == name }?.value ?? .undefined
        case .undefined: throw failure("something undefined has no members", at: position, found: name.string)
        default: return value.member(name) ?? .undefined
        }
    }

    private func element(
        of value: TemplateValue, _ index: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if case .text(let name) = index { return try member(of: value, name, at: position) }
        guard let index = index.integer else { return .undefined }
        switch value {
        case .list(let elements):
            let place = index < 0 ? index + elements.count : index
            return elements.indices.contains(place) ? elements[place] : .undefined
        case .text(let text):
            let place = index < 0 ? index + text.count : index
            return text.units.indices.contains(place) ? .text(TemplateText(units: [text.units[place]])) : .undefined
        case .undefined: throw failure("something undefined has no members", at: position, found: "\(index)")
        default: return .undefined
        }
    }

    private func slice(
        _ value: TemplateValue, _ start: Int?, _ end: Int?, _ step: Int?, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard step != 0 else { throw failure("a slice's step is 0", at: position) }
        switch value {
        case .list(let elements):
            return .list(Self.places(start, end, step ?? 1, count: elements.count).map { elements[$0] })
        case .text(let text):
            return .text(
                TemplateText(units: Self.places(start, end, step ?? 1, count: text.count).map { text.units[$0] }))
        default: throw failure("this cannot be sliced", at: position, found: value.typeName)
        }
    }

    /// The places that a slice takes, as Python counts them.
    private static func places(_ start: Int?, _ end: Int?, _ step: Int, count: Int) -> [Int] {
        func clamp(_ bound: Int, _ range: ClosedRange<Int>) -> Int {
            let bound = bound < 0 ? max(bound, -count - 1) + count : bound
            return min(max(bound, range.lowerBound), range.upperBound)
        }
        let range = step > 0 ? 0...count : -1...(count - 1)
        let first = start.map { clamp($0, range) } ?? (step > 0 ? 0 : count - 1)
        let last = end.map { clamp($0, range) } ?? (step > 0 ? count : -1)
        return Array(stride(from: first, to: last, by: min(max(step, -count - 1), count + 1)))
    }

    /// What a loop walks over.
    func elements(of value: TemplateValue, at position: TemplatePosition) throws(Failure) -> [TemplateValue] {
        switch value {
        case .list(let elements): return elements
        case .dictionary(let members): return members.map { .text($0.key) }
        case .text(let text): return text.units.map { .text(TemplateText(units: [$0])) }
        case .undefined: return []
        default: throw failure("this is no list", at: position, found: value.typeName)
        }
    }

    // MARK: Calls

    private mutating func call(
        _ callee: TemplateExpression, _ arguments: TemplateArguments, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if case .attribute(let base, let name) = callee.kind {
            let value = try evaluate(base)
            try charge(value, at: position)
            if let result = try callMethod(name, of: value, try values(of: arguments), at: position) { return result }
        }
        switch try evaluate(callee) {
        case .macro(let index): return try callMacro(macros[index], try values(of: arguments), at: position)
        case .function(let name): return try callFunction(name, try values(of: arguments), at: position)
        case let value: throw failure("this cannot be called", at: position, found: value.typeName)
        }
    }

    private mutating func callMacro(
        _ macro: TemplateMacro, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard callDepth < Self.callDepthLimit else {
            throw Failure(
                .tooLarge, "the chat template's macros call one another without end", at: "\(position)")
        }
        guard call.positional.count <= macro.parameters.count else {
            throw failure("a macro gets too many values", at: position, found: macro.name)
        }
        // A macro sees the template's own names and its parameters, not those of the place where it is called.
        let outer = scopes
        scopes = [outer[0], [:]]
        callDepth += 1
        defer {
            scopes = outer
            callDepth -= 1
        }
        for (index, parameter) in macro.parameters.enumerated() {
            var value = index < call.positional.count ? call.positional[index] : call[parameter.name]
            if value == nil, let standard = parameter.standard { value = try evaluate(standard) }
            scopes[1][parameter.name] = value ?? .undefined
        }
        return .text(try capture(macro.body).0)
    }

    private mutating func callFunction(
        _ name: String, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch name {
        case "raise_exception":
            throw Failure(
                .unsupported, "the chat template refuses these messages", at: "\(position)",
                found: call.positional.first?.printed.string)
        case "strftime_now":
            return .text(TemplateText(TemplateDate.format(call.positional.first?.printed.string ?? "", seconds: now)))
        case "namespace":
            namespaces.append(call.named.map { (TemplateText($0.name), $0.value) })
            return .namespace(namespaces.count - 1)
        case "dict": return try checked(.dictionary(call.named.map { (TemplateText($0.name), $0.value) }), at: position)
        default: return .list(try range(call, at: position))
        }
    }

    private mutating func range(_ call: TemplateCall, at position: TemplatePosition) throws(Failure) -> [TemplateValue]
    {
        let bounds = call.positional.compactMap(\.integer)
        guard (1...3).contains(bounds.count), bounds.count == call.positional.count, bounds.count < 3 || bounds[2] != 0
        else {
            throw failure("range needs one to three whole numbers", at: position)
        }
        let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
        var values: [TemplateValue] = []
        for value in stride(from: start, to: end, by: bounds.count == 3 ? bounds[2] : 1) {
            try step(position)
            values.append(.integer(value))
        }
        return values
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
