import Generation

/// Runs statements.
extension TemplateInterpreter {
    mutating func run(_ statements: [TemplateStatement]) throws(Failure) -> Flow {
        for statement in statements {
            try step()
            let flow = try run(statement)
            if flow != .done { return flow }
        }
        return .done
    }

    mutating func run(_ statement: TemplateStatement) throws(Failure) -> Flow {
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
        case .loop(let loop):
            let values = try elements(of: try evaluate(loop.list), at: loop.list.position)
            return try run(TemplateLoop(loop, over: values, in: scope, depth: 0))
        case .assign(let target, let expression):
            try assign(target, try evaluate(expression), at: expression.position)
        case .assignBlock(let target, let filters, let body, let position):
            let (text, flow) = try capture(body)
            try assign(target, try apply(filters, to: text), at: position)
            return flow
        case .macro(let macro): scope.set(macro.name, define(macro))
        case .callBlock(let expression, let caller):
            guard case .call(let callee, let arguments) = expression.kind else { break }
            let text = try call(callee, arguments, caller: define(caller), at: expression.position).printed
            try count(output.count + text.count, at: expression.position)
            output.append(text)
        case .scope(let values, let body):
            let inner = TemplateScope(in: scope)
            var assignments: [(TemplateTarget, TemplateValue, TemplatePosition)] = []
            for (target, value) in values { assignments.append((target, try evaluate(value), value.position)) }
            return try within(inner) { interpreter throws(Failure) in
                for (target, value, position) in assignments {
                    try interpreter.assign(target, value, at: position)
                }
                return try interpreter.run(body)
            }
        case .filtered(let filters, let body):
            let (text, flow) = try capture(body)
            output.append(try apply(filters, to: text).printed)
            return flow
        case .exitLoop: return .exitLoop
        case .nextRound: return .nextRound
        }
        return .done
    }

    /// Does something in another scope.
    mutating func within<Result>(
        _ inner: TemplateScope, _ body: (inout Self) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = scope
        scope = inner
        defer { scope = outer }
        return try body(&self)
    }

    /// What a body prints in a scope of its own.
    mutating func capture(_ body: [TemplateStatement]) throws(Failure) -> (TemplateText, Flow) {
        let outer = output
        output = ""
        defer { output = outer }
        let flow = try within(TemplateScope(in: scope)) { interpreter throws(Failure) in try interpreter.run(body) }
        return (output, flow)
    }

    mutating func apply(_ filters: [TemplateFilter], to text: TemplateText) throws(Failure) -> TemplateValue {
        var value = TemplateValue.text(text)
        for filter in filters {
            value = try applyFilter(filter.name, to: value, try values(of: filter.arguments), at: filter.position)
        }
        return value
    }

    mutating func assign(
        _ target: TemplateTarget, _ value: TemplateValue, at position: TemplatePosition
    ) throws(Failure) {
        switch target {
        case .name(let name): scope.set(name, value)
        case .member(let name, let member):
            guard case .namespace(let index)? = scope.lookUp(name) else {
                throw failure("only a namespace's members can be set", at: position, found: name)
            }
            setMember(.text(member), value, ofNamespace: index)
        case .tuple(let targets):
            let values = try elements(of: value, at: position)
            guard values.count == targets.count else {
                throw failure(
                    "the names do not fit the values", at: position, found: "\(targets.count) and \(values.count)")
            }
            for (target, value) in zip(targets, values) { try assign(target, value, at: position) }
        }
    }

    mutating func setMember(_ name: TemplateValue, _ value: TemplateValue, ofNamespace index: Int) {
        if let place = namespaces[index].firstIndex(where: { $0.key == name }) {
            namespaces[index][place].value = value
        } else {
            namespaces[index].append(TemplateMember(name, value))
        }
    }

    mutating func define(_ macro: TemplateMacro) -> TemplateValue {
        macros.append((macro, scope))
        return .macro(macros.count - 1)
    }
}
