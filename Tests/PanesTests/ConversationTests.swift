import Generation
import Panes
import Playground
import Testing
import TextUI

/// Keys and clicks go in, state and picture come out.
struct ConversationTests {
    @Test func `typing changes the prompt and asks the model at once`() {
        var session = Session()
        session.type("Hello there")
        #expect(session.state.user.text == "Hello there")
        #expect(session.screen.contains("Hello there"))
        #expect(session.screen.contains("2 tokens"))
        #expect(session.state.shownDistribution != nil)
    }

    @Test func `letters are text in an editor and keys elsewhere`() {
        var session = Session()
        session.type("t")
        #expect(session.state.user.text == "t" && session.state.themeName == "dark")
        session.press(Key(.tab), .character("t"))
        #expect(session.state.user.text == "t" && session.state.themeName == "light")
        session.press(.character("l"))
        #expect(session.screen.contains("Parámetros"))
    }

    @Test func `control-R runs and the text appears`() {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"))
        #expect(session.screen.contains("and a dog."))
        #expect(session.screen.contains("the model ended its text"))
        #expect(session.screen.contains("tok/s"))
    }

    @Test func `behind an answer of nano stands what nano is for, and how to open a bigger model`() {
        var session = Session(user: "She saw a ball", model: SampleModel(name: "nano"))
        session.press(.control("r"))
        #expect(session.screen.contains("nano knows stories"))
        #expect(session.screen.contains("^O opens a bigger model"))
        #expect(!session.screen.contains("New to nano"))
        var other = Session(user: "She saw a ball", model: SampleModel(name: "./gpt2"))
        other.press(.control("r"))
        #expect(!other.screen.contains("nano"))
    }

    @Test func `words that nano has only in pieces are named`() {
        var session = Session(user: "What are photosynthesis and a thermodynamic limit?")
        session.press(.control("r"))
        #expect(session.screen.contains("in pieces only: “photosynthesis”, “thermodynamic”."))
    }

    @Test func `escape stops a run that writes`() {
        var session = Session(user: "She saw a ball", stopsAfter: 3)
        session.press(.control("r"))
        #expect(session.state.run?.isActive == true)
        #expect(session.screen.contains("writing…"))
        session.press(Key(.escape))
        #expect(session.state.run?.status == .ended(.cancelled))
        #expect(session.screen.contains("stopped"))
    }

    @Test func `tab walks through every pane and back`() {
        var session = Session()
        var seen: [Pane] = []
        for _ in Pane.allCases {
            seen.append(session.state.focus)
            session.press(Key(.tab))
        }
        #expect(Set(seen) == Set(Pane.allCases))
        #expect(session.state.focus == .user)
        session.press(Key(.tab, .shift))
        #expect(session.state.focus == .system)
    }

    @Test func `arrows turn the chosen knob finely and with shift coarsely`() {
        var session = Session()
        session.press(Key(.tab), Key(.right))
        #expect(session.state.settings.sampling.temperature == 1.01)
        session.press(Key(.left, .shift))
        #expect(session.state.settings.sampling.temperature == 0.91)
        session.press(.character("r"))
        #expect(session.state.settings.sampling.temperature == 1)
    }

    @Test func `digits type a number that enter takes`() {
        var session = Session()
        session.press(Key(.tab), .character("0"), .character(","), .character("3"))
        #expect(session.screen.contains("0,3▏"))
        session.press(Key(.enter))
        #expect(session.state.settings.sampling.temperature == 0.3)
    }

    @Test func `a higher temperature flattens what may come next`() throws {
        var session = Session(user: "She saw a ball")
        let before = try #require(session.state.shownDistribution?.entropyBits)
        session.press(Key(.tab))
        for _ in 0..<10 { session.press(Key(.right, .shift)) }
        let after = try #require(session.state.shownDistribution?.entropyBits)
        #expect(session.state.settings.sampling.temperature == 2)
        #expect(after > before)
    }

    @Test func `the token cursor explains an earlier token`() {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"), Key(.tab), Key(.tab), Key(.left), Key(.left))
        #expect(session.state.focus == .output)
        let count = session.state.run?.steps.count ?? 0
        #expect(session.state.tokenCursor == count - 3)
        #expect(session.screen.contains("‹ \(count - 2) of \(count) ›"))
        session.press(Key(.end))
        #expect(session.state.tokenCursor == nil)
        session.press(Key(.home))
        #expect(session.state.tokenCursor == 0)
    }

    @Test func `arrows in the attention pane choose the head`() {
        var session = Session(user: "She saw a ball")
        session.perform(.focus(.pane(.attention)))
        session.perform(.look(.selectHead(layer: 0, head: 0)))
        session.press(Key(.right), Key(.right), Key(.down))
        #expect(session.state.attention.layer == 1 && session.state.attention.head == 2)
        #expect(session.screen.contains("layer 2/6 · head 3/6"))
        session.press(.character("m"))
        #expect(session.screen.contains("mean of the heads"))
        session.press(.character("f"), .character("s"))
        #expect(session.screen.contains("first token hidden"))
        #expect(session.screen.contains("log scale"))
    }

    @Test func `up and down follow the lines as they are wrapped`() {
        var session = Session(Size(columns: 40, rows: 10), user: "")
        session.type("one two three four five six seven eight nine ten eleven")
        session.press(Key(.up))
        #expect(session.state.user.cursor.line == 0)
        #expect(session.state.user.cursor.column < 38)
        session.press(Key(.up), Key(.up))
        #expect(session.state.user.cursor == .start)
    }

    @Test func `shift selects and control-X cuts what control-Y brings back`() {
        var session = Session()
        session.type("one two")
        session.press(Key(.left, [.control, .shift]))
        #expect(session.state.user.selectedText == "two")
        session.press(.control("x"))
        #expect(session.state.user.text == "one ")
        session.press(.control("a"), .control("y"))
        #expect(session.state.user.text == "twoone ")
        session.press(.alt("u"))
        #expect(session.state.user.text == "one ")
    }

    @Test func `the palette finds a command, shows its key and performs it`() {
        var session = Session()
        session.press(.control("p"))
        session.type("spañ")
        #expect(session.screen.contains("idioma: español"))
        session.press(Key(.enter))
        #expect(session.state.language == .spanish && session.state.overlay == nil)
        session.press(.control("p"))
        session.type("ejecutar")
        #expect(session.screen.contains("^R"))
        session.press(Key(.escape))
        #expect(session.state.overlay == nil)
    }

    @Test func `the help scrolls to its end and not beyond`() {
        var session = Session(Size(columns: 80, rows: 24))
        session.press(.function(1))
        #expect(session.screen.contains("Everywhere"))
        for _ in 0..<60 { session.press(Key(.pageDown)) }
        let end = session.screen
        #expect(end.contains("nano"))
        session.press(Key(.down))
        #expect(session.screen == end)
        session.press(Key(.escape))
        #expect(session.state.overlay == nil)
    }

    @Test func `a model is opened by its name`() {
        var session = Session()
        session.press(.control("o"))
        session.type("./gpt2")
        #expect(session.screen.contains("./gpt2"))
        session.press(Key(.enter))
        #expect(session.state.overlay == nil)
        #expect(session.screen.contains("is open"))
    }

    @Test func `a model that fails says why and lets another be opened`() {
        var session = Session()
        session.failure = Failure(.notFound, "cannot open the model", at: "./nowhere", hint: "check the path")
        session.perform(.openModel("./nowhere"))
        #expect(session.screen.contains("cannot open the model: ./nowhere"))
        #expect(session.screen.contains("check the path"))
        session.press(Key(.enter))
        #expect(session.state.overlay == .modelEntry(""))
    }

    @Test func `a run that breaks off keeps its tokens and says why`() {
        var session = Session(user: "She saw a ball", stopsAfter: 3)
        session.runFailure = Failure(.network, "the server hung up", hint: "run it again")
        session.press(.control("r"))
        for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
        #expect(session.screen.contains("and a dog"))
        #expect(session.screen.contains("the server hung up"))
        #expect(session.screen.contains("run it again"))
    }

    @Test func `a question waits for its answer`() {
        var session = Session(user: "She saw a ball")
        let draft = Draft(system: "", user: "kept text", settings: Settings())
        session.perform(.draftFound(draft))
        session.press(.control("p"), .control("r"), Key(.tab), .function(1))
        #expect(session.state.overlay == .draftOffer(draft))
        session.press(Key(.enter))
        #expect(session.state.user.text == "kept text")
    }

    @Test func `quitting in the middle of a run asks`() {
        var session = Session(user: "She saw a ball", stopsAfter: 3)
        session.press(.control("r"), .control("q"))
        #expect(session.screen.contains("Quit while it writes?"))
        session.press(.character("n"))
        #expect(session.state.overlay == nil)
        session.press(.control("q"), .character("y"))
        #expect(session.effects.contains(.terminal(.quit)))
    }

    @Test func `what of the prompt is outside the context is dimmed where it is written`() throws {
        var session = Session(user: "one two three four five six seven eight nine ten")
        func style(of word: String) throws -> Style {
            let canvas = session.canvas()
            let row = try #require((0..<session.size.rows).first { session.screen.lines[$0].contains("one two three") })
            let column = try #require(session.screen.lines[row].firstRange(of: word)?.lowerBound)
            let line = session.screen.lines[row]
            return canvas[Point(column: line.distance(from: line.startIndex, to: column), row: row)].style
        }
        #expect(try style(of: "six").foreground == Theme.dark[.text].foreground)
        session.perform(.parameter(.set(.context, 4)))
        #expect(try style(of: "six").foreground == Theme.dark[.disabled].foreground)
        #expect(try style(of: "seven").foreground == Theme.dark[.text].foreground)
    }

    @Test func `generated tokens that fell out of the context are dimmed`() throws {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"))
        session.perform(.parameter(.set(.context, 4)))
        let rows = session.screen.lines
        let row = try #require(rows.firstIndex { $0.contains("and a dog.") })
        let place = try #require(rows[row].firstRange(of: "and a dog.")?.lowerBound)
        let column = rows[row].distance(from: rows[row].startIndex, to: place)
        let style = session.canvas()[Point(column: column, row: row)].style
        #expect(style.foreground == Theme.dark[.disabled].foreground)
    }

    @Test func `a run shows what it writes where only one pane fits`() {
        var session = Session(Size(columns: 40, rows: 10))
        session.press(.control("r"))
        #expect(session.state.focus == .user)
        session.type("She saw a ball")
        session.press(.control("r"))
        #expect(session.state.focus == .output)
        #expect(session.screen.contains("and a dog."))
        session.perform(.focus(.pane(.attention)))
        session.press(.control("r"))
        #expect(session.state.focus == .attention)
    }

    @Test func `a run leaves the focus in the editor where there is room for both`() {
        var session = Session(Size(columns: 80, rows: 24), user: "She saw a ball")
        session.perform(.focus(.pane(.attention)))
        session.perform(.focus(.pane(.user)))
        session.press(.control("r"))
        #expect(session.state.focus == .user)
        #expect(session.state.tab == .output)
        #expect(session.screen.contains("and a dog."))
    }

    @Test func `a knob brings what it changes to the front`() {
        var session = Session(Size(columns: 80, rows: 24), user: "She saw a ball")
        session.perform(.focus(.pane(.parameters)))
        session.perform(.parameter(.set(.seed, 7)))
        #expect(session.state.tab == .output)
        session.perform(.parameter(.set(.temperature, 0.5)))
        #expect(session.state.tab == .nextToken)
        #expect(session.screen.contains("entropy"))
    }

    @Test func `the next token pane tells what its answer cost`() {
        var session = Session(user: "She saw a ball")
        #expect(session.screen.contains("4 tokens computed"))
        session.perform(.parameter(.set(.temperature, 0.5)))
        #expect(session.screen.contains("no forward pass"))
    }

    @Test func `a prompt far beyond the context is drawn from near its end`() {
        var session = Session(user: String(repeating: "word ", count: 20_000) + "end")
        session.perform(.focus(.pane(.attention)))
        #expect(session.screen.contains("19,489 tokens outside the context"))
        #expect(session.screen.contains("end"))
    }

    @Test func `pasting keeps its lines in an editor`() {
        var session = Session()
        session.send(.paste("one\ntwo"))
        #expect(session.state.user.lines.count == 2)
    }

    @Test func `a prompt beyond the context says how much is outside`() {
        var session = Session(user: "one two three four five six seven eight nine ten")
        session.perform(.parameter(.set(.context, 4)))
        #expect(session.screen.contains("tokens outside the context"))
        #expect(session.screen.contains("ctx 4/4 6 outside"))
    }
}

extension String {
    /// The lines.
    fileprivate var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }
}
