import Generation

/// Filters of one value.
extension TemplateInterpreter {
    private static let valueFilters: Set = [
        "default", "d", "trim", "upper", "lower", "title", "capitalize", "string", "safe", "escape", "e", "forceescape",
        "replace", "tojson", "indent", "int", "float", "abs", "round", "length", "count", "format", "attr", "center",
        "truncate", "wordcount", "striptags", "urlencode", "items", "dictsort",
    ]

    /// Whether there is a filter of that name.
    static func isFilter(_ name: String) -> Bool { valueFilters.contains(name) || listFilters.contains(name) }

    /// The result of `value | name(…)`.
    mutating func applyFilter(
        _ name: String, to value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if Self.listFilters.contains(name) { return try applyListFilter(name, to: value, call, at: position) }
        switch name {
        case "default", "d":
            let replaces = call[1, "boolean"]?.isTrue == true ? !value.isTrue : value.isUndefined
            return replaces ? call[0, "default_value"] ?? .text("") : value
        case "trim": return .text(value.printed.trimmed(call[0, "chars"]?.text))
        case "upper": return .text(value.printed.uppercased)
        case "lower": return .text(value.printed.lowercased)
        case "title": return .text(value.printed.titled)
        case "capitalize": return .text(value.printed.capitalized(onlyFirst: true))
        case "string": return .text(value.printed)
        case "safe": return .text(TemplateText(units: value.printed.units, isMarkup: true))
        case "escape", "e": return .text(value.printed.escaped)
        case "forceescape": return .text(TemplateText(units: value.printed.units).escaped)
        case "replace":
            guard let old = call[0, "old"]?.printed, let new = call[1, "new"]?.printed else { break }
            let text = TemplateText(units: value.printed.units)
            try count(text.count + (text.count + 1) / max(old.count, 1) * new.count, at: position)
            let limit = call[2, "count"]?.integer ?? .max
            return .text(text.replacing(old, with: new, limit: limit < 0 ? .max : limit))
        case "tojson": return .text(try json(value, call, at: position))
        case "indent": return .text(try indented(value.printed, call, at: position))
        case "int": return try integer(value, call, at: position)
        case "float":
            guard !value.isUndefined else { break }
            if case .text(let text) = value { return .number(Self.number(text) ?? call[0, "default"]?.number ?? 0) }
            return .number(value.number ?? call[0, "default"]?.number ?? 0)
        case "abs":
            if case .number(let number) = value { return .number(abs(number)) }
            guard let integer = value.integer, integer != .min else { break }
            return .integer(abs(integer))
        case "round": return try rounded(value, call, at: position)
        case "length", "count": return .integer(try length(of: value, at: position))
        case "format":
            let values = call.named.map { TemplateMember($0.name, $0.value) }
            let argument: TemplateValue = values.isEmpty ? .tuple(call.positional) : .dictionary(values)
            return .text(try printf(value.printed, argument, at: position))
        case "attr":
            guard let name = call[0, "name"]?.text?.string else { break }
            // Unlike `value.name` this looks at no member of a dictionary.
            if case .dictionary = value, !Self.hasMethod(name, value) { return .undefined }
            return try attribute(name, of: value, at: position)
        case "center":
            let width = call[0, "width"]?.integer ?? 80
            try count(width, at: position)
            return .text(value.printed.padded(to: width, left: true, right: true))
        case "truncate": return .text(truncated(value.printed, call))
        case "wordcount": return .integer(Self.wordCount(value.printed))
        case "striptags": return .text(Self.withoutTags(value.printed))
        case "urlencode": return .text(value.printed.mapped(Self.percentEncoded))
        case "items":
            guard !value.isUndefined else { return try generator([], at: position) }
            guard case .dictionary(let members) = value else { break }
            return try generator(members.map { .tuple([$0.key, $0.value]) }, at: position)
        case "dictsort":
            guard case .dictionary(let members) = value else { break }
            return try sortedPairs(members, call, at: position)
        default: throw unknown("the filter \(name)", at: position)
        }
        throw failure("this filter does not fit", at: position, found: "\(name) of \(value.typeName)")
    }

    // MARK: Numbers

    private func integer(
        _ value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard !value.isUndefined else {
            throw failure("this filter does not fit", at: position, found: "int of nothing")
        }
        if let integer = value.integer { return .integer(integer) }
        if let text = value.text {
            let base = call[1, "base"]?.integer ?? 10
            if let integer = Self.integer(text, base: base) { return .integer(integer) }
        }
        let number = value.text.flatMap(Self.number) ?? value.number
        let integer = number.flatMap { Int(exactly: $0.rounded(.towardZero)) }
        return integer.map { .integer($0) } ?? call[0, "default"] ?? .integer(0)
    }

    /// A whole number as Python reads it.
    private static func integer(_ text: TemplateText, base: Int) -> Int? {
        var digits = text.trimmed().string.lowercased()
        guard (2...36).contains(base), !digits.hasPrefix("_"), !digits.hasSuffix("_"), !digits.contains("__") else {
            return nil
        }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where base == radix && digits.hasPrefix(prefix) {
            digits.removeFirst(2)
        }
        return Int(digits.filter { $0 != "_" }, radix: base)
    }

    /// A number as Python reads it.
    private static func number(_ text: TemplateText) -> Double? {
        let text = text.trimmed().string.lowercased()
        // What Swift reads beyond Python: `0x1p3`, `nan(1)`.
        guard !text.contains("x"), !text.contains("("), !text.hasPrefix("_"), !text.hasSuffix("_") else { return nil }
        return Double(text.filter { $0 != "_" })
    }

    private func rounded(
        _ value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let precision = min(max(call[0, "precision"]?.integer ?? 0, -20), 20)
        guard let number = value.number, number.isFinite else {
            throw failure("only a number can be rounded", at: position, found: value.typeName)
        }
        let method = call[1, "method"]?.text?.string ?? "common"
        switch method {
        case "common":
            if let integer = value.integer, precision >= 0 { return .integer(integer) }
            let result = TemplateFormat.rounded(number, precision: precision)
            return value.integer == nil ? .number(result) : .integer(Int(result))
        case "ceil", "floor":
            let factor = TemplateFormat.power(ofTen: precision)
            return .number((number * factor).rounded(method == "ceil" ? .up : .down) / factor)
        default: throw failure("the method of round is common, ceil or floor", at: position, found: method)
        }
    }

    // MARK: Texts

    private mutating func indented(
        _ text: TemplateText, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        let width = min(max(call[0, "width"]?.integer ?? 4, 0), 1000)
        let indentation = call[0, "width"]?.text ?? TemplateText(String(repeating: " ", count: width))
        // A line break at the end begins a line, which is empty.
        let lines = (text + "\n").lines()
        try count(text.count + lines.count * indentation.count, at: position)
        let isBlank = call[2, "blank"]?.isTrue == true
        let rest = lines.dropFirst().map { $0.isEmpty && !isBlank ? $0 : indentation + $0 }
        let result = (lines.prefix(1) + rest).joined("\n")
        return call[1, "first"]?.isTrue == true ? indentation + result : result
    }

    private func truncated(_ text: TemplateText, _ call: TemplateCall) -> TemplateText {
        let length = call[0, "length"]?.integer ?? 255
        let end = call[2, "end"]?.printed ?? "..."
        guard text.count > length + (call[3, "leeway"]?.integer ?? 5) else { return text }
        let kept = TemplateText(units: text.units.prefix(max(length - end.count, 0)))
        guard call[1, "killwords"]?.isTrue != true, let space = kept.lastIndex(of: " ") else { return kept + end }
        return TemplateText(units: kept.units[..<space]) + end
    }

    private static func wordCount(_ text: TemplateText) -> Int {
        let isWord = text.units.map { unit in
            let scalar = TemplateText.scalar(unit)
            return scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        }
        return zip(isWord, [false] + isWord).count { $0 && !$1 }
    }

    private static func withoutTags(_ text: TemplateText) -> TemplateText {
        var rest = text
        while let start = rest.firstIndex(of: "<"), let end = rest.firstIndex(of: ">", from: start) {
            rest = TemplateText(units: rest.units[..<start] + rest.units[(end + 1)...])
        }
        return rest.split(nil).joined(" ")
    }

    private static func percentEncoded(_ scalar: Unicode.Scalar) -> String {
        let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
        guard !isPlain, !["_", ".", "-", "~", "/"].contains(scalar) else { return String(scalar) }
        return String(scalar).utf8.map { "%" + hexadecimal($0, digits: 2).uppercased() }.joined()
    }
}
