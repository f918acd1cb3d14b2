import Generation

/// Runs loops and answers what their bodies ask about them.
extension TemplateInterpreter {
    mutating func run(_ loop: TemplateLoop) throws(Failure) -> Flow {
        loops.append(loop)
        let value = TemplateValue.loop(loops.count - 1)
        let position = loop.statement.list.position
        while let element = try takeNext(of: loop) {
            try step(position)
            loop.index += 1
            loop.previous = loop.current
            loop.current = element
            let flow = try within(TemplateScope(["loop": value], in: loop.scope)) { interpreter throws(Failure) in
                try interpreter.assign(loop.statement.target, element, at: position)
                return try interpreter.run(loop.statement.body)
            }
            if flow == .exitLoop { break }
        }
        guard loop.index < 0 else { return .done }
        return try within(TemplateScope(in: loop.scope)) { interpreter throws(Failure) in
            try interpreter.run(loop.statement.otherwise)
        }
    }

    private mutating func takeNext(of loop: TemplateLoop) throws(Failure) -> TemplateValue? {
        if let next = loop.upcoming.popFirst() { return next }
        while let element = loop.pending.popFirst() {
            guard let condition = loop.statement.condition else { return element }
            let isTrue = try within(TemplateScope(in: loop.scope)) { interpreter throws(Failure) in
                try interpreter.assign(loop.statement.target, element, at: condition.position)
                return try interpreter.evaluate(condition).isTrue
            }
            if isTrue { return element }
        }
        return nil
    }

    private mutating func lookAhead(_ loop: TemplateLoop, by count: Int = .max) throws(Failure) {
        guard loop.upcoming.count < count else { return }
        var ahead = loop.upcoming
        loop.upcoming = []
        while ahead.count < count, let next = try takeNext(of: loop) { ahead.append(next) }
        loop.upcoming = ahead
    }

    /// A member of `loop`.
    mutating func member(of loop: TemplateLoop, number: Int, _ name: String) throws(Failure) -> TemplateValue {
        switch name {
        case "index": return .integer(loop.index + 1)
        case "index0": return .integer(loop.index)
        case "first": return .bool(loop.index == 0)
        case "previtem": return loop.previous
        case "depth": return .integer(loop.depth + 1)
        case "depth0": return .integer(loop.depth)
        case "cycle", "changed": return .method(of: .loop(number), name)
        case "last", "nextitem":
            try lookAhead(loop, by: 1)
            return name == "last" ? .bool(loop.upcoming.isEmpty) : loop.upcoming.first ?? .undefined
        case "length", "revindex", "revindex0":
            try lookAhead(loop)
            let rest = loop.upcoming.count
            return .integer(name == "length" ? loop.index + 1 + rest : name == "revindex" ? rest + 1 : rest)
        default: return .undefined
        }
    }

    /// `loop.cycle(…)` and `loop.changed(…)`.
    func callMethod(
        _ name: String, of loop: TemplateLoop, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard name == "cycle" else {
            defer { loop.remembered = call.positional }
            return .bool(loop.remembered != call.positional)
        }
        guard !call.positional.isEmpty else { throw failure("there is nothing to cycle through", at: position) }
        return call.positional[loop.index % call.positional.count]
    }

    /// `loop(…)`: the body again, over other values.
    mutating func recur(
        into loop: TemplateLoop, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard loop.statement.isRecursive, let list = call.positional.first else {
            throw failure("only a loop marked `recursive` can be called, with a list", at: position)
        }
        let inner = TemplateLoop(
            loop.statement, over: try elements(of: list, at: position), in: loop.scope, depth: loop.depth + 1)
        return .text(
            try deeperCall(at: position) { interpreter throws(Failure) in
                _ = try interpreter.run(inner)
            })
    }
}
