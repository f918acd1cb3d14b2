import Generation
import Panes
import Playground
import Testing
import TextUI

/// Keys on the tokens screen, and what is seen there.
struct TokensScreenTests {
    /// A run of the sample model, looked at token by token.
    private func session(_ size: Size = Size(columns: 120, rows: 36)) -> Session {
        var session = Session(size, user: "She saw a ball")
        session.press(.control("r"), .function(6))
        return session
    }

    @Test func `F6 shows the run as a table with the alternatives of the newest token`() {
        let session = session()
        #expect(session.state.screen == .tokens)
        let screen = session.screen
        #expect(screen.contains("·dog"))
        #expect(screen.contains("Alternatives"))
        #expect(screen.contains("run 1"))
        #expect(session.canvas().lines.contains { $0.contains("▸") && $0.contains("asked") == false })
    }

    @Test func `a row tells token, probability, rank, entropy and surprise`() throws {
        var session = session()
        session.press(Key(.home))
        let run = try #require(session.state.run)
        let probability = try #require(run.steps[0].probability)
        let line = try #require(session.canvas().lines.first { $0.contains("1 ·and") })
        let percent = (probability * 1000).rounded() / 10
        #expect(line.contains("\(percent) %"))
        #expect(line.contains("\(run.steps[0].token.id)"))
    }

    @Test func `Enter on an alternative makes a branch that begins with it`() throws {
        var session = session()
        let whole = try #require(session.state.run)
        session.press(Key(.home), Key(.down), Key(.down), Key(.right))
        let wanted = try #require(session.state.shownDistribution).candidates[1].token
        session.press(Key(.enter))
        let branch = try #require(session.state.runs.current)
        #expect(branch.position == 2 && branch.parent == whole.id)
        #expect(branch.run.steps[..<2] == whole.steps[..<2])
        #expect(branch.run.steps[2].token == wanted)
        #expect(branch.run.request.continuation == branch.run.steps[..<3].map(\.token.id))
        #expect(branch.run.steps.count > 3)
        #expect(session.screen.contains("3 \(wanted.text.replacing(" ", with: "·"))"))
    }

    @Test func `a typed text makes a branch, and letters are text while it is typed`() throws {
        var session = session()
        session.press(Key(.home), .character("b"))
        session.type(" x and b")
        #expect(session.screen.contains("·x·and·b"))
        session.press(Key(.enter))
        let branch = try #require(session.state.runs.current)
        #expect(branch.position == 0 && branch.origin == .text)
        #expect(branch.run.text.hasPrefix(" x and b"))
        #expect(session.screen.contains("put there") || session.screen.contains("●"))
    }

    @Test func `at the end of the run a typed text goes on behind it`() throws {
        var session = session()
        let count = try #require(session.state.run).steps.count
        session.press(.character("b"))
        session.type(" More")
        session.press(Key(.enter))
        #expect(try #require(session.state.runs.current).position == count)
    }

    @Test func `shift and arrows walk through the branches`() {
        var session = Picture.branches.session(Size(columns: 120, rows: 36), .english)
        let rows = session.state.runs.rows.map(\.branch.id)
        #expect(rows.count == 3)
        session.press(Key(.up, .shift), Key(.up, .shift), Key(.up, .shift))
        #expect(session.state.runs.currentID == rows[0])
        session.press(Key(.right, .shift))
        #expect(session.state.runs.currentID == rows[1])
        session.press(Key(.left, .shift))
        #expect(session.state.runs.currentID == rows[0])
        session.press(Key(.down, .shift), Key(.down, .shift))
        #expect(session.state.runs.currentID == rows[2])
    }

    @Test func `a name that was typed stands in the tree`() {
        var session = session()
        session.press(.character("r"))
        session.type("the good one")
        session.press(Key(.enter))
        #expect(session.screen.contains("the good one"))
    }

    @Test func `x takes a branch away and u brings it back`() {
        var session = Picture.branches.session(Size(columns: 120, rows: 36), .english)
        let before = session.state.runs
        session.press(.character("x"))
        #expect(session.state.runs.branches.count == 1)
        #expect(session.screen.contains("u brings back"))
        session.press(.character("u"))
        #expect(session.state.runs.branches == before.branches)
        #expect(session.state.runs.currentID == before.currentID)
    }

    @Test func `d puts two branches side by side and names the first difference`() {
        var session = Picture.comparison.session(Size(columns: 120, rows: 36), .english)
        let screen = session.screen
        #expect(screen.contains("first difference at 4"))
        #expect(screen.contains("mean KL"))
        session.press(.character("d"))
        #expect(session.screen.contains("Alternatives"))
    }

    @Test func `a run with a head switched off stands beside the untouched one`() throws {
        var session = session()
        session.perform(.intervene(.toggle(.switchOffHead(layer: 1, head: 2))))
        session.press(.control("r"))
        let (branch, other) = try #require(session.state.compared)
        #expect(branch.run.request.interventions == [.switchOffHead(layer: 1, head: 2)])
        #expect(other.run.request.interventions.isEmpty)
        #expect(session.screen.contains("off: 2.3"))
        // The untouched run was there already, so it was not made again.
        #expect(session.state.runs.branches.count == 2)
    }

    @Test func `a long run draws only what is seen`() throws {
        var session = Session(
            Size(columns: 120, rows: 36), user: "Count",
            answer: (1...10_000).map { " \($0)" }.joined())
        session.perform(.parameter(.set(.maxNewTokens, 1_000_000)))
        session.model.layers = 1
        session.model.heads = 1
        session.perform(.openModel("nano"))
        session.press(.control("r"), .function(6), Key(.home))
        #expect(session.screen.contains("1 ·1 "))
        session.press(Key(.end))
        #expect(session.screen.contains("·10000"))
    }

    @Test func `a click chooses a token, then an alternative, then takes it`() throws {
        var session = session()
        let row = try #require(session.canvas().lines.firstIndex { $0.contains("3 ·dog") })
        session.click(12, row)
        #expect(session.state.tokenCursor == 2)
        session.click(90, 5)
        let chosen = session.state.tokens.alternative
        #expect(chosen > 0)
        session.click(90, 5)
        #expect(session.state.runs.branches.count == 2)
    }

    @Test(arguments: [Picture.tokens, .branches, .comparison, .export, .branchEntry])
    func `looks as it did`(picture: Picture) throws {
        for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
            let language: Language = columns == 80 ? .spanish : .english
            let session = picture.session(Size(columns: columns, rows: rows), language)
            try Recorded(snapshot: "\(picture.rawValue)-\(columns)x\(rows)-\(language.rawValue)")
                .expect(session.screen)
        }
    }
}

/// The menu of what can be written to a file, and the page for a browser.
struct ExportTests {
    @Test func `control-E offers what the screen shows first`() throws {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"), .function(6), .control("e"))
        guard case .export(let menu) = session.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.format == .runCSV && menu.path == "run.csv")
        session.press(Key(.down))
        #expect(session.screen.contains("run.json"))
        session.type("mine")
        session.press(Key(.enter))
        guard case .export(let job) = session.effects.last else {
            Issue.record("nothing exported")
            return
        }
        #expect(job.path == "mine.json" && !job.replacesExisting)
    }

    @Test func `in an editor control-E still goes to the end of the line`() {
        var session = Session(user: "one two")
        session.press(Key(.home), .control("e"))
        #expect(session.state.overlay == nil)
        #expect(session.state.user.cursor == session.state.user.end)
    }

    @Test func `a file that is there is replaced only after a question`() {
        var session = Session(user: "a")
        let job = ExportJob(.bytes([1]), to: "run.csv")
        session.perform(.exportExists(job))
        #expect(session.screen.contains("Replace the file?"))
        session.press(.character("n"))
        #expect(session.state.overlay == nil)
        #expect(!session.effects.contains { if case .export = $0 { true } else { false } })
        session.perform(.exportExists(job))
        session.press(Key(.enter))
        guard case .export(let again) = session.effects.last else {
            Issue.record("nothing exported")
            return
        }
        #expect(again.replacesExisting)
    }

    @Test func `the picture of the screen leaves menu and notices out`() throws {
        var session = Session(user: "She saw a ball")
        session.press(.control("r"), .function(6))
        let plain = session.canvas()
        session.press(.control("e"))
        let bytes = try #require(
            ScreenPicture.bytes(.screenANSI, of: session.state, size: session.size, theme: .dark))
        #expect(String(decoding: bytes, as: UTF8.self) == plain.ansiText)
        #expect(ScreenPicture.bytes(.runCSV, of: session.state, size: session.size, theme: .dark) == nil)
    }

    @Test(arguments: Language.allCases)
    func `the page holds tokens and weights, names its language and reaches for nothing outside`(language: Language) {
        let tokens = [Token(id: 1, bytes: Array("</script><b>".utf8)), Token(id: 2, bytes: [0xE7, 0x8C])]
        let prompt = EncodedPrompt(
            text: "", tokens: tokens, pinnedCount: 0,
            window: ContextWindow(promptCount: 2, count: 2, pinnedCount: 0, limit: 8), reusedCount: 0)
        let order = AttentionPageOrder(
            sequence: ShownSequence(prompt: prompt, generated: [], contextLength: 8),
            request: GenerationRequest(prompt: .raw("")), modelName: "<nano>", language: language)
        var record = AttentionRecord(order, layerCount: 1, headCount: 1)
        record.add(
            AttentionPattern(layer: 0, head: 0, window: prompt.window, weights: [1, 0, 0.25, 0.75]))
        let page = String(decoding: AttentionPage.html(record, language), as: UTF8.self)
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains("&lt;nano&gt;"))
        #expect(page.contains("\\u003c/script>") || page.contains("\\u003c\\/script>"))
        #expect(page.contains(language == .spanish ? "Cabezas" : "Heads"))
        // Four bytes of weights: 255, 64, 191.
        #expect(page.contains("/0C/"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains("src="))
    }
}
