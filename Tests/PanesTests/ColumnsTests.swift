import Generation
import Panes
import Playground
import Testing
import TextUI

/// Keys, mouse and pictures of the compare and sweep screens.
struct ColumnsTests {
    private let size = Size(columns: 120, rows: 36)

    /// The first cell of a text on the screen.
    private func place(of text: String, in session: Session) throws -> Point {
        let lines = session.canvas().lines
        for (row, line) in lines.enumerated() {
            guard let range = line.firstRange(of: text) else { continue }
            return Point(column: String(line[..<range.lowerBound]).columnWidth, row: row)
        }
        throw Failure(.notFound, "not on the screen", at: text)
    }

    // MARK: Compare

    @Test func `F3 opens the columns and F3 or Escape leaves them`() {
        var session = Session(size, user: "She saw a ball")
        session.press(.function(3))
        #expect(session.state.screen == .compare)
        #expect(session.screen.contains("1 nano") && session.screen.contains("2 nano"))
        session.press(.function(3))
        #expect(session.state.screen == .playground)
        session.press(.function(3), Key(.escape))
        #expect(session.state.screen == .playground)
    }

    @Test func `the place where texts part is marked in each column and named at the top`() throws {
        var session = Session(size, user: "She saw a ball")
        session.answers = [" in the grass.", " in the street."]
        session.press(.function(3), .control("r"))
        #expect(session.screen.contains("the texts part at token 3"))
        for word in ["grass", "street"] {
            let point = try place(of: word, in: session)
            #expect(session.canvas()[point].style.attributes.contains(.underline))
        }
        // The distributions below are those of that token, and one column's lies apart from the other's.
        #expect(session.screen.contains("token 3 · where the texts part"))
        #expect(session.screen.contains("KL 0.50 bits"))
    }

    @Test func `the arrows look at one token in all columns`() throws {
        var session = Session(size, user: "She saw a ball")
        session.answers = [" in the grass.", " in the street."]
        session.press(.function(3), .control("r"), Key(.home), Key(.down))
        #expect(session.state.compare.position == 1)
        #expect(session.screen.contains("─ token 2 ─"))
        session.press(.character("."))
        #expect(session.state.compare.position == nil)
    }

    @Test func `d marks the words that differ from the baseline`() throws {
        var session = Session(size, user: "She saw a ball")
        session.answers = [" in the grass now", " in the street now"]
        session.press(.function(3), .control("r"), .character("d"))
        #expect(session.screen.contains("−grass street now"))
        session.press(.character("d"))
        #expect(!session.screen.contains("−grass"))
    }

    @Test func `a click chooses a column and looks at the token there`() throws {
        var session = Session(size, user: "She saw a ball")
        session.answers = [" in the grass.", " in the street."]
        session.press(.function(3), .control("r"))
        let word = try place(of: "street", in: session)
        session.click(word.column, word.row)
        #expect(session.state.compare.chosen == 1)
        #expect(session.state.compare.position == 2)
        let prompt = try place(of: "saw", in: session)
        session.click(prompt.column, prompt.row)
        #expect(session.state.isPromptFocused)
        session.type("X")
        #expect(session.state.user.text == "She Xsaw a ball")
        session.click(word.column, word.row)
        #expect(!session.state.isPromptFocused)
    }

    @Test func `plain letters are text while the prompt is written, and keys again after Escape`() {
        var session = Session(size, user: "She")
        session.press(.function(3), .character("p"))
        session.type(" ran")
        #expect(session.state.user.text == "She ran")
        session.press(Key(.escape), .character("n"))
        #expect(session.state.compare.columns.count == 3)
        #expect(session.state.user.text == "She ran")
    }

    @Test func `a hosted column says that text leaves this machine`() {
        let session = Picture.compare.session(size, .english)
        #expect(session.screen.contains("gpt ↗"))
        #expect(session.screen.contains("↗ text leaves this machine"))
        #expect(session.screen.contains("User ↗"))
        // What it does not disclose is said, not guessed.
        #expect(session.screen.contains("This model discloses no"))
    }

    @Test func `more columns than fit scroll with the chosen one`() {
        var session = Picture.compareMany.session(size, .english)
        let count = session.state.compare.columns.count
        #expect(count == 8)
        for index in 0..<count {
            session.perform(.compare(.select(index)))
            #expect(session.screen.contains("\(index + 1) "))
            #expect(session.canvas().lines.contains { $0.contains("─ \(index + 1) ") })
        }
        #expect(session.screen.contains("columns 5–8 of 8"))
    }

    @Test func `a number is typed into the knob in hand`() {
        var session = Session(size, user: "She")
        session.press(.function(3), .character("0"), .character("."), .character("3"))
        #expect(session.screen.contains("temp 0.3▏"))
        session.press(Key(.enter), .character("k"))
        #expect(session.state.compare.columns[0].settings.sampling.temperature == 0.3)
        #expect(session.screen.contains("▸max_new"))
    }

    @Test func `wide glyphs and resizing while columns write break nothing`() {
        var session = Picture.compareStreaming.session(size, .spanish)
        #expect(session.state.compare.isActive)
        for columns in stride(from: 200, through: 40, by: -7) {
            session.send(.resize(Size(columns: columns, rows: 10 + columns % 30)))
            let canvas = session.canvas()
            #expect(canvas.size.columns == columns)
            #expect(canvas.lines.allSatisfy { $0.columnWidth <= columns })
        }
    }

    // MARK: Sweep

    @Test func `F5 shows what would be asked, and ^R fills the grid`() {
        var session = Session(size, user: "She saw a ball")
        session.answers = [" a.", " a.", " b."]
        session.press(.function(5))
        #expect(session.screen.contains("asks the prompt at each of these values"))
        session.press(.control("r"))
        #expect(session.state.sweep.sweep?.isActive == false)
        #expect(session.screen.contains("20 of 20 samples"))
        #expect(session.screen.contains("A a.") && session.screen.contains("B b."))
        // Two texts in the whole grid, whatever their places.
        #expect(session.screen.contains("2 distinct"))
    }

    @Test func `the curves have the figures of the rows at their ends`() throws {
        let session = Picture.sweep.session(size, .english)
        let sweep = try #require(session.state.sweep.sweep)
        let entropies = sweep.rows.compactMap(\.figures.meanEntropyBits)
        #expect(entropies.count == 5)
        let highest = try #require(entropies.max())
        let written = String((highest * 100).rounded() / 100)
        #expect(session.canvas().lines.contains { $0.contains("\(written)│") })
        #expect(session.screen.contains("●"))
    }

    @Test func `a context that cuts the prompt says how much, and shows it in the prompt and beside the text`() throws {
        var session = Picture.sweepContext.session(Size(columns: 160, rows: 40), .english)
        session.perform(.sweep(.select(SweepDisplay.Cell(row: 0, sample: 0))))
        let row = try #require(session.state.sweep.sweep?.rows.first)
        #expect(!row.droppedTokens.isEmpty)
        #expect(session.screen.contains("\(row.droppedTokens.count) outside"))
        #expect(session.screen.contains("not seen: “"))
        let first = try place(of: "Once", in: session)
        #expect(session.canvas()[first].style == Theme.dark[.disabled].over(Theme.dark[.background]))
    }

    @Test func `arrows and clicks choose a cell, and Enter or a second click opens it as a run`() throws {
        var session = Picture.sweep.session(size, .english)
        session.perform(.sweep(.select(SweepDisplay.Cell(row: 0, sample: 0))))
        session.press(Key(.down), Key(.right))
        #expect(session.state.sweep.selection == SweepDisplay.Cell(row: 1, sample: 1))
        let text = try place(of: "and a 猫", in: session)
        session.click(text.column, text.row)
        #expect(session.state.sweep.selection == SweepDisplay.Cell(row: 0, sample: 3))
        session.click(text.column, text.row)
        #expect(session.state.screen == .playground)
        #expect(session.state.run?.text == " and a 猫.")
    }

    @Test func `values are typed in a field`() {
        var session = Session(size, user: "She")
        session.press(.function(5), .character("v"))
        #expect(session.screen.contains("0 0.5 1 1.5 2"))
        for _ in 0..<20 { session.press(Key(.backspace)) }
        session.type("0.1 0.9")
        session.press(Key(.enter))
        #expect(session.state.sweepValues == [0.1, 0.9])
    }

    // MARK: Context

    @Test func `^G shows how much of the prompt would fit into the course's models and today's`() {
        let session = Picture.contextWindows.session(size, .english)
        let lines = session.canvas().lines
        #expect(lines.contains { $0.contains("GPT-2") && $0.contains("1,024") })
        #expect(lines.contains { $0.contains("Gemini 1.5 Pro") && $0.contains("1,000,000") })
        // The chosen context of 16 tokens is too short.
        #expect(lines.contains { $0.contains(" 16 ") && $0.contains("outside") })
    }

    @Test func `a prompt for a hosted model is guessed and said to be`() {
        var session = Session(size, user: String(repeating: "word ", count: 800))
        session.perform(.openModel("openai:gpt"))
        session.press(.control("g"))
        #expect(session.screen.contains("prompt: ≈ 1,000 tokens"))
        #expect(session.screen.contains("488 outside"))
    }
}
