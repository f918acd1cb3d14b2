import TextUI

/// Wrapped text in one style.
struct Paragraph {
    var text: String
    var style: Style

    /// How many rows it needs in so many columns.
    func rows(columns: Int) -> Int { WrappedText(text, width: columns).lines.count }

    /// Draws as many lines as fit.
    func draw(in rect: Rect, on canvas: inout Canvas) {
        guard !rect.isEmpty else { return }
        let wrapped = WrappedText(text, width: rect.columns)
        for (index, line) in wrapped.lines.prefix(rect.rows).enumerated() {
            canvas.write(String(wrapped.text(of: line)), at: rect.row(index).origin, style: style, within: rect)
        }
    }
}
