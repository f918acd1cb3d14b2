public import Generation
import GRDB

// What people do with past runs.

extension HistoryStore {
    /// Stars a run, or no longer.
    public func setStar(_ isStarred: Bool, of id: PastRun.ID) async throws {
        try await write { database in
            try database.execute(sql: "UPDATE run SET isStarred = ? WHERE id = ?", arguments: [isStarred, id])
        }
    }

    /// Notes something about a run; the note is found by searching.
    public func setNote(_ note: String, of id: PastRun.ID) async throws {
        try await write { [index] database in
            try database.execute(sql: "UPDATE run SET note = ? WHERE id = ?", arguments: [note, id])
            try index.update(id, in: database)
        }
    }

    /// Removes runs, so that nothing of them is left in the files.
    ///
    /// Their place in the file is overwritten, their words leave the index, and the log, which holds older pages, is emptied. If
    /// somebody reads just then, that is done when the last mirilla quits.
    public func delete(_ ids: [PastRun.ID]) async throws {
        try await write { [index] database in
            for id in ids { try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id]) }
            try index.remove(ids, in: database)
        }
        _ = try? await pool.barrierWriteWithoutTransaction { try $0.checkpoint(.truncate) }
    }
}
