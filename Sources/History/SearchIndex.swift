import Generation
import GRDB

/// The words of all runs, so that ten thousand runs are searched between two key presses.
///
/// An SQLite that was built without full-text search looks through the texts themselves instead: slower, and otherwise the same.
struct SearchIndex: Sendable {
    private let isFullText: Bool

    /// Makes the index, if this SQLite can, and takes in the runs that are not in it: those of a program that was killed.
    init(_ pool: DatabasePool) throws {
        isFullText = try pool.read { database in
            try Bool.fetchOne(database, sql: "SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'") ?? false
        }
        guard isFullText else { return }
        try pool.write { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
                        system, user, text, note, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')
                    """)
            let missing = try PastRun.ID.fetchAll(
                database, sql: "SELECT id FROM run WHERE id NOT IN (SELECT rowid FROM words)")
            for id in missing { try update(id, in: database) }
        }
    }

    /// An index that looks through the texts themselves.
    static let withoutFullText = SearchIndex()

    private init() { isFullText = false }

    /// Takes in what a run says now.
    func update(_ id: PastRun.ID, in database: Database) throws {
        guard isFullText else { return }
        try database.execute(sql: "DELETE FROM words WHERE rowid = ?", arguments: [id])
        try database.execute(
            sql: """
                INSERT INTO words (rowid, system, user, text, note)
                SELECT id, system, user, coalesce(text, \(Self.unfinishedText)), note FROM run WHERE id = ?
                """, arguments: [id])
    }

    /// Takes runs out, so that none of their words is left.
    func remove(_ ids: [PastRun.ID], in database: Database) throws {
        guard isFullText else { return }
        for id in ids { try database.execute(sql: "DELETE FROM words WHERE rowid = ?", arguments: [id]) }
        // A deleted word stays in the index until its parts are merged.
        try database.execute(sql: "INSERT INTO words (words) VALUES ('optimize')")
    }

    /// The condition on a run for a typed text, with its arguments; nil for a text without words.
    func condition(for text: String) -> (sql: String, arguments: StatementArguments)? {
        let words = text.split { !($0.isLetter || $0.isNumber) }
        if isFullText, !words.isEmpty {
            let pattern = words.dropLast().map { "\"\($0)\" " }.joined() + (words.last.map { "\"\($0)\"*" } ?? "")
            return ("run.id IN (SELECT rowid FROM words WHERE words MATCH ?)", [pattern])
        }
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard !parts.isEmpty else { return nil }
        let haystack =
            "coalesce(run.system, '') || ' ' || run.user || ' ' || coalesce(run.text, \(Self.unfinishedText), '') || ' ' || run.note"
        let conditions = parts.map { _ in "(\(haystack)) LIKE ? ESCAPE '\\'" }
        return (
            conditions.joined(separator: " AND "), StatementArguments(parts.map { "%\(Self.escaped($0))%" })
        )
    }

    /// The text of a run whose end nobody has told.
    private static let unfinishedText =
        "(SELECT group_concat(text, '') FROM (SELECT text FROM step WHERE runID = run.id ORDER BY position))"

    private static func escaped(_ text: Substring) -> String {
        text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
