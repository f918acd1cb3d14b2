/// A text inside a template: code points, as Python counts them, each with the note whether it came from a message.
///
/// The note travels with the code point through every slice, split and replacement, so that in the end it is known which parts of
/// a prompt a person wrote, and `<|im_end|>` typed by a person is not taken for the marker.
struct TemplateText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Code points; the highest bit is the note.
    private(set) var units: [UInt32]
    /// Whether it went through `safe` or `escape`: what is put beside it with `+` is escaped then.
    var isMarkup = false

    private static let contentBit: UInt32 = 1 << 31

    init(_ text: String, isContent: Bool = false) {
        units = text.unicodeScalars.map { $0.value | (isContent ? Self.contentBit : 0) }
    }

    init(units: some Sequence<UInt32>, isMarkup: Bool = false) {
        self.units = Array(units)
        self.isMarkup = isMarkup
    }

    init(stringLiteral text: String) { self.init(text) }

    /// The code point of a unit.
    static func scalar(_ unit: UInt32) -> Unicode.Scalar { Unicode.Scalar(unit & ~contentBit) ?? "\u{FFFD}" }

    /// Whether Python takes a unit for space.
    static func isSpace(_ unit: UInt32) -> Bool {
        let scalar = scalar(unit)
        return scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
    }

    /// Whether a unit came from a message.
    static func isContent(_ unit: UInt32) -> Bool { unit & contentBit != 0 }

    /// The text without notes.
    var string: String {
        var string = String.UnicodeScalarView()
        for unit in units { string.append(Self.scalar(unit)) }
        return String(string)
    }

    var count: Int { units.count }
    var isEmpty: Bool { units.isEmpty }

    static func == (left: Self, right: Self) -> Bool {
        left.count == right.count && zip(left.units, right.units).allSatisfy { ($0 ^ $1) & ~contentBit == 0 }
    }

    func hash(into hasher: inout Hasher) {
        for unit in units { hasher.combine(Self.scalar(unit)) }
    }

    static func < (left: Self, right: Self) -> Bool {
        left.units.lexicographicallyPrecedes(right.units) { scalar($0) < scalar($1) }
    }

    static func + (left: Self, right: Self) -> Self {
        let isMarkup = left.isMarkup || right.isMarkup
        let (left, right) = isMarkup ? (left.escaped, right.escaped) : (left, right)
        return Self(units: left.units + right.units, isMarkup: isMarkup)
    }

    mutating func append(_ text: Self) { units += text.units }

    /// Where a text is found first, from a place on.
    func firstIndex(of text: Self, from start: Int = 0) -> Int? {
        guard count - start >= text.count else { return nil }
        return (start...count - text.count).first { matches(text, at: $0) }
    }

    /// Whether a text stands at a place.
    func matches(_ text: Self, at place: Int) -> Bool {
        guard place >= 0, place + text.count <= count else { return false }
        return zip(units[place...], text.units).allSatisfy { ($0 ^ $1) & ~Self.contentBit == 0 }
    }

    /// The text without spaces, or other characters, at its ends.
    func trimmed(_ characters: Self? = nil, left: Bool = true, right: Bool = true) -> Self {
        let set = characters.map { Set($0.units.map(Self.scalar)) }
        func goes(_ unit: UInt32) -> Bool { set?.contains(Self.scalar(unit)) ?? Self.isSpace(unit) }
        var rest = units[...]
        if left { rest = rest.drop(while: goes) }
        if right { while let last = rest.last, goes(last) { rest.removeLast() } }
        return Self(units: rest, isMarkup: isMarkup)
    }

    /// The text with every occurrence replaced, or the first few; nothing occurs before every character and at the end.
    func replacing(_ old: Self, with new: Self, limit: Int = .max) -> Self {
        var result: [UInt32] = []
        var place = 0
        var done = 0
        while place < count {
            if done < limit, matches(old, at: place) {
                result += new.units
                done += 1
                if !old.isEmpty {
                    place += old.count
                    continue
                }
            }
            result.append(units[place])
            place += 1
        }
        if old.isEmpty, done < limit { result += new.units }
        return Self(units: result, isMarkup: isMarkup)
    }

    /// Where a text is found last.
    func lastIndex(of text: Self) -> Int? {
        guard count >= text.count else { return nil }
        return (0...count - text.count).last { matches(text, at: $0) }
    }

    /// The parts between a separator; nil separates at runs of spaces.
    func split(_ separator: Self?, limit: Int = .max) -> [Self] {
        var parts: [Self] = []
        guard let separator else {
            var rest = trimmed(right: false)
            while !rest.isEmpty {
                let end = parts.count < limit ? rest.units.firstIndex(where: Self.isSpace) ?? rest.count : rest.count
                parts.append(Self(units: rest.units[..<end], isMarkup: isMarkup))
                rest = Self(units: rest.units[end...]).trimmed(right: false)
            }
            return parts
        }
        var start = 0
        while parts.count < limit, let place = firstIndex(of: separator, from: start) {
            parts.append(Self(units: units[start..<place], isMarkup: isMarkup))
            start = place + separator.count
        }
        return parts + [Self(units: units[start...], isMarkup: isMarkup)]
    }

    /// The parts between a separator, where the limit counts from the end.
    func splitFromEnd(_ separator: Self?, limit: Int) -> [Self] {
        let parts = Self(units: units.reversed()).split(
            separator.map { Self(units: $0.units.reversed()) }, limit: limit)
        return parts.reversed().map { Self(units: $0.units.reversed(), isMarkup: isMarkup) }
    }

    /// The lines, each with its end or without.
    func lines(keepingEnds: Bool = false) -> [Self] {
        var lines: [Self] = []
        var start = 0
        var place = 0
        while place < count {
            var end = place + 1
            switch Self.scalar(units[place]) {
            case "\r":
                if end < count, Self.scalar(units[end]) == "\n" { end += 1 }
            case "\n", "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}": break
            default:
                place += 1
                continue
            }
            lines.append(Self(units: units[start..<(keepingEnds ? end : place)], isMarkup: isMarkup))
            start = end
            place = end
        }
        if start < count { lines.append(Self(units: units[start...], isMarkup: isMarkup)) }
        return lines
    }

    /// The text in a field of a width, with the padding on one side or, in the middle, on both.
    func padded(to width: Int, left: Bool, right: Bool, with fill: Unicode.Scalar = " ") -> Self {
        let missing = max(width - count, 0)
        let before = left ? right ? missing / 2 + (missing & width & 1) : missing : 0
        let padding = [UInt32](repeating: fill.value, count: missing)
        return Self(units: padding[..<before] + units + padding[before...], isMarkup: isMarkup)
    }

    /// The text as HTML shows it, unless it is markup already.
    var escaped: Self {
        guard !isMarkup else { return self }
        var text = mapped { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&#34;"
            case "'": "&#39;"
            default: String(scalar)
            }
        }
        text.isMarkup = true
        return text
    }

    /// The text with every code point changed.
    func mapped(_ change: (Unicode.Scalar) -> String) -> Self {
        Self(
            units: units.flatMap { unit in
                change(Self.scalar(unit)).unicodeScalars.map { $0.value | unit & Self.contentBit }
            }, isMarkup: isMarkup)
    }

    var uppercased: Self { mapped { $0.properties.uppercaseMapping } }
    var lowercased: Self { mapped { $0.properties.lowercaseMapping } }

    /// The text with words beginning in upper case as Jinja's `title` counts them: only after a space, a hyphen or a bracket.
    var titled: Self {
        var isStart = true
        return mapped { scalar in
            defer { isStart = scalar.properties.isWhitespace || ["-", "(", "{", "[", "<"].contains(scalar) }
            return isStart ? scalar.properties.uppercaseMapping : scalar.properties.lowercaseMapping
        }
    }

    /// The text with words beginning in upper case; `onlyFirst`: the first letter of the text alone.
    func capitalized(onlyFirst: Bool) -> Self {
        var isStart = true
        return mapped { scalar in
            defer { isStart = onlyFirst ? false : !scalar.properties.isCased }
            return isStart ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping
        }
    }
}

extension [TemplateText] {
    /// The texts one after the other with a separator between.
    func joined(_ separator: TemplateText) -> TemplateText {
        var result: TemplateText = ""
        for (index, text) in enumerated() {
            if index > 0 { result.append(separator) }
            result.append(text)
        }
        return result
    }
}
