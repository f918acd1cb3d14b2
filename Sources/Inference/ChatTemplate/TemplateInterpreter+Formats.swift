import Generation

/// Python's two ways to put values into a text.
extension TemplateInterpreter {
    /// `'%s: %.2f' % (name, number)`.
    mutating func printf(
        _ format: TemplateText, _ argument: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        var values: ArraySlice<TemplateValue> = [argument]
        if case .tuple(let elements) = argument { values = elements[...] }
        var result: TemplateText = ""
        var rest = format.units[...]
        while let unit = rest.popFirst() {
            guard TemplateText.scalar(unit) == "%" else {
                result.append(TemplateText(units: [unit]))
                continue
            }
            var field = rest.map(TemplateText.scalar)[...]
            let size = field.count
            let name = Self.takeName(&field)
            guard let style = Self.takeStyle(&field) else {
                throw failure("this is no format", at: position, found: format.string)
            }
            rest = rest.dropFirst(size - field.count)
            if style.type == "%" {
                result.append("%")
                continue
            }
            guard let value = name.map({ argument.member(.text($0)) }) ?? values.popFirst() else {
                throw failure("there are more fields than values", at: position, found: format.string)
            }
            result.append(try write(value, style, at: position))
        }
        if case .dictionary = argument { return result }
        guard values.isEmpty else { throw failure("there are more values than fields", at: position) }
        return result
    }

    private mutating func write(
        _ value: TemplateValue, _ style: TemplateFormat, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        var (value, style) = (value, style)
        switch style.type {
        case "r": (value, style.type) = (.text(value.representation), "s")
        case "i", "u", "d":
            style.type = "d"
            if case .number(let number) = value, let integer = Int(exactly: number.rounded(.towardZero)) {
                value = .integer(integer)
            }
        default: break
        }
        guard let text = style.write(value) else {
            throw failure("the value does not fit the field", at: position, found: value.typeName)
        }
        try count(text.count, at: position)
        return text
    }

    /// `(name)` behind a `%`.
    private static func takeName(_ field: inout ArraySlice<Unicode.Scalar>) -> String? {
        guard field.first == "(", let end = field.firstIndex(of: ")") else { return nil }
        defer { field = field[(end + 1)...] }
        var name = String.UnicodeScalarView()
        name.append(contentsOf: field[(field.startIndex + 1)..<end])
        return String(name)
    }

    /// Flags, width, precision and type behind a `%`.
    private static func takeStyle(_ field: inout ArraySlice<Unicode.Scalar>) -> TemplateFormat? {
        var style = TemplateFormat()
        style.alignment = ">"
        var isLeft = false
        var hasZeros = false
        while let flag = field.first, ["-", "+", " ", "0", "#"].contains(flag) {
            field.removeFirst()
            switch flag {
            case "-": isLeft = true
            case "0": hasZeros = true
            case "#": style.showsBase = true
            default: style.sign = flag
            }
        }
        guard let width = TemplateFormat.takeNumber(&field) else { return nil }
        style.width = width
        if field.first == "." {
            field.removeFirst()
            guard let precision = TemplateFormat.takeNumber(&field) else { return nil }
            style.precision = precision
        }
        guard let type = field.popFirst(), "srdiuoxXeEfFgG%".unicodeScalars.contains(type) else { return nil }
        style.type = type
        if isLeft {
            style.alignment = "<"
        } else if hasZeros, type != "s", type != "r" {
            (style.fill, style.alignment) = ("0", "=")
        }
        return style
    }

    /// `'{}: {:.2f}'.format(name, number)`.
    mutating func format(
        _ format: TemplateText, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateText {
        var result: TemplateText = ""
        var next = 0
        var place = 0
        let mistake = failure("this is no format", at: position, found: format.string)
        while place < format.count {
            let scalar = TemplateText.scalar(format.units[place])
            guard scalar == "{" || scalar == "}" else {
                result.append(TemplateText(units: [format.units[place]]))
                place += 1
                continue
            }
            if format.matches(scalar == "{" ? "{{" : "}}", at: place) {
                result.append(TemplateText(units: [format.units[place]]))
                place += 2
                continue
            }
            guard scalar == "{", let end = format.firstIndex(of: "}", from: place) else { throw mistake }
            let field = TemplateText(units: format.units[(place + 1)..<end])
            place = end + 1
            let parts = field.split(":", limit: 1)
            let names = parts[0].split("!", limit: 1)
            var value = try fieldValue(names[0], call, next: &next, at: position)
            if names.count > 1 { value = .text(names[1] == "r" ? value.representation : value.printed) }
            guard let style = TemplateFormat(specification: parts.count > 1 ? parts[1] : "") else { throw mistake }
            result.append(
                parts.count > 1 && !parts[1].isEmpty ? try write(value, style, at: position) : value.printed)
        }
        try count(result.count, at: position)
        return result
    }

    /// The value of `0`, `name`, `name.member` or `name[0]`, or of the next place.
    private mutating func fieldValue(
        _ field: TemplateText, _ call: TemplateCall, next: inout Int, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        let steps = field.replacing("[", with: ".").replacing("]", with: "").split(".")
        var value: TemplateValue?
        if steps[0].isEmpty {
            value = call.positional.indices.contains(next) ? call.positional[next] : nil
            next += 1
        } else if let index = Int(steps[0].string) {
            value = call.positional.indices.contains(index) ? call.positional[index] : nil
        } else {
            value = call[steps[0].string]
        }
        guard var value else { throw failure("there are more fields than values", at: position, found: field.string) }
        for step in steps.dropFirst() { value = try member(of: value, path: .text(step), at: position) }
        return value
    }
}
