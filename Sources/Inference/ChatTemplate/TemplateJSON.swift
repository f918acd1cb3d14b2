import Generation

extension TemplateInterpreter {
    /// JSON as Python's `json.dumps(value, ensure_ascii=False)` writes it, which is how transformers defines this filter.
    mutating func json(
        _ value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        var indentation: TemplateText?
        if let indent = call[1, "indent"], indent != .none {
            let width = min(max(indent.integer ?? 0, 0), 100)
            indentation = indent.text ?? TemplateText(String(repeating: " ", count: width))
        }
        var style = TemplateJSON(
            isASCII: call[0, "ensure_ascii"]?.isTrue == true, indentation: indentation,
            item: indentation == nil ? ", " : ",", sortsKeys: call[3, "sort_keys"]?.isTrue == true)
        if let pair = call[2, "separators"]?.sequence, pair.count == 2 {
            style.item = pair[0].printed
            style.key = pair[1].printed
        }
        let text = try style.write(value, depth: 0) { failure("this has no JSON", at: position, found: $0) }
        try count(text.count, at: position)
        return text
    }
}

/// How JSON is laid out.
private struct TemplateJSON {
    let isASCII: Bool
    let indentation: TemplateText?
    var item: TemplateText
    var key: TemplateText = ": "
    let sortsKeys: Bool

    func write(_ value: TemplateValue, depth: Int, fails: (String) -> Failure) throws(Failure) -> TemplateText {
        switch value {
        case .none: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .number(let value) where !value.isFinite:
            return value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity"
        case .integer, .number: return value.printed
        case .text(let text): return quoted(text)
        case .list(let elements), .tuple(let elements):
            var texts: [TemplateText] = []
            for element in elements { texts.append(try write(element, depth: depth + 1, fails: fails)) }
            return enclosed(texts, "[", "]", depth: depth)
        case .dictionary(let members):
            var texts: [TemplateText] = []
            let isLess = { (left: TemplateMember, right: TemplateMember) in
                left.key.isLess(than: right.key) ?? false
            }
            for member in sortsKeys ? members.sorted(by: isLess) : members {
                guard member.key.sequence == nil else { throw fails("a key that is \(member.key.typeName)") }
                var name = member.key.printed
                if member.key.text == nil { name = try write(member.key, depth: depth, fails: fails) }
                texts.append(quoted(name) + key + (try write(member.value, depth: depth + 1, fails: fails)))
            }
            return enclosed(texts, "{", "}", depth: depth)
        default: throw fails(value.typeName)
        }
    }

    private func enclosed(
        _ texts: [TemplateText], _ open: TemplateText, _ close: TemplateText, depth: Int
    ) -> TemplateText {
        guard let indentation, !texts.isEmpty else { return open + texts.joined(item) + close }
        func line(_ depth: Int) -> TemplateText { "\n" + Array(repeating: indentation, count: depth).joined("") }
        return open + line(depth + 1) + texts.joined(item + line(depth + 1)) + line(depth) + close
    }

    private func quoted(_ text: TemplateText) -> TemplateText {
        let content = TemplateText(units: text.units).mapped { scalar in
            switch scalar {
            case "\"": return "\\\""
            case "\\": return "\\\\"
            case "\n": return "\\n"
            case "\r": return "\\r"
            case "\t": return "\\t"
            case "\u{8}": return "\\b"
            case "\u{C}": return "\\f"
            default:
                guard scalar.value < 0x20 || isASCII && scalar.value > 0x7E else { return String(scalar) }
                return String(scalar).utf16.map { "\\u" + hexadecimal($0, digits: 4) }.joined()
            }
        }
        return "\"" + content + "\""
    }
}
