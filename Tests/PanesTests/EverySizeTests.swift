import Panes
import Playground
import Testing
import TextUI

/// No size breaks the drawing, and no place breaks the mouse.
struct EverySizeTests {
    @Test(arguments: Picture.allCases)
    func `draws at every size`(picture: Picture) {
        var session = picture.session(Size(columns: 120, rows: 36), .spanish)
        for columns in [0, 1, 2, 39, 40, 47, 71, 72, 83, 109, 110, 131, 250] {
            for rows in [0, 1, 9, 10, 13, 14, 17, 18, 29, 30, 80] {
                session.size = Size(columns: columns, rows: rows)
                #expect(session.canvas().size == session.size)
            }
        }
    }

    @Test(arguments: Pane.allCases)
    func `draws every pane alone`(pane: Pane) {
        var session = Picture.overflow.session(Size(columns: 40, rows: 10), .english)
        session.perform(.focus(.pane(pane)))
        for (columns, rows) in [(40, 10), (41, 13), (71, 17), (40, 60), (250, 10), (39, 9)] {
            session.size = Size(columns: columns, rows: rows)
            #expect(session.canvas().size == session.size)
        }
    }

    @Test(arguments: [Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)])
    func `a press anywhere does something sound`(size: Size) {
        let start = Picture.tokenCursor.session(size, .english)
        for column in stride(from: 0, to: size.columns, by: 5) {
            for row in stride(from: 0, to: size.rows, by: 2) {
                var session = start
                session.click(column, row)
                session.send(.mouse(Mouse(.drag(.left), at: Point(column: size.columns - 1, row: 0))))
                #expect(session.state.focus == .parameters || session.state.settings == start.state.settings)
            }
        }
    }

    @Test func `under forty by ten a line says so`() {
        let session = Session(Size(columns: 39, rows: 10))
        #expect(session.screen.contains("mirilla needs 40×10"))
    }
}
