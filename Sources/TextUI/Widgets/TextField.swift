/// One line of text that someone edits; it scrolls sideways so that the cursor stays in sight.
public struct TextField: Widget, Hashable, Sendable {
    /// The text.
    public var text: String
    /// Where the cursor stands, as a UTF-8 offset; `nil` without the focus.
    public var cursor: Int?
    /// What stands there while there is no text.
    public var placeholder: String
    /// What stands before the text, such as `>`.
    public var prompt: String

    /// Makes a text field.
    public init(_ text: String, cursor: Int? = nil, placeholder: String = "", prompt: String = "") {
        self.text = text
        self.cursor = cursor
        self.placeholder = placeholder
        self.prompt = prompt
    }

    /// Draws the prompt, the text around the cursor, and the cursor.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        canvas.write(prompt, in: row, style: theme[.accent])
        let field = row.inset(left: prompt.isEmpty ? 0 : prompt.columnWidth + 1)
        guard !field.isEmpty else { return }
        if text.isEmpty { canvas.write(placeholder, in: field, style: theme[.placeholder]) }
        let column = cursor.map { columns(before: $0) } ?? 0
        let hidden = max(0, column - (field.columns - 1))
        canvas.write(text, at: field.origin.moved(columns: -hidden), style: theme[.text], within: field)
        guard cursor != nil else { return }
        let point = field.origin.moved(columns: column - hidden)
        let width = max(1, Int(canvas[point].columns))
        canvas.restyle(
            Rect(origin: point, size: Size(columns: width, rows: 1)).intersection(field), style: theme[.cursor])
    }

    /// The columns of everything before an offset.
    private func columns(before offset: Int) -> Int {
        var (columns, passed) = (0, 0)
        for character in text {
            passed += character.utf8.count
            guard passed <= offset else { break }
            columns += character == "\t" ? TabStop.width(at: columns) : character.columnWidth
        }
        return columns
    }
}
