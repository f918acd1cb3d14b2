import Generation
import Panes
import Playground
import Testing
import TextUI

@Suite("The embeddings screen")
struct EmbeddingsScreenTests {
    private func session(_ size: Size = Size(columns: 120, rows: 36), isLocal: Bool = true) -> Session {
        var session = Session(size)
        session.showMap(isLocal: isLocal)
        return session
    }

    @Test func `F10 goes there and back from every screen`() {
        var session = Session(user: "x")
        for screen in PlaygroundScreen.allCases where screen != .embeddings {
            session.perform(.show(screen))
            session.press(.function(10))
            #expect(session.state.screen == .embeddings)
            session.press(.function(10))
            #expect(session.state.screen == .playground)
        }
    }

    @Test func `an empty screen says what to do`() {
        var session = Session()
        session.press(.function(10))
        for text in [
            "A model turns each text into a vector", "a CSV column", "typed here", "sample", "a file is missing",
        ] {
            #expect(session.screen.contains(text), "\(text)")
        }
    }

    @Test func `letters are text in the form's fields and in the query, and keys on the map`() {
        var session = Session()
        session.fillCorpusForm()
        #expect(session.state.embeddings.form.path == "data/reviews.csv")
        #expect(session.state.embeddings.form.column == 3, "the wordiest column is proposed")
        session.press(Key(.enter), Key(.enter), Key(.enter), Key(.enter), Key(.enter))
        session.answerVectors()
        session.press(.character("/"))
        session.type("moxab")
        #expect(session.state.embeddings.query == "moxab" && session.state.embeddings.kind == .principal)
        session.send(.paste("\n!"))
        #expect(session.state.embeddings.query == "moxab!")
        session.press(Key(.escape), .character("m"))
        #expect(session.state.embeddings.query.isEmpty && session.state.embeddings.kind == .neighbours)
    }

    @Test func `a press on a point picks it, and the wheel zooms there`() throws {
        var session = session()
        let point = try #require(session.find("●"))
        session.perform(.embeddings(.pick(50)))
        session.answerVectors()
        session.click(point.column, point.row)
        #expect(session.state.embeddings.picked == 0)
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: -1), at: point)))
        #expect(session.state.embeddings.window.zoom == 1.5)
        session.click(point.column, point.row)
        #expect(session.state.embeddings.picked == 0, "what lies at the pointer stays there")
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: 1), at: point)))
        #expect(session.state.embeddings.window == .all)
    }

    @Test func `a press on one of the nearest chooses it, another one goes there`() throws {
        var session = session()
        session.answerVectors()
        let row = try #require(
            session.screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
                $0.contains("nearest, by")
            })
        session.click(85, row + 3)
        #expect(session.state.embeddings.choice == 2)
        let wanted = session.state.embeddings.listed[2].index
        session.click(85, row + 3)
        #expect(session.state.embeddings.picked == wanted)
    }

    @Test func `texts that leave are marked, and nobody sends a query while it is typed`() {
        var session = session(isLocal: false)
        #expect(session.screen.contains("↗ text-embedding-3-small"))
        let before = session.effects.count
        session.press(.character("/"))
        session.type("loud")
        #expect(session.effects.count == before)
        session.press(Key(.enter))
        #expect(session.effects.count == before + 1)
    }

    @Test func `what is sent, where to and for how much is asked before`() {
        var session = Session()
        Picture.embeddingConsent.showEmbeddings(in: &session)
        for text in ["688 texts", "412,345 characters", "text-embedding-3-small", "$0.00206", "312 of 1,000"] {
            #expect(session.screen.contains(text), "\(text)")
        }
        session.press(.character("n"))
        #expect(session.state.overlay == nil && !session.state.embeddings.isWorking)
    }

    @Test(arguments: ["dark", "light", "mono"])
    func `categories have letters in every theme`(theme: String) throws {
        var session = session()
        session.press(.character("o"))
        session.press(.character("+"), .character("+"))
        let canvas = try session.canvas(theme: #require(ThemeLibrary.builtIn.theme(named: theme)))
        #expect(
            canvas.text.contains("A effects") && canvas.text.contains("B guitar") && canvas.text.contains("C studio"))
    }

    @Test func `a failure says what, and the map stays`() {
        var session = session()
        session.press(.character("/"))
        session.type("x")
        for effect in session.effects {
            guard case .embeddings(.ask(let id, .search)) = effect else { continue }
            session.perform(.embeddingsNews(.failed(id, Failure(.notFound, "the model is gone", at: "./x"))))
        }
        #expect(session.screen.contains("the model is gone") && session.state.embeddings.mapped != nil)
    }
}

extension Session {
    /// The first cell with a glyph.
    func find(_ glyph: Unicode.Scalar) -> Point? {
        let canvas = canvas()
        for row in 1..<size.rows {
            for column in 0..<size.columns where canvas[Point(column: column, row: row)].glyph == Glyph(glyph) {
                return Point(column: column, row: row)
            }
        }
        return nil
    }
}
