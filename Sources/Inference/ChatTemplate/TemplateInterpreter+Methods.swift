import Generation

/// The methods of Python's texts, dictionaries and lists that change nothing.
extension TemplateInterpreter {
    private static let textMethods: Set = [
        "capitalize", "casefold", "center", "count", "endswith", "find", "format", "index", "isalnum", "isalpha",
        "isascii", "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "istitle", "isupper", "join", "ljust",
        "lower", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust",
        "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
        "zfill",
    ]

    /// Whether a value has a method of that name.
    static func hasMethod(_ name: String, _ value: TemplateValue) -> Bool {
        switch value {
        case .text: textMethods.contains(name)
        case .dictionary: ["items", "keys", "values", "get", "copy"].contains(name)
        case .list: ["index", "count", "copy"].contains(name)
        case .tuple, .range: ["index", "count"].contains(name)
        case .cycler: ["next", "reset"].contains(name)
        default: false
        }
    }

    /// The result of a method.
    mutating func callMethod(
        _ name: String, of value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch value {
        case .text(let text): return try callMethod(name, of: text, call, at: position)
        case .dictionary(let members):
            switch name {
            case "items": return .view("dict_items", members.map { .tuple([$0.key, $0.value]) })
            case "keys": return .view("dict_keys", members.map(\.key))
            case "values": return .view("dict_values", members.map(\.value))
            case "copy": return value
            default:
                guard let key = call.positional.first else { break }
                return value.member(key) ?? call[1, "default"] ?? TemplateValue.none
            }
        case .loop(let number): return try callMethod(name, of: loops[number], call, at: position)
        case .cycler(let number):
            if name == "next" { return cyclers[number].next() }
            cyclers[number].reset()
            return .none
        default:
            guard name != "copy" else { return value }
            guard let elements = value.sequence, let element = call.positional.first else { break }
            if name == "count" { return .integer(elements.count { $0 == element }) }
            guard let place = elements.firstIndex(of: element) else {
                throw failure("this is not in the list", at: position, found: element.printed.string)
            }
            return .integer(place)
        }
        throw failure("this method needs other values", at: position, found: name)
    }

    private mutating func callMethod(
        _ name: String, of text: TemplateText, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let first = call.positional.first?.text
        switch name {
        case "strip", "lstrip", "rstrip":
            guard call.positional.isEmpty || first != nil || call.positional[0] == .none else { break }
            return .text(text.trimmed(first, left: name != "rstrip", right: name != "lstrip"))
        case "upper": return .text(text.uppercased)
        case "lower", "casefold": return .text(text.lowercased)
        case "title": return .text(text.capitalized(onlyFirst: false))
        case "capitalize": return .text(text.capitalized(onlyFirst: true))
        case "swapcase":
            return .text(
                text.mapped { scalar in
                    scalar.properties.isLowercase
                        ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
                })
        case "startswith", "endswith":
            guard let options = first.map({ [$0] }) ?? call.positional.first?.sequence?.compactMap(\.text) else {
                break
            }
            let (text, _) = section(of: text, call)
            return .bool(
                options.contains { text.matches($0, at: name == "startswith" ? 0 : text.count - $0.count) })
        case "removeprefix":
            guard let first else { break }
            return .text(text.matches(first, at: 0) ? TemplateText(units: text.units.dropFirst(first.count)) : text)
        case "removesuffix":
            guard let first else { break }
            let isEnd = text.matches(first, at: text.count - first.count)
            return .text(isEnd ? TemplateText(units: text.units.dropLast(first.count)) : text)
        case "split", "rsplit":
            let separator = call[0, "sep"] ?? .none
            guard separator == .none || separator.text?.isEmpty == false else { break }
            let count = limit(call[1, "maxsplit"])
            let parts =
                name == "split"
                ? text.split(separator.text, limit: count) : text.splitFromEnd(separator.text, limit: count)
            return .list(parts.map { .text($0) })
        case "splitlines":
            return .list(text.lines(keepingEnds: call[0, "keepends"]?.isTrue == true).map { .text($0) })
        case "partition", "rpartition":
            guard let first, !first.isEmpty else { break }
            let place = name == "partition" ? text.firstIndex(of: first) : text.lastIndex(of: first)
            guard let place else {
                return .tuple((name == "partition" ? [text, "", ""] : ["", "", text]).map { .text($0) })
            }
            return .tuple([
                .text(TemplateText(units: text.units[..<place])), .text(first),
                .text(TemplateText(units: text.units[(place + first.count)...])),
            ])
        case "replace":
            guard let old = first, let new = call[1, "new"]?.text else { break }
            try count(text.count + (text.count + 1) / max(old.count, 1) * new.count, at: position)
            return .text(text.replacing(old, with: new, limit: limit(call[2, "count"])))
        case "join":
            guard let values = call.positional.first else { break }
            let parts = try elements(of: values, at: position)
            let texts = parts.compactMap(\.text)
            guard texts.count == parts.count else { throw failure("only texts can be joined", at: position) }
            try count(texts.reduce(0) { $0 + $1.count + text.count }, at: position)
            return .text(texts.joined(text))
        case "find", "rfind", "index", "rindex":
            guard let first else { break }
            let (part, start) = section(of: text, call)
            let place = name.hasPrefix("r") ? part.lastIndex(of: first) : part.firstIndex(of: first)
            guard place != nil || name.hasSuffix("find") else {
                throw failure("this is not in the text", at: position, found: first.string)
            }
            return .integer(place.map { $0 + start } ?? -1)
        case "count":
            guard let first else { break }
            let (part, _) = section(of: text, call)
            return .integer(first.isEmpty ? part.count + 1 : part.split(first).count - 1)
        case "center", "ljust", "rjust", "zfill":
            guard let width = call.positional.first?.integer else { break }
            try count(width, at: position)
            return .text(Self.padded(text, name, width, call))
        case "format": return .text(try format(text, call, at: position))
        default: return .bool(Self.applyCharacterTest(name, to: text))
        }
        throw failure("this method needs other values", at: position, found: name)
    }

    private static func padded(
        _ text: TemplateText, _ name: String, _ width: Int, _ call: TemplateCall
    ) -> TemplateText {
        guard name == "zfill" else {
            let fill = call[1, "fillchar"]?.text?.units.first.map(TemplateText.scalar) ?? " "
            return text.padded(to: width, left: name != "ljust", right: name != "rjust", with: fill)
        }
        let isSigned = text.matches("-", at: 0) || text.matches("+", at: 0)
        let digits = TemplateText(units: text.units.dropFirst(isSigned ? 1 : 0))
        let padded = digits.padded(to: width - (isSigned ? 1 : 0), left: true, right: false, with: "0")
        return TemplateText(units: text.units.prefix(isSigned ? 1 : 0)) + padded
    }

    /// `isdigit` and its like.
    private static func applyCharacterTest(_ name: String, to text: TemplateText) -> Bool {
        func all(_ holds: (Unicode.Scalar.Properties) -> Bool) -> Bool {
            !text.isEmpty && text.units.allSatisfy { holds(TemplateText.scalar($0).properties) }
        }
        func isLetter(_ properties: Unicode.Scalar.Properties) -> Bool {
            switch properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
            default: false
            }
        }
        return switch name {
        case "isalpha": all(isLetter)
        case "isalnum": all { isLetter($0) || $0.numericType != nil }
        case "isascii": text.units.allSatisfy { TemplateText.scalar($0).isASCII }
        case "isdecimal": all { $0.numericType == .decimal }
        case "isdigit": all { $0.numericType == .decimal || $0.numericType == .digit }
        case "isnumeric": all { $0.numericType != nil }
        case "isspace": !text.isEmpty && text.units.allSatisfy(TemplateText.isSpace)
        case "isupper": isCased(text, like: text.uppercased)
        case "islower": isCased(text, like: text.lowercased)
        default: isCased(text, like: text.capitalized(onlyFirst: false))
        }
    }

    /// The part of a text that the second and third value of a call name, and where it starts.
    private func section(of text: TemplateText, _ call: TemplateCall) -> (TemplateText, start: Int) {
        let places = Self.places(call[1, "start"]?.integer, call[2, "end"]?.integer, 1, count: text.count)
        guard let start = places.first else { return ("", 0) }
        return (TemplateText(units: text.units[start..<start + places.count]), start)
    }

    private func limit(_ value: TemplateValue?) -> Int {
        guard let limit = value?.integer, limit >= 0 else { return .max }
        return limit
    }
}
