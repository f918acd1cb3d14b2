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
        case .scope(let body):
            scopes.append([:])
            defer { scopes.removeLast() }
            return try run(body)
        case .filtered(let name, let body, let position):
            let (text, flow) = try capture(body)
            output.append(try applyFilter(name, to: .text(text), TemplateCall(), at: position).printed)
            return flow
        case .exitLoop: return .exitLoop
        case .nextRound: return .nextRound
        }
        return .done
    }

    mutating func capture(_ body: [TemplateStatement]) throws(Failure) -> (TemplateText, Flow) {
        let outer = output
        output = ""
        let flow = try run(body)
        defer { output = outer }
        return (output, flow)
    }

    mutating func assign(
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

    mutating func setMember(_ name: TemplateText, _ value: TemplateValue, ofNamespace index: Int) {
        if let place = namespaces[index].firstIndex(where: { $0.key == name }) {
            namespaces[index][place].value = value
        } else {
            namespaces[index].append((name, value))
        }
    }

    mutating func runLoop(
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

    func loopValue(_ index: Int, _ values: [TemplateValue]) -> TemplateValue {
        .dictionary([
            ("index", .integer(index + 1)), ("index0", .integer(index)), ("first", .bool(index == 0)),
            ("last", .bool(index == values.count - 1)), ("length", .integer(values.count)),
            ("revindex", .integer(values.count - index)), ("revindex0", .integer(values.count - index - 1)),
            ("previtem", index > 0 ? values[index - 1] : .undefined),
            ("nextitem", index + 1 < values.count ? values[index + 1] : .undefined),
        ])
    }
}
