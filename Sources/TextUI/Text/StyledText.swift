/// A text whose parts have styles of their own, such as the tokens of an output.
///
/// Parts keep their numbers: part 7 is the seventh piece appended, even where a piece is empty or ends inside a grapheme.
public struct StyledText: Hashable, Sendable {
    /// One piece of the text.
    public struct Part: Hashable, Sendable {
        /// The UTF-8 offsets of the piece.
        public var range: Range<Int>
        /// How it looks.
        public var style: Style
    }

    /// The whole text.
    public private(set) var text: String
    /// The pieces, in order, without gaps.
    public private(set) var parts: [Part]

    /// Makes an empty text.
    public init() {
        text = ""
        parts = []
    }

    /// Makes a text in one style.
    public init(_ text: String, style: Style) {
        self.init()
        append(text, style: style)
    }

    /// Adds a piece at the end.
    public mutating func append(_ piece: String, style: Style) {
        let start = text.utf8.count
        text += piece
        parts.append(Part(range: start..<text.utf8.count, style: style))
    }

    /// Changes the style of one piece.
    public mutating func setStyle(_ style: Style, ofPart index: Int) {
        guard parts.indices.contains(index) else { return }
        parts[index].style = style
    }

    /// The number of the piece at an offset; `nil` outside the text.
    public func part(at offset: Int) -> Int? {
        guard offset >= 0 else { return nil }
        var low = 0
        var high = parts.count
        while low < high {
            let middle = (low + high) / 2
            if parts[middle].range.upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < parts.count ? low : nil
    }
}
