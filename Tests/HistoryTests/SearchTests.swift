import GRDB
import Generation
import Testing

@testable import History

@Suite("Searching the history")
struct SearchTests {
    @Test func `finds words of prompt, output and note by their beginnings, with or without accents`() async throws {
        let history = try SampleHistory()
        try await history.run(.raw("La canción de Álvaro"), tokens: [" suena", " lejos"])
        let id = try await history.run(.raw("A red ball"), tokens: [" bounces"])
        #expect(try await history.found("cancion") == ["La canción de Álvaro"])
        #expect(try await history.found("ALV") == ["La canción de Álvaro"])
        #expect(try await history.found("lejos suena") == ["La canción de Álvaro"])
        #expect(try await history.found("bou") == ["A red ball"])
        #expect(try await history.found("ball lejos").isEmpty)
        #expect(try await history.found("zz").isEmpty)
        try await history.store.setNote("for the Tuesday class", of: id)
        #expect(try await history.found("tues") == ["A red ball"])
        try await history.store.setNote("", of: id)
        #expect(try await history.found("tues").isEmpty)
    }

    @Test(arguments: ["\"", "*", "a AND", "NEAR(", "x:y", "a\"b", "^", "-", "'; DROP TABLE run; --", "%", "\\", "😀"])
    func `whatever is typed is a text, never a formula`(text: String) async throws {
        let history = try SampleHistory()
        try await history.run(.raw("plain words"))
        #expect(try await history.found(text).isEmpty)
        #expect(try await history.found("plain") == ["plain words"])
    }

    @Test func `an SQLite without full-text search finds the same`() async throws {
        let history = try SampleHistory()
        try await history.run(.raw("100% of A_B \\ done"), tokens: [" yes"])
        try await history.run(.raw("100 of AxB"), tokens: [" no"])
        func found(_ text: String) async throws -> [String] {
            let condition = try #require(SearchIndex.withoutFullText.condition(for: text))
            return try await history.store.pool.read { database in
                try String.fetchAll(
                    database, sql: "SELECT user FROM run WHERE \(condition.sql)", arguments: condition.arguments)
            }
        }
        #expect(try await found("100%") == ["100% of A_B \\ done"])
        #expect(try await found("a_b \\") == ["100% of A_B \\ done"])
        #expect(try await found("done yes") == ["100% of A_B \\ done"])
        #expect(try await found("of no") == ["100 of AxB"])
    }

    @Test func `a run whose program was killed is found after the next start`() async throws {
        let history = try SampleHistory()
        try await history.run(.raw("a question"), tokens: [" unfinished", " answer"], reason: nil)
        #expect(try await history.found("unfinished").isEmpty)
        let next = try HistoryStore(folder: history.folder)
        #expect(try await next.page(RunQuery(text: "unfinished answ")).runs.map(\.opening) == ["a question"])
    }

    @Test func `ten thousand runs: how long opening, searching and scrolling take`() async throws {
        let history = try SampleHistory()
        try await history.fill(runCount: 10_000, tokenCount: 16)
        let clock = ContinuousClock()
        var opened: HistoryStore?
        let opening = try clock.measure { opened = try HistoryStore(folder: history.folder) }
        let store = try #require(opened)
        var figures = ["opening \(opening)"]
        for (what, query) in [
            ("newest", RunQuery()), ("oldest", RunQuery(offset: 9_800)), ("a rare word", RunQuery(text: "number4711")),
            ("a common word", RunQuery(text: "stor")), ("a letter", RunQuery(text: "s")),
            ("a model", RunQuery(modelReference: "model 3")),
        ] {
            let start = clock.now
            let page = try await store.page(query)
            figures.append("\(what) \(start.duration(to: clock.now)) (\(page.matchCount))")
            #expect(page.totalCount == 10_000 && !page.runs.isEmpty)
        }
        let start = clock.now
        let run = try await store.run(5_000)
        figures.append("one run \(start.duration(to: clock.now))")
        #expect(run.steps.count == 16)
        print("history of 10,000 runs:", figures.joined(separator: ", "))
    }
}
