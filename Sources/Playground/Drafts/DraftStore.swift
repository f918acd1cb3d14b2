import Foundation
import Generation
import Synchronization

/// Drafts on disk: one file for each session that runs, one for the last that ended by quitting.
///
/// ```
/// draft-1a2b3c4d.json   a session's texts, replaced whole, so that a reader never sees half of them
/// draft-1a2b3c4d.lock   locked as long as that session lives; the system unlocks it however it ends
/// draft.json            the texts of the last session that ended by quitting
/// ```
/// Sessions never write each other's files, so any number can run at once. A session file whose lock is free was left by a
/// program that was killed. Files are readable by their owner alone.
public final class DraftStore: Sendable {
    private struct Session {
        var lock: FileLock?
        var leftover: (path: String, lock: FileLock)?
        var isOver = false
    }

    private let directory: String
    private let name: String
    private let session = Mutex(Session())

    /// Makes a store in a directory, which is created when the first draft is saved.
    public init(directory: String) {
        self.directory = directory
        name = "draft-" + String(UInt64.random(in: .min ... .max), radix: 16)
    }

    /// Replaces this session's draft; an empty one is removed.
    ///
    /// - Throws: `Failure` when the disk refuses.
    public func save(_ draft: Draft) throws {
        try session.withLock { session in
            guard !session.isOver else { return }
            guard draft.isEmpty else { return try write(draft, to: name, for: &session) }
            removeFiles(of: &session)
        }
    }

    /// Ends the session: its texts become those of the last session that ended by quitting.
    ///
    /// - Throws: `Failure` when the disk refuses.
    public func keep(_ draft: Draft) throws {
        try session.withLock { session in
            session.isOver = true
            if !draft.isEmpty { try write(draft, to: "draft", for: &session) }
            removeFiles(of: &session)
        }
    }

    /// What the last session that ended by quitting left.
    public func kept() -> Draft? { read(path(of: "draft")) }

    /// The newest draft of a session that was killed; no other session is offered it until this one ends.
    public func leftover() -> Draft? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let candidates = names.filter { $0.hasPrefix("draft-") && $0.hasSuffix(".json") }
            .map { path(of: String($0.dropLast(5))) }
            .sorted { modificationDate(of: $0) > modificationDate(of: $1) }
        for path in candidates where path != self.path(of: name) {
            guard let lock = FileLock(path: String(path.dropLast(5)) + ".lock") else { continue }
            guard let draft = read(path) else {
                // Another version's file is left to that version.
                lock.remove()
                continue
            }
            session.withLock { $0.leftover = (path, lock) }
            return draft
        }
        return nil
    }

    /// Throws the draft away that `leftover` found.
    public func discardLeftover() {
        session.withLock { session in
            guard let (path, lock) = session.leftover else { return }
            try? FileManager.default.removeItem(atPath: path)
            lock.remove()
            session.leftover = nil
        }
    }

    private func path(of name: String) -> String { "\(directory)/\(name).json" }

    private func removeFiles(of session: inout Session) {
        try? FileManager.default.removeItem(atPath: path(of: name))
        session.lock?.remove()
        session.lock = nil
    }

    private func modificationDate(of path: String) -> Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }

    private func write(_ draft: Draft, to name: String, for session: inout Session) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            if session.lock == nil { session.lock = FileLock(path: "\(directory)/\(self.name).lock") }
            let data = try JSONEncoder().encode(DraftFile(draft))
            try PrivateFile.replace(path(of: name), with: data, by: "\(directory)/\(self.name).tmp")
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(
                .system, "cannot keep the draft", at: directory, found: error.localizedDescription,
                hint: "make the folder writable, or set XDG_STATE_HOME")
        }
    }

    private func read(_ path: String) -> Draft? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return try? JSONDecoder().decode(DraftFile.self, from: data).draft
    }
}
