extension Canvas {
    /// The picture as text with the colours that a terminal is told: `cat` shows it again.
    ///
    /// Red, green and blue stay exact, the terminal's own sixteen colours stay the terminal's own.
    public var ansiText: String {
        var text = ""
        for row in 0..<size.rows {
            var last: Style?
            for cell in self.row(row) where !cell.isContinuation {
                if cell.style != last {
                    text += cell.style.ansiSequence
                    last = cell.style
                }
                text += cell.glyph.string
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }
}

extension Style {
    /// The sequence that switches a terminal to this style, whatever it had before.
    fileprivate var ansiSequence: String {
        let names: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        let codes =
            ["0"] + names.filter { attributes.contains($0.0) }.map(\.1)
            + [foreground?.ansiCode(base: 30), background?.ansiCode(base: 40)].compactMap(\.self)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}

extension Color {
    /// The code of a colour; `base` is 30 for the glyph, 40 for what is behind it.
    fileprivate func ansiCode(base: Int) -> String {
        guard let index = paletteIndex.map(Int.init) else {
            let (red, green, blue) = components
            return "\(base + 8);2;\(red);\(green);\(blue)"
        }
        if index < 8 { return "\(base + index)" }
        return index < 16 ? "\(base + 60 + index - 8)" : "\(base + 8);5;\(index)"
    }
}
