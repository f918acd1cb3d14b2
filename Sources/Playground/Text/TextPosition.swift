/// A place between two graphemes of a text.
public struct TextPosition: Hashable, Sendable, Comparable {
    /// Which line (paragraph; wrapping is the screen's business), from 0.
    public var line: Int
    /// How many graphemes of the line stand before it.
    public var column: Int

    /// Makes a position.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Before the first grapheme.
    public static let start = TextPosition(line: 0, column: 0)

    /// Reading order.
    public static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A way to move through a text without knowing how it is wrapped.
public enum TextMotion: Hashable, Sendable, CaseIterable {
    /// One grapheme to the left; at the start of a line to the end of the one before.
    case backward
    /// One grapheme to the right.
    case forward
    /// To the start of the word.
    case wordBackward
    /// To the end of the word.
    case wordForward
    /// To the start of the line.
    case lineStart
    /// To the end of the line.
    case lineEnd
    /// To the start of the text.
    case documentStart
    /// To the end of the text.
    case documentEnd
}
