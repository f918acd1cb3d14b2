import Generation
import Panes
import Playground
import Testing
import TextUI

/// The mouse hits what is seen.
struct MouseTests {
    /// Where a text stands on the screen.
    private func place(of text: String, in session: Session) throws -> Point {
        let canvas = session.canvas()
        for row in 0..<canvas.size.rows {
            let cells = Array(canvas.row(row))
            let wanted = Array(text)
            for column in 0..<max(0, cells.count - wanted.count + 1)
            where wanted.indices.allSatisfy({ cells[column + $0].glyph.string == String(wanted[$0]) }) {
                return Point(column: column, row: row)
            }
        }
        throw NotSeen(text: text)
    }

    private struct NotSeen: Error { let text: String }

    @Test(arguments: [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)])
    func `a click on a pane focuses it`(size: Size) throws {
        var session = Session(size)
        let title = try place(of: "Parameters", in: session)
        session.click(title.column, title.row)
        #expect(session.state.focus == .parameters)
    }

    @Test func `a click in a text puts the cursor there and a drag selects`() throws {
        var session = Session(user: "one two three")
        let word = try place(of: "two", in: session)
        session.click(word.column, word.row)
        #expect(session.state.user.cursor.column == 4)
        session.send(.mouse(Mouse(.drag(.left), at: word.moved(columns: 3))))
        #expect(session.state.user.selectedText == "two")
    }

    @Test func `a click on a slider turns it and a drag goes on even beside it`() throws {
        var session = Session()
        let knob = try place(of: "●──", in: session)
        let temperature = try place(of: "temperature", in: session)
        let end = try place(of: "context", in: session)
        session.click(temperature.column + 40, temperature.row)
        #expect(session.state.selectedKnob == .temperature && session.state.focus == .parameters)
        session.send(.mouse(Mouse(.drag(.left), at: Point(column: 119, row: end.row))))
        #expect(session.state.settings.sampling.temperature == 2)
        session.send(.mouse(Mouse(.drag(.left), at: Point(column: 0, row: knob.row))))
        #expect(session.state.settings.sampling.temperature == 0)
    }

    @Test func `a click on a token of the output explains it`() throws {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"))
        let token = try place(of: "dog", in: session)
        session.click(token.column, token.row)
        #expect(session.state.focus == .output)
        #expect(session.state.explainedStep?.text == " dog")
    }

    @Test func `a click on a cell of the map chooses the head`() throws {
        var session = Session(user: "She saw a ball")
        let row = try place(of: "L3", in: session)
        session.click(row.column + 4 + 4 * 2 + 1, row.row)
        #expect(session.state.attention.layer == 2 && session.state.attention.head == 2)
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)])
    func `a click on a tab brings its pane to the front`(size: Size) throws {
        var session = Session(size)
        let tab = try place(of: size.columns == 80 ? "Attention" : "Att", in: session)
        session.click(tab.column, tab.row)
        #expect(session.state.focus == .attention)
    }

    @Test func `the wheel scrolls the output`() throws {
        var session = Session(
            Size(columns: 40, rows: 10), user: "x", answer: String(repeating: " word", count: 200))
        session.perform(.parameter(.set(.maxNewTokens, 200)))
        session.press(.control("r"))
        session.perform(.focus(.pane(.output)))
        let end = session.screen
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: -1), at: Point(column: 5, row: 5))))
        #expect(session.screen != end)
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: 1), at: Point(column: 5, row: 5))))
        #expect(session.screen == end)
    }
}
