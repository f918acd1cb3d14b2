import Foundation
import Generation
import GRDB
import Synchronization

/// Writes one run as it comes.
///
/// Every token is committed on its own as long as the disk keeps up; what comes while a transaction is on its way goes into the
/// next one together. So a killed program loses the token that was being written, a fast model never waits for the disk, and no
/// clock decides.
final class HistoryRecorder: RunRecorder {
    /// Something that the run told, in its order.
    private enum News {
        case event(GenerationEvent)
        case checksum(String)
        case ended(PastRun.Ending)
    }

    private struct Outbox {
        var news: [News] = []
        /// Whether somebody is on the way to write them, who has not taken them yet.
        var isScheduled = false
        /// Whether nothing more is written.
        var isGivenUp = false

        /// What waits; for what comes from now on somebody else has to come, before those who wait for all that was told by then.
        mutating func take() -> [News] {
            defer { (news, isScheduled) = ([], false) }
            return news
        }
    }

    /// What is in the file; known to the writer alone.
    private struct Written: Sendable {
        var id: PastRun.ID?
        var tokenCount = 0
        var text = ""
        var hasEnded = false
    }

    private let question: PastRun.Question
    private let given: [Step]
    private let startedAt = Date().timeIntervalSince1970
    private let pool: DatabasePool
    private let index: SearchIndex
    private let failed: @Sendable (any Error) -> Void
    private let outbox = Mutex(Outbox())
    private let written = Mutex(Written())
    private let pace = Mutex(Pace())

    /// Begins a run; its row is written before its first token.
    init(
        _ question: PastRun.Question, given: [Step], pool: DatabasePool, index: SearchIndex,
        failed: @escaping @Sendable (any Error) -> Void
    ) {
        self.question = question
        self.given = given
        self.pool = pool
        self.index = index
        self.failed = failed
        schedule()
    }

    func add(_ event: GenerationEvent) {
        if case .notice(let notice) = event {
            guard case .reasoning = notice else { return }
        }
        if case .step = event { pace.withLock { $0.count() } }
        post(.event(event))
    }

    func identify(checksum: String) { post(.checksum(checksum)) }

    func end(_ ending: PastRun.Ending) { post(.ended(ending)) }

    private func post(_ news: News) {
        outbox.withLock { outbox in
            if !outbox.isGivenUp { outbox.news.append(news) }
        }
        schedule()
    }

    // MARK: Writing

    private func schedule() {
        let isNeeded = outbox.withLock { outbox in
            guard !outbox.isScheduled, !outbox.isGivenUp else { return false }
            outbox.isScheduled = true
            return true
        }
        guard isNeeded else { return }
        pool.asyncWriteWithoutTransaction { [self] database in writeOutbox(database) }
    }

    /// Writes what waits, in one transaction.
    private func writeOutbox(_ database: Database) {
        guard let news = outbox.withLock({ $0.isGivenUp ? nil : $0.take() }) else { return }
        var written = written.withLock { $0 }
        do {
            try database.inTransaction(.immediate) {
                try write(news, to: database, &written)
                return .commit
            }
            self.written.withLock { $0 = written }
        } catch let error as DatabaseError where error.isContention {
            // Another mirilla has held the file for longer than the time limit; nothing is lost by trying again.
            outbox.withLock { $0.news = news + $0.news }
            schedule()
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_FOREIGNKEY {
            // Somebody has deleted the run meanwhile.
            outbox.withLock { $0 = Outbox(isGivenUp: true) }
        } catch {
            outbox.withLock { $0 = Outbox(isGivenUp: true) }
            failed(error)
        }
    }

    private func write(_ news: [News], to database: Database, _ written: inout Written) throws {
        let id = try written.id ?? begin(in: database)
        if written.id == nil {
            written.id = id
            for step in given { try add(step, to: id, in: database, &written) }
        }
        let thoughts = news.compactMap { item in
            if case .event(.notice(.reasoning(let thought))) = item { thought } else { nil }
        }
        if !thoughts.isEmpty {
            try database.execute(
                sql: "UPDATE run SET reasoning = reasoning || ? WHERE id = ?", arguments: [thoughts.joined(), id])
        }
        for item in news {
            switch item {
            case .event(.step(let step)): try add(step, to: id, in: database, &written)
            case .event(.prompt(let prompt)):
                try database.execute(
                    sql: "UPDATE run SET encodedText = ?, encodedTokens = ?, pinnedCount = ? WHERE id = ?",
                    arguments: [prompt.text, Data(PackedTokens.pack(prompt.tokens)), prompt.pinnedCount, id])
            case .event(.completed(let completion)): try end(completion, id, in: database, &written)
            case .event(.notice): break
            case .checksum(let checksum):
                try database.execute(sql: "UPDATE run SET checksum = ? WHERE id = ?", arguments: [checksum, id])
            case .ended(let ending): try end(ending, id, in: database, &written)
            }
        }
    }

    private func begin(in database: Database) throws -> PastRun.ID {
        let prompt = try StoredPrompt(question.request.prompt)
        try database.cachedStatement(
            sql: """
                INSERT INTO run (startedAt, modelReference, modelName, isLocal, isRaw, system, user, turns, settings)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            startedAt, question.modelReference, question.modelName, question.isLocal, prompt.isRaw, prompt.system,
            prompt.user, prompt.turns, try JSONText.write(StoredSettings(question)),
        ])
        return database.lastInsertedRowID
    }

    private func add(_ step: Step, to id: PastRun.ID, in database: Database, _ written: inout Written) throws {
        // What a local model might have said instead, it can be asked again.
        let candidates = question.isLocal ? [] : step.distribution?.candidates ?? []
        try database.cachedStatement(
            sql: """
                INSERT INTO step (runID, position, token, bytes, isSpecial, text, probability, unsampledProbability, rank,
                    entropyBits, unsampledEntropyBits, candidates)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, written.tokenCount, step.token.id, Data(step.token.bytes), step.token.isSpecial, step.text,
            step.probability, step.unsampledProbability, step.rank, step.distribution?.entropyBits,
            step.distribution?.unsampledEntropyBits,
            candidates.isEmpty ? nil : Data(PackedTokens.pack(candidates)),
        ])
        written.tokenCount += 1
        written.text += step.text
    }

    // MARK: The end

    private func end(
        _ completion: Completion, _ id: PastRun.ID, in database: Database, _ written: inout Written
    ) throws {
        let text = given.map(\.text).joined() + completion.text
        try database.execute(
            sql: "UPDATE run SET account = ? WHERE id = ?",
            arguments: [try JSONText.write(StoredAccount(completion)), id])
        try end(
            .finished(completion.reason), id, text: text, rate: completion.timings.decodeTokensPerSecond, in: database,
            &written)
    }

    private func end(_ ending: PastRun.Ending, _ id: PastRun.ID, in database: Database, _ written: inout Written) throws
    {
        try end(
            ending, id, text: written.text, rate: pace.withLock(\.tokensPerSecond), in: database, &written)
    }

    private func end(
        _ ending: PastRun.Ending, _ id: PastRun.ID, text: String, rate: Double?, in database: Database,
        _ written: inout Written
    ) throws {
        // Whoever stops a run that completes at the same moment comes too late.
        guard !written.hasEnded else { return }
        written.hasEnded = true
        let (finish, failure): (String?, String?) =
            switch ending {
            case .finished(let reason): (reason.rawValue, nil)
            case .failed(let message): (nil, message)
            }
        try database.execute(
            sql: """
                UPDATE run SET text = ?, finish = ?, failure = ?, tokenCount = ?, tokensPerSecond = ? WHERE id = ?
                """, arguments: [text, finish, failure, written.tokenCount, rate, id])
        try index.update(id, in: database)
    }
}

/// How fast tokens came, as seen from here.
private struct Pace {
    private var first: ContinuousClock.Instant?
    private var last: ContinuousClock.Instant?
    private var tokenCount = 0

    mutating func count() {
        let now = ContinuousClock.now
        first = first ?? now
        last = now
        tokenCount += 1
    }

    var tokensPerSecond: Double? {
        guard let first, let last, first < last else { return nil }
        return Double(tokenCount - 1) / ((last - first) / .seconds(1))
    }
}
