import Foundation
public import Generation
import GRDB

// Lists and single runs.

extension HistoryStore {
    /// The runs that a query is about.
    public func page(_ query: RunQuery) async throws -> RunPage {
        try await read { [index] database in
            var conditions: [String] = []
            var arguments = StatementArguments()
            if let (sql, values) = index.condition(for: query.text) {
                conditions.append(sql)
                arguments += values
            }
            if let reference = query.modelReference {
                conditions.append("run.modelReference = ?")
                arguments += [reference]
            }
            if query.isStarredOnly { conditions.append("run.isStarred") }
            let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            let total = try Int.fetchOne(database, sql: "SELECT count(*) FROM run") ?? 0
            let matching =
                conditions.isEmpty
                ? total
                : try Int.fetchOne(database, sql: "SELECT count(*) FROM run \(condition)", arguments: arguments) ?? 0
            let rows = try Row.fetchAll(
                database, sql: Self.summaries + " \(condition) ORDER BY id DESC LIMIT ? OFFSET ?",
                arguments: arguments + [query.limit, query.offset])
            let models = try String.fetchAll(database, sql: "SELECT DISTINCT modelReference FROM run ORDER BY 1")
            return RunPage(
                matchCount: matching, totalCount: total, offset: query.offset, runs: rows.map(PastRun.Summary.init),
                modelReferences: models)
        }
    }

    /// A run with all that is known of it.
    public func run(_ id: PastRun.ID) async throws -> PastRun {
        let path = path
        return try await read { database in
            guard let row = try Row.fetchOne(database, sql: Self.whole + " WHERE id = ?", arguments: [id]) else {
                throw Failure(.notFound, "the run is no longer in the history", at: path)
            }
            let steps = try Row.fetchAll(
                database, sql: "SELECT * FROM step WHERE runID = ? ORDER BY position", arguments: [id])
            return try PastRun(row, steps: steps.map(Step.init))
        }
    }

    private static let columns = """
        id, strftime('%Y-%m-%d %H:%M', startedAt, 'unixepoch', 'localtime') AS time, modelReference, modelName, checksum,
        substr(CASE WHEN user = '' THEN coalesce(system, '') ELSE user END, 1, 200) AS opening,
        coalesce(tokenCount, (SELECT count(*) FROM step WHERE runID = run.id)) AS tokenCount,
        tokensPerSecond, finish, failure, isStarred, note
        """
    private static let summaries = "SELECT \(columns) FROM run"
    private static let whole = """
        SELECT \(columns), isLocal, isRaw, system, user, turns, settings, encodedText, encodedTokens, pinnedCount, text,
            reasoning, account FROM run
        """
}

extension PastRun.Summary {
    init(_ row: Row) {
        let opening: String = row["opening"]
        let finish: String? = row["finish"]
        let failure: String? = row["failure"]
        self.init(
            id: row["id"], time: row["time"], modelReference: row["modelReference"], modelName: row["modelName"],
            checksum: row["checksum"], opening: String(opening.map { $0.isNewline ? " " : $0 }),
            tokenCount: row["tokenCount"], tokensPerSecond: row["tokensPerSecond"],
            ending: finish.flatMap(FinishReason.init).map(PastRun.Ending.finished)
                ?? failure.map(PastRun.Ending.failed),
            isStarred: row["isStarred"], note: row["note"])
    }
}

extension PastRun {
    fileprivate init(_ row: Row, steps: [Step]) throws {
        let settings = try JSONText.read(StoredSettings.self, from: row["settings"])
        let prompt = StoredPrompt(
            isRaw: row["isRaw"], system: row["system"], user: row["user"], turns: row["turns"])
        let request = settings.request(try prompt.prompt(), steps: steps)
        let account = try (row["account"] as String?).map { try JSONText.read(StoredAccount.self, from: $0) }
        let summary = Summary(row)
        self.init(
            summary: summary,
            question: Question(
                modelReference: summary.modelReference, modelName: summary.modelName, isLocal: row["isLocal"],
                request: request, forcedKnobs: settings.forcedKnobs),
            prompt: EncodedPrompt(row, limit: request.contextLength), steps: steps,
            text: row["text"] ?? steps.map(\.text).joined(), reasoning: row["reasoning"], timings: account?.timings,
            usage: account?.account)
    }
}

extension EncodedPrompt {
    /// The prompt as the model received it; nil if that was not disclosed.
    fileprivate init?(_ row: Row, limit: Int?) {
        guard let text: String = row["encodedText"], let packed: Data = row["encodedTokens"],
            let tokens = PackedTokens.unpack([UInt8](packed)), let pinned: Int = row["pinnedCount"], pinned >= 0
        else { return nil }
        self.init(
            text: text, tokens: tokens, pinnedCount: pinned,
            window: ContextWindow(
                promptCount: tokens.count, count: tokens.count, pinnedCount: pinned,
                limit: max(1, limit ?? tokens.count)),
            reusedCount: 0)
    }
}

extension Step {
    fileprivate init(_ row: Row) {
        let bytes: Data = row["bytes"]
        let packed: Data? = row["candidates"]
        let candidates = packed.flatMap { PackedTokens.unpackCandidates([UInt8]($0)) } ?? []
        // What was drawn from is known exactly where the drawn token's own figure is.
        let probability: Double? = row["probability"]
        let entropy: Double? = row["entropyBits"]
        let unsampledEntropy: Double? = row["unsampledEntropyBits"]
        let shown = candidates.reduce(into: (1.0, 1.0)) {
            $0 = ($0.0 - $1.probability, $0.1 - $1.unsampledProbability)
        }
        self.init(
            index: row["position"],
            token: Token(id: row["token"], bytes: [UInt8](bytes), isSpecial: row["isSpecial"]), text: row["text"],
            probability: probability, unsampledProbability: row["unsampledProbability"], rank: row["rank"],
            distribution: entropy.map { entropy in
                Distribution(
                    candidates: candidates,
                    tail: Distribution.Tail(
                        count: 0, probability: max(0, shown.0), unsampledProbability: max(0, shown.1)),
                    entropyBits: entropy, unsampledEntropyBits: unsampledEntropy ?? entropy, isComplete: false,
                    isSampled: probability != nil)
            })
    }
}
