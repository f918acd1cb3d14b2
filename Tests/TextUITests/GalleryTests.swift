import Testing

@testable import TextUI

struct GalleryTests {
    @Test(arguments: [(120, 36), (80, 24), (46, 18)])
    func `a screen looks like its picture`(columns: Int, rows: Int) throws {
        try expectSnapshot(draw("dark", columns, rows).text, named: "gallery-\(columns)x\(rows)")
    }

    @Test func `without colours density and attributes say it`() throws {
        let canvas = try draw("mono", 80, 24)
        try expectSnapshot(canvas.text + "\n\n" + canvas.styleText, named: "gallery-mono-80x24")
        #expect(canvas.cells.allSatisfy { $0.style.foreground == nil && $0.style.background == nil })
    }

    @Test(arguments: ["dark", "mono"]) func `no size breaks the drawing`(theme: String) throws {
        for columns in [0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 25, 39, 64] {
            for rows in [0, 1, 2, 3, 5, 9, 17, 25] { try draw(theme, columns, rows).expectSound() }
        }
    }

    private func draw(_ theme: String, _ columns: Int, _ rows: Int) throws -> Canvas {
        let theme = try #require(ThemeLibrary.builtIn.theme(named: theme))
        var canvas = Canvas(size: Size(columns: columns, rows: rows), style: theme[.background])
        Gallery().draw(in: canvas.bounds, on: &canvas, theme: theme)
        return canvas
    }
}
