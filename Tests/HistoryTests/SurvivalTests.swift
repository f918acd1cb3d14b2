import Foundation
import GRDB
import Generation
import Testing

@testable import History

@Suite("What the history survives")
struct SurvivalTests {
    /// After how many tokens each of fifty programs is killed.
    private static let moments: [Int] = {
        var generator = SplitMix(state: 6)
        return (0..<50).map { _ in Int.random(in: 1...90, using: &generator) }
    }()

    @Test func `a program that is killed at any moment loses at most the token that was being written`() async throws {
        for moment in Self.moments {
            let folder = SampleHistory.freshFolder()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let writer = try await WriterProcess([folder, "killed", "1000"], killedAfter: moment)
            #expect(writer.status == SIGKILL)
            // Two numbers to a line: a line that was cut says nothing.
            let printed = writer.lines.compactMap { line -> (run: Int, token: Int)? in
                let numbers = line.split(separator: " ").compactMap { Int($0) }
                return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
            }
            let last = try #require(printed.last)
            try #require(printed.count >= moment)

            let store = try HistoryStore(folder: folder)
            #expect(store.damage == nil)
            let check = try await store.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
            #expect(check == ["ok"])
            let runs = try await store.page(RunQuery(limit: 1000)).runs.reversed().map(\.self)
            // The last token that was printed may have been on its way.
            let atLeast = last.run * 20 + last.token
            let kept = runs.reduce(0) { $0 + $1.tokenCount }
            #expect((atLeast...atLeast + 2).contains(kept), "killed after \(last), kept \(kept)")
            for run in runs.dropLast() { #expect(run.ending == .finished(.length) && run.tokenCount == 20) }
        }
    }

    @Test func `two programs write at once, and a third reads and deletes`() async throws {
        let history = try SampleHistory()
        async let first = WriterProcess([history.folder, "first", "30"])
        async let second = WriterProcess([history.folder, "second", "30"])
        var deleted = 0
        while deleted < 5 {
            guard
                let oldest = try await history.store.page(RunQuery(limit: 1000)).runs.last(where: { $0.ending != nil })
            else { continue }
            try await history.store.delete([oldest.id])
            deleted += 1
        }
        for writer in try await [first, second] { #expect(writer.status == 0 && writer.lines.last == "done") }
        let page = try await history.store.page(RunQuery(limit: 1000))
        #expect(page.matchCount == 60 - deleted)
        #expect(page.runs.allSatisfy { $0.tokenCount == 20 && $0.ending == .finished(.length) })
        #expect(try await history.store.page(RunQuery(text: "word19")).matchCount == 60 - deleted)
    }

    // MARK: Deleting

    @Test func `all that was told is written when the program waits for it, also what came during a transaction`()
        async throws
    {
        let history = try SampleHistory()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: history.store.path, configuration: configuration)
        for number in 1...5 {
            // Somebody else holds the file, so that the writer waits in its transaction with nothing but the run's beginning.
            try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            let recorder = history.store.record(.sample(.raw("run \(number)")), given: [], failed: history.failures.add)
            _ = try await history.store.page(RunQuery(limit: 1))
            recorder.add(.step(.sample(0, " there")))
            recorder.end(.finished(.length))
            try await other.writeWithoutTransaction { try $0.execute(sql: "COMMIT") }
            history.store.flush()
            let run = try #require(try await history.store.page(RunQuery(limit: 1)).runs.first)
            #expect(run.opening == "run \(number)" && run.tokenCount == 1 && run.ending == .finished(.length))
        }
        #expect(history.failures.all.isEmpty)
    }

    @Test func `of a deleted run no word is left in the files`() async throws {
        let history = try SampleHistory()
        try await history.run(.raw("kept question"), tokens: [" kept"])
        let id = try await history.run(
            .chat([
                Message(role: .system, content: "geheimnis"),
                Message(role: .user, content: "xylophone \(String(repeating: "quagmire ", count: 2000))"),
            ]),
            tokens: [" zanzibar", " secretly"])
        try await history.store.setNote("marzipan", of: id)
        #expect(try history.bytes.contains("zanzibar") && history.bytes.contains("quagmire"))
        try await history.store.delete([id])
        for word in ["geheimnis", "xylophone", "quagmire", "zanzibar", "secretly", "marzipan"] {
            #expect(try !history.bytes.contains(word), "\(word)")
        }
        #expect(try await history.found("kept") == ["kept question"])
        await #expect(throws: Failure.self) { try await history.store.run(id) }
    }

    @Test func `a run that is deleted while it goes on is not written on`() async throws {
        let history = try SampleHistory()
        let recorder = history.store.record(.sample(.raw("a")), given: []) { history.failures.add($0) }
        recorder.add(.step(.sample(0, "one")))
        history.store.flush()
        try await history.store.delete([1])
        recorder.add(.step(.sample(1, "two")))
        recorder.end(.finished(.cancelled))
        history.store.flush()
        #expect(try await history.store.page(RunQuery()).totalCount == 0)
        #expect(history.failures.all.isEmpty)
    }

    // MARK: Disks

    @Test func `a full disk is told once, and what was written stays`() async throws {
        let history = try SampleHistory()
        try await history.run(.raw("before"))
        let pages = try await history.store.pool.writeWithoutTransaction { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 3)")
            return pages
        }
        let long = String(repeating: "long ", count: 5000)
        let recorder = history.store.record(.sample(.raw("during")), given: []) { history.failures.add($0) }
        for index in 0..<50 { recorder.add(.step(.sample(index, long))) }
        recorder.end(.finished(.cancelled))
        history.store.flush()
        #expect(history.failures.all.count == 1)
        let failure = try #require(history.failures.all.first)
        #expect(failure.message.contains("full") && failure.hint?.contains("goes on without it") == true)
        #expect(try await history.store.page(RunQuery()).runs.last?.opening == "before")
        try await history.store.pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)")
        }
        try await history.run(.raw("after"))
        #expect(try await history.found("after") == ["after"])
    }

    @Test func `a file that may not grow is told, and the program goes on`() async throws {
        let folder = SampleHistory.freshFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let writer = try await WriterProcess([folder, "limited", "20", "200000"])
        #expect(writer.status == 0 && writer.lines.last == "done")
        #expect(writer.lines.contains { $0.hasPrefix("failed: cannot remember the run") })
        #expect(writer.lines.contains("19 19"))
        let store = try HistoryStore(folder: folder)
        #expect(store.damage == nil)
        #expect(try await store.page(RunQuery()).totalCount > 0)
    }

    @Test(arguments: ["/dev/null/home", "/proc/home"])
    func `a home that cannot be written is one clear line`(folder: String) throws {
        let failure = try #require(throws: Failure.self) { try HistoryStore(folder: folder) }
        #expect(failure.message.contains(folder) && failure.hint?.contains("XDG_DATA_HOME") == true)
        #expect(!failure.message.contains("\n"))
    }

    // MARK: Other versions, other files

    @Test func `a history of the first version is brought up to date`() async throws {
        let history = try SampleHistory()
        let folder = history.folder + "/old"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let old = try DatabaseQueue(path: "\(folder)/\(HistoryStore.fileName)")
        try await old.write { try $0.execute(sql: FirstVersion.sql) }
        try old.close()
        let store = try HistoryStore(folder: folder)
        let run = try #require(try await store.page(RunQuery(text: "viejo")).runs.first)
        #expect(run.opening == "Un texto viejo" && run.note.isEmpty && !run.isStarred)
        #expect(try await store.run(run.id).text == " y su salida")
        try await store.setNote("new", of: run.id)
        #expect(try await store.page(RunQuery(text: "new")).matchCount == 1)
    }

    @Test func `a history that a newer mirilla has changed is told and left alone`() async throws {
        let history = try SampleHistory()
        try await history.run()
        try await history.store.pool.write { database in
            try database.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99 later')")
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: history.folder).sorted()
        let failure = try #require(throws: Failure.self) { try HistoryStore(folder: history.folder) }
        #expect(failure.message.contains("newer") && failure.hint?.contains("update") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: history.folder).sorted() == before)
        #expect(try await history.store.page(RunQuery()).totalCount == 1)
    }

    @Test(arguments: [
        Data("this is no database, it is a letter to a friend, long enough to be read".utf8), Data(count: 5000),
    ])
    func `a damaged history is put aside, and a new one is begun`(damage: Data) async throws {
        let folder = SampleHistory.freshFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = "\(folder)/\(HistoryStore.fileName)"
        try damage.write(to: URL(filePath: path))
        let store = try HistoryStore(folder: folder)
        let told = try #require(store.damage)
        #expect(told.message.contains("damaged") && told.location == path + ".damaged-1")
        #expect(try Data(contentsOf: URL(filePath: path + ".damaged-1")) == damage)
        #expect(try await store.page(RunQuery()).totalCount == 0)
    }
}

extension Data {
    fileprivate func contains(_ word: String) -> Bool { firstRange(of: Data(word.utf8)) != nil }
}

/// A random source whose numbers are the same on every machine: SplitMix, of Steele and others, 2014.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
