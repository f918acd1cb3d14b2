/// Breaks paragraphs into visual lines: after spaces and beside wide glyphs, inside a word only when it is alone on its line.
///
/// Spaces at the end of a line may hang over the edge; they never start a line of their own.
struct LineBreaker {
    let width: Int
    private(set) var lines: [VisualLine] = []

    private static let space = UInt8(ascii: " ")

    init(width: Int) {
        self.width = max(1, width)
    }

    /// Takes over lines that are known already.
    mutating func append(_ ready: some Sequence<VisualLine>) {
        lines.append(contentsOf: ready)
    }

    /// Breaks all paragraphs of a piece of text that starts and ends at paragraph ends; always gives at least one line.
    mutating func breakParagraphs(of text: String, bytes: UnsafeBufferPointer<UInt8>, range: Range<Int>) {
        var start = range.lowerBound
        while true {
            var end = start
            var isASCII = true
            while end < range.upperBound, bytes[end] != UInt8(ascii: "\n") {
                // Tabs and other controls take the careful way, like everything that is not ASCII.
                if bytes[end] < 0x20 || bytes[end] >= 0x7F { isASCII = false }
                end += 1
            }
            if isASCII {
                breakASCII(bytes, start..<end)
            } else {
                breakGraphemes(of: text, bytes: bytes, start..<end)
            }
            guard end < range.upperBound else { return }
            start = end + 1
        }
    }

    /// One paragraph where a byte is a column: looks only at the places where lines end.
    private mutating func breakASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        while range.upperBound - start > width {
            var end = start + width
            while end >= start, bytes[end] != Self.space { end -= 1 }
            if end < start {
                end = start + width
            } else {
                while end < range.upperBound, bytes[end] == Self.space { end += 1 }
                if end == range.upperBound { break }
            }
            lines.append(VisualLine(range: start..<end, columns: min(width, end - start), endsParagraph: false))
            start = end
        }
        let columns = min(width, range.upperBound - start)
        lines.append(VisualLine(range: start..<range.upperBound, columns: columns, endsParagraph: true))
    }

    /// One paragraph of any text, grapheme by grapheme.
    private mutating func breakGraphemes(of text: String, bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        var columns = 0
        // The last place on this line where the next one could start, and the columns up to there.
        var opportunity = (offset: start, columns: 0)
        var offset = start
        while offset < range.upperBound {
            let step = GraphemeStep(of: text, bytes: bytes, at: offset, end: range.upperBound)
            let taken = step.isTab ? TabStop.width(at: columns) : step.columns
            if step.isTab || step.isSpace {
                columns += taken
                opportunity = (offset + step.length, columns)
            } else {
                if taken > 1 { opportunity = (offset, columns) }
                if columns > 0, columns + taken > width {
                    if opportunity.offset == start { opportunity = (offset, columns) }
                    lines.append(
                        VisualLine(
                            range: start..<opportunity.offset, columns: min(width, opportunity.columns),
                            endsParagraph: false))
                    start = opportunity.offset
                    columns -= opportunity.columns
                }
                columns += taken
                if taken > 1 { opportunity = (offset + step.length, columns) }
                if opportunity.offset <= start { opportunity = (start, 0) }
            }
            offset += step.length
        }
        lines.append(
            VisualLine(range: start..<range.upperBound, columns: min(width, columns), endsParagraph: true))
    }
}
