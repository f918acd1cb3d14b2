import Playground
import TextUI

/// An editor's text as it is wrapped on the screen, with the way between positions and cells.
struct EditorFlow {
    private let buffer: TextBuffer
    let wrapped: WrappedText

    /// Wraps a buffer's text for a room.
    init(_ buffer: TextBuffer, in room: Rect) {
        self.buffer = buffer
        wrapped = WrappedText(buffer.text, width: EditorView.wrapColumns(for: room))
    }

    /// How many lines there are.
    var lineCount: Int { wrapped.lines.count }

    /// The cursor's offset.
    var cursor: Int { buffer.utf8Offset(of: buffer.cursor) }

    /// The line and column at which a position is seen.
    func cell(of position: TextPosition) -> Point { wrapped.position(of: buffer.utf8Offset(of: position)) }

    /// The position at a line and column; the nearest one beside the text.
    func position(at cell: Point) -> TextPosition {
        if cell.row < 0 { return .start }
        return position(ofOffset: wrapped.offset(at: Point(column: max(0, cell.column), row: cell.row)))
    }

    /// The position so many visual lines below (above, if negative) the cursor; the ends of the text beyond them.
    func position(linesBelowCursor count: Int) -> TextPosition {
        let cell = cell(of: buffer.cursor)
        let row = cell.row + count
        if row < 0 { return .start }
        if row >= lineCount { return buffer.end }
        return position(at: Point(column: cell.column, row: row))
    }

    /// The offsets that are selected.
    var selection: Range<Int>? {
        buffer.selection.map { buffer.utf8Offset(of: $0.lowerBound)..<buffer.utf8Offset(of: $0.upperBound) }
    }

    private func position(ofOffset wanted: Int) -> TextPosition {
        var offset = 0
        for (index, line) in buffer.lines.enumerated() {
            let length = line.reduce(0) { $0 + $1.utf8.count }
            guard wanted > offset + length else {
                var column = 0
                while column < line.count, offset < wanted {
                    offset += line[column].utf8.count
                    column += 1
                }
                return TextPosition(line: index, column: column)
            }
            offset += length + 1
        }
        return buffer.end
    }
}
