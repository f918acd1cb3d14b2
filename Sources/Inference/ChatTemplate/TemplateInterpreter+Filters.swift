import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension TemplateInterpreter {
    /// The result of `value | name(…)`.
    mutating func applyFilter(
        _ name: String, to value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch name {
        case "default", "d":
            let replaces = call[1, "boolean"]?.isTrue == true ? !value.isTrue : value == .undefined
            return replaces ? call[0, "default_value"] ?? .text("") : value
        case "trim": return .text(value.printed.trimmed(call[0, "chars"]?.text))
        case "upper": return .text(value.printed.uppercased)
        case "lower": return .text(value.printed.lowercased)
        case "title": return .text(value.printed.titled)
        case "capitalize": return .text(value.printed.capitalized(onlyFirst: true))
        case "string", "safe": return .text(value.printed)
        case "escape", "e": return .text(escaped(value.printed))
        case "replace":
            guard let old = call[0, "old"]?.printed, let new = call[1, "new"]?.printed else { break }
            return .text(value.printed.replacing(old, with: new, limit: call[2, "count"]?.integer ?? .max))
        case "tojson": return .text(try json(value, call, at: position))
        case "indent": return .text(indented(value.printed, call))
        case "int":
            if case .text(let text) = value {
                return .integer(Int(text.trimmed().string) ?? call[0, "default"]?.integer ?? 0)
            }
            return .integer(value.integer ?? value.number.flatMap { Int(exactly: $0.rounded(.towardZero)) } ?? 0)
        case "float":
            if case .text(let text) = value {
                return .number(Double(text.trimmed().string) ?? call[0, "default"]?.number ?? 0)
            }
            return .number(value.number ?? 0)
        case "abs":
            if case .number(let number) = value { return .number(abs(number)) }
            guard let integer = value.integer, integer != .min else { break }
            return .integer(abs(integer))
        case "round":
            guard let number = value.number, number.isFinite else { break }
            let factor = pow(10, Double(min(max(call[0, "precision"]?.integer ?? 0, -20), 20)))
            let rule: FloatingPointRoundingRule =
                switch call[1, "method"]?.text?.string {
                case "ceil": .up
                case "floor": .down
                default: .toNearestOrEven
                }
            return .number((number * factor).rounded(rule) / factor)
        case "items":
            guard value != .undefined else { return .list([]) }
            guard case .dictionary(let members) = value else { break }
            return .list(members.map { .list([.text($0.key), $0.value]) })
        case "dictsort":
            guard case .dictionary(let members) = value else { break }
            let sorted = members.sorted { $0.key.lowercased < $1.key.lowercased }
            return .list(sorted.map { .list([.text($0.key), $0.value]) })
        case "length", "count": return .integer(try elements(of: value, at: position).count)
        default:
            return try applyListFilter(name, to: try elements(of: value, at: position), of: value, call, at: position)
        }
        throw failure("this filter does not fit", at: position, found: "\(name) of \(value.typeName)")
    }

    private mutating func applyListFilter(
        _ name: String, to elements: [TemplateValue], of value: TemplateValue, _ call: TemplateCall,
        at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch name {
        case "list": return .list(elements)
        case "first": return elements.first ?? .undefined
        case "last": return elements.last ?? .undefined
        case "reverse":
            if case .text(let text) = value { return .text(TemplateText(units: text.units.reversed())) }
            return .list(elements.reversed())
        case "unique":
            var unique: [TemplateValue] = []
            var keys: [TemplateValue] = []
            for element in elements {
                // Texts that differ in case alone are the same here.
                let key = element.text.map { .text($0.lowercased) } ?? element
                guard !keys.contains(key) else { continue }
                try count(unique.count, at: position)
                unique.append(element)
                keys.append(key)
            }
            return .list(unique)
        case "join":
            let texts = elements.map { (call[1, "attribute"]?.text).map($0.member)??.printed ?? $0.printed }
            try count(texts.reduce(0) { $0 + $1.count }, at: position)
            return .text(texts.joined(call[0, "d"]?.printed ?? ""))
        case "sum":
            var sum = call[1, "start"] ?? TemplateValue.integer(0)
            for element in elements {
                let part = (call[0, "attribute"]?.text).map { element.member($0) ?? .undefined } ?? element
                sum = try combine("+", sum, part, at: position)
            }
            return sum
        case "groupby":
            guard let attribute = call[0, "attribute"]?.text else { break }
            var groups: [(key: TemplateValue, elements: [TemplateValue])] = []
            for element in try sort(elements, by: attribute, at: position) {
                let key = element.member(attribute) ?? .undefined
                if groups.last?.key == key {
                    groups[groups.count - 1].elements.append(element)
                } else {
                    groups.append((key, [element]))
                }
            }
            return .list(groups.map { .list([$0.key, .list($0.elements)]) })
        case "sort", "min", "max":
            let sorted = try sort(elements, by: call["attribute"]?.text, at: position)
            if name == "sort" { return .list(call[0, "reverse"]?.isTrue == true ? sorted.reversed() : sorted) }
            return (name == "min" ? sorted.first : sorted.last) ?? .undefined
        case "map": return .list(try map(elements, call, at: position))
        case "select", "reject":
            return .list(try filter(elements, keeps: name == "select", call.positional[...], at: position) { $0 })
        case "selectattr", "rejectattr":
            guard let attribute = call.positional.first?.text else { break }
            return .list(
                try filter(elements, keeps: name == "selectattr", call.positional.dropFirst(), at: position) {
                    $0.member(attribute) ?? .undefined
                })
        default: break
        }
        throw Failure(.unsupported, "cannot use this chat template", at: "\(position)", found: "the filter \(name)")
    }

    private func sort(
        _ elements: [TemplateValue], by attribute: TemplateText?, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        let keyed = elements.map { (key: attribute.map($0.member) ?? $0, value: $0) }
        if keyed.allSatisfy({ $0.key?.number != nil }) {
            return keyed.sorted { ($0.key?.number ?? 0) < ($1.key?.number ?? 0) }.map(\.value)
        }
        guard keyed.allSatisfy({ $0.key?.text != nil }) else { throw failure("these have no order", at: position) }
        return keyed.sorted { ($0.key?.text?.lowercased ?? "") < ($1.key?.text?.lowercased ?? "") }.map(\.value)
    }

    private mutating func map(
        _ elements: [TemplateValue], _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        if let attribute = call["attribute"]?.text {
            return elements.map { $0.member(attribute) ?? call["default"] ?? .undefined }
        }
        guard let name = call.positional.first?.text?.string else { throw failure("map needs a filter", at: position) }
        var results: [TemplateValue] = []
        let rest = TemplateCall(positional: Array(call.positional.dropFirst()), named: call.named)
        for element in elements { results.append(try applyFilter(name, to: element, rest, at: position)) }
        return results
    }

    private func filter(
        _ elements: [TemplateValue], keeps: Bool, _ test: ArraySlice<TemplateValue>, at position: TemplatePosition,
        by key: (TemplateValue) -> TemplateValue
    ) throws(Failure) -> [TemplateValue] {
        var kept: [TemplateValue] = []
        for element in elements {
            let value = key(element)
            let holds =
                if let name = test.first?.text {
                    try applyTest(name.string, to: value, Array(test.dropFirst()), at: position)
                } else {
                    value.isTrue
                }
            if holds == keeps { kept.append(element) }
        }
        return kept
    }

    private func escaped(_ text: TemplateText) -> TemplateText {
        text.mapped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&#34;"
            case "'": "&#39;"
            default: String(scalar)
            }
        }
    }

    private func indented(_ text: TemplateText, _ call: TemplateCall) -> TemplateText {
        let width = call[0, "width"]?.integer ?? 4
        let indentation =
            call[0, "width"]?.text ?? TemplateText(String(repeating: " ", count: min(max(width, 0), 1000)))
        let lines = text.split("\n").enumerated().map { index, line in
            let isIndented =
                index == 0 ? call[1, "first"]?.isTrue == true : !line.isEmpty || call[2, "blank"]?.isTrue == true
            return isIndented ? indentation + line : line
        }
        return lines.joined("\n")
    }

    // MARK: JSON

    /// JSON as Python's `json.dumps(value, ensure_ascii=False)` writes it, which is how transformers defines this filter.
    private mutating func json(
        _ value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        let indentation = call[0, "indent"]?.integer
        var separators: (item: TemplateText, key: TemplateText) = (indentation == nil ? ", " : ",", ": ")
        if case .list(let pair)? = call["separators"], pair.count == 2 {
            separators = (pair[0].printed, pair[1].printed)
        }
        let style = JSONStyle(
            indentation: indentation.map { min(max($0, 0), 100) }, item: separators.item, key: separators.key,
            sortsKeys: call["sort_keys"]?.isTrue == true)
        let text = try style.write(value, depth: 0, fails: { failure("this has no JSON", at: position, found: $0) })
        try count(text.count, at: position)
        return text
    }
}

/// How JSON is laid out.
private struct JSONStyle {
    let indentation: Int?
    let item: TemplateText
    let key: TemplateText
    let sortsKeys: Bool

    func write(_ value: TemplateValue, depth: Int, fails: (String) -> Failure) throws(Failure) -> TemplateText {
        switch value {
        case .none: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer, .number: return value.printed
        case .text(let text): return quoted(text)
        case .list(let elements):
            var texts: [TemplateText] = []
            for element in elements { texts.append(try write(element, depth: depth + 1, fails: fails)) }
            return enclosed(texts, "[", "]", depth: depth)
        case .dictionary(let members):
            var texts: [TemplateText] = []
            for member in sortsKeys ? members.sorted(by: { $0.key < $1.key }) : members {
                texts.append(quoted(member.key) + key + (try write(member.value, depth: depth + 1, fails: fails)))
            }
            return enclosed(texts, "{", "}", depth: depth)
        default: throw fails(value.typeName)
        }
    }

    private func enclosed(_ texts: [TemplateText], _ open: TemplateText, _ close: TemplateText, depth: Int)
        -> TemplateText
    {
        guard let indentation, !texts.isEmpty else { return open + texts.joined(item) + close }
        func line(_ depth: Int) -> TemplateText {
            TemplateText("\n" + String(repeating: " ", count: indentation * depth))
        }
        return open + line(depth + 1) + texts.joined(item + line(depth + 1)) + line(depth) + close
    }

    private func quoted(_ text: TemplateText) -> TemplateText {
        let content = text.mapped { scalar in
            switch scalar {
            case "\"": return "\\\""
            case "\\": return "\\\\"
            case "\n": return "\\n"
            case "\r": return "\\r"
            case "\t": return "\\t"
            case "\u{8}": return "\\b"
            case "\u{C}": return "\\f"
            default:
                guard scalar.value < 0x20 else { return String(scalar) }
                let digits = String(scalar.value, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return "\"" + content + "\""
    }
}
