/// A text being edited: lines of graphemes, a cursor, a selection, and what can be undone.
///
/// ```swift
/// var buffer = TextBuffer("¿Qué hace?")
/// buffer.move(.documentEnd)
/// buffer.insert(" 👋🏽")
/// buffer.text            // "¿Qué hace? 👋🏽"
/// ```
/// Lines are arrays of graphemes, so a key press costs at most its line, whatever the length of the text. There is always at
/// least one line. Line ends of any kind become line breaks between lines and are written as `\n`.
public struct TextBuffer: Hashable, Sendable {
    /// The lines, without their line ends.
    public internal(set) var lines: [[Character]]
    /// Where the next grapheme goes.
    public internal(set) var cursor: TextPosition
    /// Where the selection began, if there is one.
    var anchor: TextPosition?
    /// Counts the changes of the text (not of the cursor), so that a layout can be kept until it is stale.
    public internal(set) var revision = 0
    var history = EditHistory()

    /// Makes a buffer with the cursor at the end and nothing to undo.
    public init(_ text: String = "") {
        lines = Self.lines(of: text)
        cursor = TextPosition(line: lines.count - 1, column: lines[lines.count - 1].count)
    }

    /// The whole text; costs its length.
    public var text: String { text(in: TextPosition.start..<end) }

    /// Whether there is no text.
    public var isEmpty: Bool { lines.count == 1 && lines[0].isEmpty }

    /// Behind the last grapheme.
    public var end: TextPosition {
        TextPosition(line: lines.count - 1, column: lines[lines.count - 1].count)
    }

    /// Whether there is a change to take back.
    public var canUndo: Bool { !history.done.isEmpty }

    /// Whether there is a change to do again.
    public var canRedo: Bool { !history.undone.isEmpty }

    /// What is selected, or nil.
    public var selection: Range<TextPosition>? {
        guard let anchor, anchor != cursor else { return nil }
        return min(anchor, cursor)..<max(anchor, cursor)
    }

    /// The selected text, or nil.
    public var selectedText: String? { selection.map { text(in: $0) } }

    /// The text between two positions.
    public func text(in range: Range<TextPosition>) -> String {
        let (first, last) = (range.lowerBound, range.upperBound)
        guard first.line < last.line else { return String(lines[first.line][first.column..<last.column]) }
        var text = String(lines[first.line][first.column...])
        for line in lines[(first.line + 1)..<last.line] {
            text += "\n"
            text.append(contentsOf: line)
        }
        text += "\n"
        text.append(contentsOf: lines[last.line][..<last.column])
        return text
    }

    /// The nearest position that exists.
    public func clamped(_ position: TextPosition) -> TextPosition {
        guard position.line >= 0 else { return .start }
        guard position.line < lines.count else { return end }
        return TextPosition(line: position.line, column: min(max(0, position.column), lines[position.line].count))
    }

    /// Cuts text into lines; `\r\n`, `\r`, U+0085, U+2028 and U+2029 count as line ends like `\n`.
    static func lines(of text: String) -> [[Character]] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(Array.init)
    }
}
