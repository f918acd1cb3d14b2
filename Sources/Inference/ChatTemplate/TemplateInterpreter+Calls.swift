import Generation

/// Calls macros and functions.
extension TemplateInterpreter {
    mutating func call(
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

    mutating func callMacro(
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

    mutating func callFunction(
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

    mutating func range(_ call: TemplateCall, at position: TemplatePosition) throws(Failure) -> [TemplateValue] {
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
