import TextUI

extension Canvas {
    /// The picture as a terminal would be told it: for looking at, not for comparing.
    var ansi: String {
        var text = ""
        for row in 0..<size.rows {
            var last: Style?
            for cell in self.row(row) where !cell.isContinuation {
                if cell.style != last {
                    text += cell.style.ansi
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
    fileprivate var ansi: String {
        var codes = ["0"]
        let attributes: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        codes += attributes.filter { self.attributes.contains($0.0) }.map(\.1)
        if let (red, green, blue) = foreground?.components { codes.append("38;2;\(red);\(green);\(blue)") }
        if let (red, green, blue) = background?.components { codes.append("48;2;\(red);\(green);\(blue)") }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }
}
