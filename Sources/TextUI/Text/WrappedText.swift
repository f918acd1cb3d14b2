/// A text broken into visual lines, with the way from an offset to its cell and back.
///
/// Offsets count UTF-8 bytes from the start of the text; those that a caller gives may lie anywhere and count as the
/// nearest place at or before them where a grapheme starts. There is always at least one line. Wrapping takes about a
/// millisecond for 400 KB of ASCII; `rewrapped` does only the paragraphs that changed.
public struct WrappedText: Hashable, Sendable {
    /// The text.
    public let text: String
    /// The columns that a line may take; at least 1.
    public let width: Int
    /// The lines, top to bottom.
    public let lines: [VisualLine]

    /// Wraps a text.
    public init(_ text: String, width: Int) {
        self.init(text, width: width, reusing: nil)
    }

    /// Wraps another version of the text, taking over the lines of all paragraphs before and after what changed.
    public func rewrapped(_ changed: String) -> WrappedText {
        changed == text ? self : WrappedText(changed, width: width, reusing: self)
    }

    private init(_ text: String, width: Int, reusing old: WrappedText?) {
        var text = text
        var breaker = LineBreaker(width: width)
        text.makeContiguousUTF8()
        let contiguous = text
        _ = contiguous.utf8.withContiguousStorageIfAvailable { bytes in
            let kept = old.map { Self.unchangedParagraphs($0, bytes) } ?? Unchanged()
            let middle = kept.prefixBytes..<bytes.count - kept.suffixBytes
            if let old { breaker.append(old.lines.prefix(kept.prefixLines)) }
            breaker.breakParagraphs(of: contiguous, bytes: bytes, range: middle)
            if let old, kept.suffixLines > 0 {
                let shift = bytes.count - old.text.utf8.count
                breaker.append(
                    old.lines.suffix(kept.suffixLines).lazy.map { line in
                        let range = line.range.lowerBound + shift..<line.range.upperBound + shift
                        return VisualLine(range: range, columns: line.columns, endsParagraph: line.endsParagraph)
                    })
            }
        }
        self.text = contiguous
        self.width = breaker.width
        lines = breaker.lines
    }

    /// How much at both ends of a text is the same as before, in whole paragraphs.
    private struct Unchanged {
        /// Up to and with the newline before the first changed paragraph.
        var prefixBytes = 0
        var prefixLines = 0
        /// From the newline after the last changed paragraph, which the wrapping of the middle does not see.
        var suffixBytes = 0
        var suffixLines = 0
    }

    private static func unchangedParagraphs(_ old: WrappedText, _ new: UnsafeBufferPointer<UInt8>) -> Unchanged {
        let newline = UInt8(ascii: "\n")
        return old.text.utf8.withContiguousStorageIfAvailable { before in
            var kept = Unchanged()
            let shorter = min(before.count, new.count)
            var same = 0
            while same < shorter, before[same] == new[same] {
                same += 1
                if before[same - 1] == newline { kept.prefixBytes = same }
            }
            var end = 0
            while end < shorter - kept.prefixBytes, before[before.count - 1 - end] == new[new.count - 1 - end] {
                end += 1
                if before[before.count - end] == newline { kept.suffixBytes = end }
            }
            kept.prefixLines = old.firstLine(startingAtOrAfter: kept.prefixBytes)
            if kept.suffixBytes > 0 {
                let start = before.count - kept.suffixBytes + 1
                kept.suffixLines = old.lines.count - old.firstLine(startingAtOrAfter: start)
            }
            return kept
        } ?? Unchanged()
    }

    private func firstLine(startingAtOrAfter offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension WrappedText {
    /// The line that an offset is on; where a line was broken inside a paragraph that is the lower one.
    public func line(at offset: Int) -> Int {
        max(0, firstLine(startingAtOrAfter: offset + 1) - 1)
    }

    /// The cell of an offset: row is the line, column never more than the width.
    public func position(of offset: Int) -> Point {
        let index = line(at: offset)
        var column = 0
        forEachGrapheme(on: lines[index]) { range, start, columns in
            guard range.upperBound <= offset else { return false }
            column = start + columns
            return true
        }
        return Point(column: min(column, width), row: index)
    }

    /// The offset of the grapheme at a cell; beyond the end of a line, its end.
    ///
    /// Rows outside count as the nearest line.
    public func offset(at point: Point) -> Int {
        let index = min(max(0, point.row), lines.count - 1)
        let line = lines[index]
        var found = line.range.upperBound
        var last = line.range.lowerBound
        var isFound = false
        forEachGrapheme(on: line) { range, start, columns in
            last = range.lowerBound
            guard start + columns > point.column else { return true }
            found = range.lowerBound
            isFound = true
            return false
        }
        // The end of a broken line is the start of the next one: stay on this line.
        return isFound || line.endsParagraph ? found : last
    }

    /// What stands on a line.
    public func text(of line: VisualLine) -> Substring {
        let start = text.utf8.index(text.startIndex, offsetBy: line.range.lowerBound)
        return text[start..<text.utf8.index(start, offsetBy: line.range.count)]
    }

    /// Walks over the graphemes of a line, with their UTF-8 range, first column and columns, until `false` comes back.
    func forEachGrapheme(on line: VisualLine, _ body: (Range<Int>, Int, Int) -> Bool) {
        _ = text.utf8.withContiguousStorageIfAvailable { bytes in
            var offset = line.range.lowerBound
            var column = 0
            while offset < line.range.upperBound {
                let step = GraphemeStep(of: text, bytes: bytes, at: offset, end: line.range.upperBound)
                let columns = step.isTab ? TabStop.width(at: column) : step.columns
                guard body(offset..<offset + step.length, column, columns) else { return }
                column += columns
                offset += step.length
            }
        }
    }
}
