import Foundation
public import Generation
import GRDB

/// The history of all runs: one SQLite file that any number of mirillas may use at once.
///
/// ```swift
/// let history = try HistoryStore(folder: "/home/ada/.local/share/mirilla")
/// let recorder = history.record(question, given: []) { failure in … }
/// for try await event in provider.generate(question.request) { recorder.add(event) }
/// ```
/// Writing is in write-ahead mode: readers never wait for a writer, and what was committed survives a killed program. Keys of
/// services are no part of what is recorded. The file is readable by its owner alone.
public final class HistoryStore: RunArchive {
    /// The file's name.
    public static let fileName = "mirilla.sqlite"

    /// Where the file is.
    public let path: String
    /// That a damaged file was found and put aside, and where it is now; nil if there was none.
    public let damage: Failure?
    let pool: DatabasePool
    let index: SearchIndex

    /// Opens the history in a folder, which is created if needed.
    ///
    /// - Throws: `Failure` if the disk refuses, or if a newer mirilla has changed the file; nothing is touched then.
    public init(folder: String) throws(Failure) {
        let file = try HistoryFile(folder: folder)
        path = file.path
        (pool, index, damage) = try file.open()
    }

    /// Begins to remember a run.
    public func record(
        _ question: PastRun.Question, given: [Step], failed: @escaping @Sendable (Failure) -> Void
    ) -> any RunRecorder {
        HistoryRecorder(question, given: given, pool: pool, index: index) { [path] error in
            failed(Failure(error, doing: "cannot remember the run", at: path))
        }
    }

    /// Waits until all that was recorded is written.
    public func flush() {
        pool.writeWithoutTransaction { _ in }
    }

    /// Reads, telling errors as failures.
    func read<Value: Sendable>(_ value: @escaping @Sendable (Database) throws -> Value) async throws(Failure) -> Value {
        do {
            return try await pool.read(value)
        } catch {
            throw Failure(error, doing: "cannot read the history", at: path)
        }
    }

    /// Changes, telling errors as failures.
    func write(_ change: @escaping @Sendable (Database) throws -> Void) async throws(Failure) {
        do {
            try await pool.write(change)
        } catch {
            throw Failure(error, doing: "cannot change the history", at: path)
        }
    }
}
