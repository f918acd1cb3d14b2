import TextUI

/// One line of typed text with the cursor at its end; a long text shows its end.
struct InputField {
    let text: String
    let placeholder: String

    /// Draws the field.
    func draw(in line: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !line.isEmpty else { return }
        canvas.write("›", at: line.origin, style: theme[.accent], within: line)
        let room = line.inset(left: 2)
        var shown = Substring(text)
        while String(shown).columnWidth > room.columns - 1, !shown.isEmpty { shown = shown.dropFirst() }
        let end = canvas.write(String(shown), at: room.origin, style: theme[.strong], within: room)
        if text.isEmpty { canvas.write(placeholder, in: room.inset(left: 2), style: theme[.placeholder]) }
        let cursor = Rect(column: end, row: room.top, columns: 1, rows: 1).intersection(room)
        canvas.restyle(cursor, style: theme[.cursor])
    }
}
