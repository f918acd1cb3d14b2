/// One line on the screen of a text that was wrapped.
public struct VisualLine: Hashable, Sendable {
    /// The UTF-8 offsets of what stands on it, with the spaces at which it was broken, without the newline.
    public var range: Range<Int>
    /// How many columns that takes; spaces beyond the width do not count.
    public var columns: Int
    /// Whether a newline or the end of the text follows, rather than more of the same paragraph.
    public var endsParagraph: Bool

    /// Makes a line.
    public init(range: Range<Int>, columns: Int, endsParagraph: Bool) {
        self.range = range
        self.columns = columns
        self.endsParagraph = endsParagraph
    }
}
