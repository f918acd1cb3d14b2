/// A text inside a template: code points, as Python counts them, each with the note whether it came from a message.
///
/// The note travels with the code point through every slice, split and replacement, so that in the end it is known which parts of
/// a prompt a person wrote, and `<|im_end|>` typed by a person is not taken for the marker.
struct TemplateText: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Code points; the highest bit is the note.
    private(set) var units: [UInt32]

    private static let contentBit: UInt32 = 1 << 31

    init(_ text: String, isContent: Bool = false) {
        units = text.unicodeScalars.map { $0.value | (isContent ? Self.contentBit : 0) }
    }

    init(units: some Sequence<UInt32>) { self.units = Array(units) }

    init(stringLiteral text: String) { self.init(text) }

    /// The code point of a unit.
    static func scalar(_ unit: UInt32) -> Unicode.Scalar { Unicode.Scalar(unit & ~contentBit) ?? "\u{FFFD}" }

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
        left.count == right.count && zip(left.units, right.units).allSatisfy { scalar($0) == scalar($1) }
    }

    func hash(into hasher: inout Hasher) {
        for unit in units { hasher.combine(Self.scalar(unit)) }
    }

    static func < (left: Self, right: Self) -> Bool {
        left.units.lexicographicallyPrecedes(right.units) { scalar($0) < scalar($1) }
    }

    static func + (left: Self, right: Self) -> Self { Self(units: left.units + right.units) }

    mutating func append(_ text: Self) { units += text.units }

    /// Where a text is found first, from a place on.
    func firstIndex(of text: Self, from start: Int = 0) -> Int? {
        guard count - start >= text.count else { return nil }
        return (start...count - text.count).first { matches(text, at: $0) }
    }

    /// Whether a text stands at a place.
    func matches(_ text: Self, at place: Int) -> Bool {
        guard place >= 0, place + text.count <= count else { return false }
        return zip(units[place...], text.units).allSatisfy { Self.scalar($0) == Self.scalar($1) }
    }

    /// The text without spaces, or other characters, at its ends.
    func trimmed(_ characters: Self? = nil, left: Bool = true, right: Bool = true) -> Self {
        let set = characters.map { Set($0.units.map(Self.scalar)) }
        func goes(_ unit: UInt32) -> Bool {
            let scalar = Self.scalar(unit)
            return set?.contains(scalar) ?? (scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value))
        }
        var rest = units[...]
        if left { rest = rest.drop(while: goes) }
        if right { while let last = rest.last, goes(last) { rest.removeLast() } }
        return Self(units: rest)
    }

    /// The text with every occurrence replaced, or the first few.
    func replacing(_ old: Self, with new: Self, limit: Int = .max) -> Self {
        var result: [UInt32] = []
        var place = 0
        var done = 0
        while place < count {
            if !old.isEmpty, done < limit, matches(old, at: place) {
                result += new.units
                place += old.count
                done += 1
            } else {
                result.append(units[place])
                place += 1
            }
        }
        return Self(units: result)
    }

    /// The parts between a separator; nil separates at runs of spaces.
    func split(_ separator: Self?, limit: Int = .max) -> [Self] {
        var parts: [Self] = []
        guard let separator, !separator.isEmpty else {
            var rest = trimmed(right: false)
            while !rest.isEmpty {
                let end =
                    parts.count < limit
                    ? rest.units.firstIndex { Self.scalar($0).properties.isWhitespace } ?? rest.count : rest.count
                parts.append(Self(units: rest.units[..<end]))
                rest = Self(units: rest.units[end...]).trimmed(right: false)
            }
            return parts
        }
        var start = 0
        while parts.count < limit, let place = firstIndex(of: separator, from: start) {
            parts.append(Self(units: units[start..<place]))
            start = place + separator.count
        }
        return parts + [Self(units: units[start...])]
    }

    /// The text with every code point changed.
    func mapped(_ change: (Unicode.Scalar) -> String) -> Self {
        Self(
            units: units.flatMap { unit in
                change(Self.scalar(unit)).unicodeScalars.map { $0.value | unit & Self.contentBit }
            })
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
            defer { isStart = onlyFirst ? false : !scalar.properties.isAlphabetic }
            return isStart ? scalar.properties.titlecaseMapping : scalar.properties.lowercaseMapping
        }
    }
}
