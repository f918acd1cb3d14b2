import Testing

@testable import TextUI

struct CanvasTests {
    private let red = Style(foreground: Color(0xFF0000))
    private let onBlue = Style(background: Color(0x0000FF))

    @Test func `text is clipped at both edges`() {
        var canvas = Canvas(size: Size(columns: 5, rows: 1))
        canvas.write("abcdefgh", at: Point(column: -2, row: 0), style: .plain)
        #expect(canvas.text == "cdefg")
        canvas.write("日本語", at: Point(column: -1, row: 0), style: .plain)
        #expect(canvas.text == "c本語")
    }

    @Test func `a wide glyph is not cut in half at the right edge`() {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        let end = canvas.write("abc日", at: .zero, style: .plain)
        #expect(canvas.text == "abc")
        #expect(end == 5)
    }

    @Test func `a wide glyph is a cell and its continuation`() {
        var canvas = Canvas(size: Size(columns: 3, rows: 1))
        canvas.write("日", at: .zero, style: red)
        #expect(canvas.cells.map(\.columns) == [2, 0, 1])
        #expect(canvas.cells[1].style == red)
    }

    @Test(arguments: [(0, "x 語"), (1, " x語"), (2, "日x"), (3, "日 x")])
    func `overwriting half of a wide glyph blanks the other half`(column: Int, shown: String) {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        canvas.write("日語", at: .zero, style: .plain)
        canvas.write("x", at: Point(column: column, row: 0), style: .plain)
        #expect(canvas.text == shown)
    }

    @Test func `a wide glyph over two others leaves no halves`() {
        var canvas = Canvas(size: Size(columns: 6, rows: 1))
        canvas.write("日本語", at: .zero, style: .plain)
        canvas.write("字", at: Point(column: 1, row: 0), style: .plain)
        #expect(canvas.cells.map(\.columns) == [1, 2, 0, 1, 2, 0])
        #expect(canvas.text == " 字 語")
    }

    @Test func `a background that a style leaves open stays`() {
        var canvas = Canvas(size: Size(columns: 2, rows: 1), style: onBlue)
        canvas.write("a", at: .zero, style: red)
        #expect(canvas[.zero].style == Style(foreground: red.foreground, background: onBlue.background))
        canvas.write("b", at: .zero, style: .plain)
        #expect(canvas[.zero].style == onBlue)
        canvas.restyle(canvas.bounds, style: red.adding(.bold))
        #expect(
            canvas[.zero].style == Style(foreground: red.foreground, background: onBlue.background, attributes: .bold))
        #expect(canvas[.zero].glyph == Glyph("b"))
        canvas.fill(canvas.bounds, style: red)
        #expect(canvas[.zero] == Cell(.space, style: red))
    }

    @Test func `control characters are never drawn`() {
        var canvas = Canvas(size: Size(columns: 8, rows: 1))
        canvas.write("a\u{1B}[2Jb\u{7}\u{85}\n", at: .zero, style: .plain)
        #expect(canvas.text == "a[2Jb")
    }

    @Test func `a border needs no minimum size`() {
        for (size, drawn) in [
            (Size(columns: 4, rows: 3), "╭──╮\n│  │\n╰──╯"), (Size(columns: 2, rows: 2), "╭╮\n╰╯"),
            (Size(columns: 3, rows: 1), "───"), (Size(columns: 1, rows: 2), "│\n│"), (.zero, ""),
        ] {
            var canvas = Canvas(size: size)
            canvas.border(canvas.bounds, style: .plain)
            #expect(canvas.text == drawn)
        }
    }

    @Test func `the styles of a canvas can be read as a picture`() {
        var canvas = Canvas(size: Size(columns: 4, rows: 1))
        canvas.write("b", at: Point(column: 1, row: 0), style: red.adding(.bold))
        #expect(canvas.styleText == ".A..\nA #ff0000 on default bold")
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `no text breaks the grid`(seed: UInt64) {
        var random = SeededText(seed: seed)
        let size = Size(columns: random.number(below: 12), rows: random.number(below: 4))
        var canvas = Canvas(size: size)
        for _ in 0..<20 {
            let point = Point(column: random.number(below: 20) - 6, row: random.number(below: 6) - 1)
            let clip = Rect(column: random.number(below: 5), row: 0, columns: random.number(below: 9), rows: 3)
            let before = canvas
            let text = random.text(pieces: 8)
            let end = canvas.write(text, at: point, style: red, within: clip)
            #expect(end == point.column + text.columnWidth)
            canvas.expectSound()
            // Outside the clip only the halves of wide glyphs that were hit may change, into spaces.
            for row in 0..<size.rows {
                for column in 0..<size.columns where !clip.contains(Point(column: column, row: row)) {
                    let cell = canvas[Point(column: column, row: row)]
                    #expect(cell == before[Point(column: column, row: row)] || cell.glyph == .space)
                }
            }
        }
    }
}

extension Canvas {
    /// Checks that wide glyphs are whole and nothing is a control.
    func expectSound() {
        #expect(cells.count == size.columns * size.rows)
        for rowIndex in 0..<size.rows {
            let cells = Array(row(rowIndex))
            for (column, cell) in cells.enumerated() {
                if cell.columns == 2 { #expect(column + 1 < cells.count && cells[column + 1].isContinuation) }
                if cell.isContinuation { #expect(column > 0 && cells[column - 1].columns == 2) }
                #expect(
                    cell.glyph.base.value >= 0x20 && cell.glyph.base.room == .base(columns: cell.columns == 2 ? 2 : 1))
            }
        }
    }
}
