extension Canvas {
    /// The glyphs as lines of text, without the spaces at their ends; what tests compare and `cat` can show.
    public var text: String {
        lines.joined(separator: "\n")
    }

    /// The glyphs, one string per row, without the spaces at the ends.
    public var lines: [String] {
        (0..<size.rows).map { index in
            var line = ""
            for cell in row(index) where !cell.isContinuation { line += cell.glyph.string }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// A picture of the styles, as large as the text: one letter per cell, and what each letter stands for below.
    ///
    /// `.` is the canvas's most frequent style; the others are lettered in the order in which they appear.
    public var styleText: String {
        var counts: [Style: Int] = [:]
        for cell in cells { counts[cell.style, default: 0] += 1 }
        let common = cells.map(\.style).max { (counts[$0] ?? 0) < (counts[$1] ?? 0) }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        var legend: [(letter: Character, style: Style)] = []
        var names: [Style: Character] = [:]
        if let common { names[common] = "." }
        let picture = (0..<size.rows).map { index in
            String(
                row(index).map { cell in
                    if let name = names[cell.style] { return name }
                    let name = legend.count < letters.count ? letters[legend.count] : "?"
                    names[cell.style] = name
                    legend.append((name, cell.style))
                    return name
                })
        }
        return (picture + legend.map { "\($0.letter) \($0.style)" }).joined(separator: "\n")
    }
}

extension Style: CustomStringConvertible {
    /// `#c9d1e0 on #0e1016 bold`.
    public var description: String {
        let names: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
        ]
        let colors = "\(foreground?.description ?? "default") on \(background?.description ?? "default")"
        return ([colors] + names.filter { attributes.contains($0.0) }.map(\.1)).joined(separator: " ")
    }
}
