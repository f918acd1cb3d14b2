/// A text being edited: lines of graphemes, a cursor, a selection, and what can be undone.
///
/// ```swift
/// var buffer = TextBuffer("¿Qué hace?")
/// buffer.move(.documentEnd)
/// buffer.insert(" 👋🏽")
/// buffer.text            // "¿Qué hace? 👋🏽"
/// ```
/// Lines are arrays of graphemes, and the whole text is kept beside them as a string: a key press changes its place in both,
/// whatever their length, and reading the text costs nothing. There is always at least one line. Line ends of any kind become
/// line breaks between lines and are written as `\n`.
public struct TextBuffer: Hashable, Sendable {
    /// The lines, without their line ends.
    public internal(set) var lines: [[Character]]
    /// The whole text.
    public internal(set) var text: String
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
        self.text = Self.text(of: lines)
        cursor = TextPosition(line: lines.count - 1, column: lines[lines.count - 1].count)
    }

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
    public func text(in range: Range<TextPosition>) -> String { String(text[indices(range)]) }

    /// How many UTF-8 bytes of the text stand before a position.
    public func utf8Offset(of position: TextPosition) -> Int {
        var offset = 0
        for line in lines[..<position.line] { offset += line.reduce(1) { $0 + $1.utf8.count } }
        return lines[position.line][..<position.column].reduce(offset) { $0 + $1.utf8.count }
    }

    /// The place of a range in the text.
    func indices(_ range: Range<TextPosition>) -> Range<String.Index> {
        let start = text.utf8.index(text.startIndex, offsetBy: utf8Offset(of: range.lowerBound))
        guard !range.isEmpty else { return start..<start }
        return start..<text.utf8.index(text.startIndex, offsetBy: utf8Offset(of: range.upperBound))
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

    /// Writes lines as one text.
    static func text(of lines: [[Character]]) -> String {
        var text = ""
        for (index, line) in lines.enumerated() {
            if index > 0 { text.append("\n") }
            for character in line { text.append(character) }
        }
        return text
    }
}
