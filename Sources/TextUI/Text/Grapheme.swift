/// A grapheme reduced to what a terminal can be trusted with.
///
/// Terminals, C libraries and ncurses disagree about emoji with modifiers, joined emoji, flags and variation
/// selectors. So a cluster becomes its base and combining marks: joiners, selectors, skin tones, whatever is joined to an
/// emoji and the second letter of a flag go. What is left of some scripts are several glyphs side by side.
struct Grapheme {
    /// The glyph, with its columns; `nil` for what is not drawn, such as controls.
    private(set) var first: (glyph: Glyph, columns: Int)?
    /// Further glyphs to the right of it; seldom any.
    private(set) var rest: [(glyph: Glyph, columns: Int)] = []

    /// How many columns all glyphs take.
    var columns: Int {
        guard let first else { return 0 }
        return rest.isEmpty ? first.columns : rest.reduce(first.columns) { $0 + $1.columns }
    }

    init(_ character: Character) {
        var joined = false
        for scalar in character.unicodeScalars {
            if scalar == "\u{200D}" {
                joined = true
                continue
            }
            switch scalar.room {
            case .ignored:
                break
            case .mark:
                if first == nil { append(" ", columns: 1) }
                addMark(scalar)
            case .base(let columns):
                defer { joined = false }
                if first != nil {
                    let joinedEmoji = joined && scalar.properties.isEmoji
                    guard !joinedEmoji, !scalar.isSkinTone, !scalar.isFlagLetter else { continue }
                }
                append(scalar, columns: columns)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, columns: Int) {
        let glyph = Glyph(scalar)
        if first == nil { first = (glyph, columns) } else { rest.append((glyph, columns)) }
    }

    private mutating func addMark(_ scalar: Unicode.Scalar) {
        if rest.isEmpty { first?.glyph.add(mark: scalar) } else { rest[rest.count - 1].glyph.add(mark: scalar) }
    }
}
