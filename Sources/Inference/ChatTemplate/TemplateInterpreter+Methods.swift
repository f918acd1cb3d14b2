import Generation

extension TemplateInterpreter {
    /// The result of a method of Python's strings and dictionaries, or nil if the value has no such method.
    func callMethod(
        _ name: String, of value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue? {
        switch value {
        case .text(let text): return try callMethod(name, of: text, call, at: position)
        case .dictionary(let members):
            switch name {
            case "items": return .list(members.map { .list([.text($0.key), $0.value]) })
            case "keys": return .list(members.map { .text($0.key) })
            case "values": return .list(members.map(\.value))
            case "get":
                guard let key = call.positional.first?.text else { return call[1, "default"] ?? TemplateValue.none }
                return value.member(key) ?? call[1, "default"] ?? TemplateValue.none
            default: return nil
            }
        case .undefined: throw failure("something undefined has no method", at: position, found: name)
        default: return nil
        }
    }

    private func callMethod(
        _ name: String, of text: TemplateText, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let first = call.positional.first?.text
        switch name {
        case "strip": return .text(text.trimmed(first))
        case "lstrip": return .text(text.trimmed(first, right: false))
        case "rstrip": return .text(text.trimmed(first, left: false))
        case "upper": return .text(text.uppercased)
        case "lower": return .text(text.lowercased)
        case "title": return .text(text.capitalized(onlyFirst: false))
        case "capitalize": return .text(text.capitalized(onlyFirst: true))
        case "startswith", "endswith":
            // Several are given as a tuple.
            var options = call.positional
            if case .list(let several)? = options.first { options = several }
            return .bool(
                options.contains { option in
                    option.text.map { text.matches($0, at: name == "startswith" ? 0 : text.count - $0.count) } ?? false
                })
        case "removeprefix":
            return .text(
                first.map { text.matches($0, at: 0) ? TemplateText(units: text.units.dropFirst($0.count)) : text }
                    ?? text)
        case "removesuffix":
            return .text(
                first.map {
                    text.matches($0, at: text.count - $0.count)
                        ? TemplateText(units: text.units.dropLast($0.count)) : text
                } ?? text)
        case "split":
            return .list(text.split(call[0, "sep"]?.text, limit: limit(call[1, "maxsplit"])).map { .text($0) })
        case "splitlines": return .list(lines(text).map { .text($0) })
        case "replace":
            guard let old = first, let new = call[1, "new"]?.text else { break }
            return .text(text.replacing(old, with: new, limit: limit(call[2, "count"])))
        case "join":
            guard let values = call.positional.first else { break }
            return .text(try elements(of: values, at: position).map(\.printed).joined(text))
        case "find":
            return .integer(first.flatMap { text.firstIndex(of: $0) } ?? -1)
        case "count":
            guard let first, !first.isEmpty else { break }
            return .integer(text.split(first).count - 1)
        case "isdigit":
            return .bool(
                !text.isEmpty && text.units.allSatisfy { TemplateText.scalar($0).properties.numericType != nil })
        case "isalpha":
            return .bool(!text.isEmpty && text.units.allSatisfy { TemplateText.scalar($0).properties.isAlphabetic })
        case "isalnum":
            return .bool(
                !text.isEmpty
                    && text.units.allSatisfy { unit in
                        let properties = TemplateText.scalar(unit).properties
                        return properties.isAlphabetic || properties.numericType != nil
                    })
        case "rsplit":
            guard let separator = first, !separator.isEmpty else { break }
            let parts = text.split(separator)
            let kept = min(limit(call[1, "maxsplit"]), parts.count - 1)
            let front = parts.dropLast(kept)
            return .list(([Array(front).joined(separator)] + parts.suffix(kept)).map { .text($0) })
        case "swapcase":
            return .text(
                text.mapped { scalar in
                    scalar.properties.isLowercase
                        ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
                })
        case "isspace": return .bool(!text.isEmpty && text.trimmed().isEmpty)
        case "isupper": return .bool(text == text.uppercased && text != text.lowercased)
        case "islower": return .bool(text == text.lowercased && text != text.uppercased)
        default: break
        }
        throw Failure(
            .unsupported, "cannot use this chat template", at: "\(position)", found: "the method \(name)")
    }

    private func limit(_ value: TemplateValue?) -> Int {
        guard let limit = value?.integer, limit >= 0 else { return .max }
        return limit
    }

    private func lines(_ text: TemplateText) -> [TemplateText] {
        var lines = text.replacing("\r\n", with: "\n").split("\n")
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
