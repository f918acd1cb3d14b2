import Generation

/// Calls macros and functions.
extension TemplateInterpreter {
    static let functionNames = [
        "raise_exception", "strftime_now", "namespace", "range", "dict", "cycler", "joiner",
    ]
    /// Python's sandbox makes no longer ranges.
    private static let rangeLimit = 100_000

    mutating func call(
        _ callee: TemplateExpression, _ arguments: TemplateArguments, caller: TemplateValue? = nil,
        at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let function = try evaluate(callee)
        var call = try values(of: arguments)
        if let caller { call.named.append(("caller", caller)) }
        switch function {
        case .method(let value, let name):
            try charge(value, at: position)
            return try callMethod(name, of: value, call, at: position)
        case .macro(let index): return try callMacro(macros[index].macro, in: macros[index].scope, call, at: position)
        case .function(let name): return try callFunction(name, call, at: position)
        case .loop(let index): return try recur(into: loops[index], call, at: position)
        case .cycler(let index) where cyclers[index].isJoiner: return cyclers[index].next()
        default: throw failure("this cannot be called", at: position, found: describe(callee) ?? function.typeName)
        }
    }

    /// What a failed call names.
    private func describe(_ callee: TemplateExpression) -> String? {
        switch callee.kind {
        case .name(let name), .attribute(_, let name): name
        default: nil
        }
    }

    mutating func callMacro(
        _ macro: TemplateMacro, in definition: TemplateScope, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let names = macro.parameters.map(\.name)
        let further = call.positional.dropFirst(names.count)
        guard further.isEmpty || macro.extras.contains("varargs") else {
            throw failure("a macro gets too many values", at: position, found: macro.name)
        }
        let others = call.named.filter { !names.contains($0.name) && $0.name != "caller" }
        guard others.isEmpty || macro.extras.contains("kwargs") else {
            throw failure("a macro has no such parameter", at: position, found: "\(macro.name): \(others[0].name)")
        }
        guard call["caller"] == nil || macro.extras.contains("caller") || names.contains("caller") else {
            throw failure("a macro does not ask for its caller", at: position, found: macro.name)
        }
        let inner = TemplateScope(
            [
                "varargs": .tuple(Array(further)), "caller": call["caller"] ?? .undefined,
                "kwargs": .dictionary(others.map { TemplateMember($0.name, $0.value) }),
            ].filter { macro.extras.contains($0.key) }, in: definition)
        return .text(
            try deeperCall(at: position) { interpreter throws(Failure) in
                _ = try interpreter.within(inner) { interpreter throws(Failure) in
                    for (index, parameter) in macro.parameters.enumerated() {
                        var value = call[index, parameter.name]
                        if value == nil, let standard = parameter.standard {
                            value = try interpreter.evaluate(standard)
                        }
                        inner.set(parameter.name, value ?? .undefined)
                    }
                    return try interpreter.run(macro.body)
                }
            })
    }

    /// What is printed one call deeper.
    mutating func deeperCall(
        at position: TemplatePosition, _ body: (inout Self) throws(Failure) -> Void
    ) throws(Failure) -> TemplateText {
        guard callDepth < Self.callDepthLimit else {
            throw Failure(
                .tooLarge, "the chat template's macros call one another without end", at: "\(position)")
        }
        let outer = output
        output = ""
        callDepth += 1
        defer {
            output = outer
            callDepth -= 1
        }
        try body(&self)
        return output
    }

    mutating func callFunction(
        _ name: String, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch name {
        case "raise_exception":
            throw Failure(
                .unsupported, "the chat template refuses these messages", at: "\(position)",
                found: call[0, "message"]?.printed.string)
        case "strftime_now":
            return .text(TemplateDate.format(call[0, "format"]?.printed.string ?? "", seconds: now))
        case "namespace":
            let members = try members(call, at: position)
            if let hidden = members.first(where: { $0.key.text?.string.hasPrefix("_") == true }) {
                throw failure("a namespace's member begins with _", at: position, found: hidden.key.printed.string)
            }
            namespaces.append(members)
            return .namespace(namespaces.count - 1)
        case "dict": return try checked(.dictionary(try members(call, at: position)), at: position)
        case "cycler":
            guard !call.positional.isEmpty else { throw failure("there is nothing to cycle through", at: position) }
            cyclers.append(TemplateCycler(values: call.positional, isJoiner: false))
            return .cycler(cyclers.count - 1)
        case "joiner":
            cyclers.append(TemplateCycler(values: [.text(""), call[0, "sep"] ?? .text(", ")], isJoiner: true))
            return .cycler(cyclers.count - 1)
        default: return try range(call, at: position)
        }
    }

    /// The members of `dict(…)`: those of a dictionary or a list of pairs, and those with names.
    private mutating func members(
        _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateMember] {
        var members: [TemplateMember] = []
        if case .dictionary(let given)? = call.positional.first {
            members = given
        } else if let pairs = call.positional.first {
            for pair in try elements(of: pairs, at: position) {
                let parts = try elements(of: pair, at: position)
                guard parts.count == 2, parts[0].canBeKey else {
                    throw failure("this is no pair", at: position, found: pair.typeName)
                }
                members.append(TemplateMember(parts[0], parts[1]))
            }
        }
        members += call.named.map { TemplateMember($0.name, $0.value) }
        return members.merged()
    }

    private mutating func range(_ call: TemplateCall, at position: TemplatePosition) throws(Failure) -> TemplateValue {
        let bounds = call.positional.compactMap(\.integer)
        guard (1...3).contains(bounds.count), bounds.count == call.positional.count, bounds.count < 3 || bounds[2] != 0
        else {
            throw failure("range needs one to three whole numbers", at: position)
        }
        let (start, end) = bounds.count == 1 ? (0, bounds[0]) : (bounds[0], bounds[1])
        let range = TemplateRange(start: start, end: end, step: bounds.count == 3 ? bounds[2] : 1)
        guard range.count <= Self.rangeLimit else {
            throw Failure(
                .tooLarge, "the chat template makes too long a range", at: "\(position)",
                expected: "at most \(Self.rangeLimit) numbers")
        }
        try count(range.count, at: position)
        return .range(range)
    }
}

/// Values that come one after the other: over again, or the last one again and again.
struct TemplateCycler {
    let values: [TemplateValue]
    let isJoiner: Bool
    private var place = 0

    init(values: [TemplateValue], isJoiner: Bool) {
        self.values = values
        self.isJoiner = isJoiner
    }

    var current: TemplateValue { values[place] }

    mutating func next() -> TemplateValue {
        defer { place = isJoiner ? 1 : (place + 1) % values.count }
        return current
    }

    mutating func reset() { place = 0 }
}

extension [TemplateMember] {
    /// One member a key: at the place of the first with the value of the last.
    func merged() -> [TemplateMember] {
        var merged: [TemplateMember] = []
        for member in self {
            if let place = merged.firstIndex(where: { $0.key == member.key }) {
                merged[place].value = member.value
            } else {
                merged.append(member)
            }
        }
        return merged
    }
}
