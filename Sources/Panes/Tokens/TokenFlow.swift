import TextUI

/// Tokens as running text in a room: words stay whole on their line even when several tokens make them.
struct TokenFlow {
    private(set) var styled = StyledText()
    let wrapped: WrappedText

    /// Lays out pieces of text, one for each token; what would move the cursor is made visible.
    ///
    /// - Parameter lead: pieces in front that are no tokens.
    init(
        _ pieces: [(text: String, style: Style)], after lead: [(text: String, style: Style)] = [], in room: Rect
    ) {
        for piece in lead { styled.append(TokenText.flowing(piece.text, marksLineEnds: false), style: piece.style) }
        for piece in pieces { styled.append(TokenText.flowing(piece.text), style: piece.style) }
        wrapped = WrappedText(styled.text, width: StyledTextView.wrapColumns(for: room))
    }

    /// How many lines there are.
    var lineCount: Int { wrapped.lines.count }

    /// The line on which a token begins; the last line for one that does not exist.
    func line(of token: Int) -> Int {
        guard styled.parts.indices.contains(token) else { return max(0, lineCount - 1) }
        return wrapped.line(at: styled.parts[token].range.lowerBound)
    }

    /// The column at which a token begins on its line.
    func column(of token: Int) -> Int {
        guard styled.parts.indices.contains(token) else { return 0 }
        return wrapped.position(of: styled.parts[token].range.lowerBound).column
    }

    /// The token nearest to a line and column, or nil if there is none.
    func token(line: Int, column: Int) -> Int? {
        guard !styled.parts.isEmpty else { return nil }
        let offset = wrapped.offset(at: Point(column: max(0, column), row: line))
        return styled.part(at: offset) ?? styled.parts.indices.last
    }

    /// The first line to show in a room so that `line` is seen, with as little movement as possible from the top.
    func firstLine(showing line: Int, rows: Int) -> Int {
        min(max(0, lineCount - rows), max(0, line - rows * 2 / 3))
    }

    /// Draws the lines from `first` on.
    func draw(in rect: Rect, from first: Int, on canvas: inout Canvas, theme: Theme) {
        StyledTextView(styled, wrapped: wrapped, first: first).draw(in: rect, on: &canvas, theme: theme)
    }
}
