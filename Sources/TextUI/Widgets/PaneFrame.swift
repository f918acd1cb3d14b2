/// A pane's thin rounded border with its title at the left and its facts at the right of the top line.
///
/// ```
/// ╭─ User ───────────── 29 tokens ─╮
/// ```
/// When it gets narrow the last facts go first, then the first one shortens, and only then the title.
public struct PaneFrame: Widget, Hashable, Sendable {
    /// The pane's name.
    public var title: String
    /// What is worth knowing about what it shows, the most important first.
    public var facts: [String]
    /// Whether the pane has the focus: accent border, bold title.
    public var isFocused: Bool

    /// Makes a frame.
    public init(_ title: String = "", facts: [String] = [], isFocused: Bool = false) {
        self.title = title
        self.facts = facts
        self.isFocused = isFocused
    }

    /// What the frame leaves for the content: without the border, and without a column of air at both sides.
    public static func content(of rect: Rect) -> Rect {
        rect.inset(left: 2, top: 1, right: 2, bottom: 1)
    }

    /// Draws the border and the title line; the content stays as it is.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        canvas.border(rect, style: theme[isFocused ? .borderFocused : .border])
        // `╭─ ` and ` ─╮` stand around whatever is written.
        let room = rect.columns - 6
        guard room > 0, rect.rows > 1 else { return }
        let line = rect.row(0)
        let shownTitle = title.truncated(toColumns: room)
        if !shownTitle.isEmpty {
            canvas.write(
                " \(shownTitle) ", at: line.origin.moved(columns: 2), style: theme[isFocused ? .titleFocused : .title],
                within: line)
        }
        let shownFacts = fittingFacts(columns: room - (shownTitle.isEmpty ? 0 : shownTitle.columnWidth + 4))
        if !shownFacts.isEmpty {
            let column = line.right - 2 - shownFacts.columnWidth - 2
            canvas.write(
                " \(shownFacts) ", at: Point(column: column, row: line.top), style: theme[.facts], within: line)
        }
    }

    /// As many facts as fit, joined; the first one cut if even that does not.
    private func fittingFacts(columns: Int) -> String {
        for count in stride(from: facts.count, to: 0, by: -1) {
            let text = facts.prefix(count).joined(separator: " · ")
            if text.columnWidth <= columns { return text }
        }
        // Less than this of a fact says nothing.
        guard let first = facts.first, columns >= 8 else { return "" }
        return first.truncated(toColumns: columns)
    }
}
