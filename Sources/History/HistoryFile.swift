import Foundation
import Generation
import GRDB

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Opens the file of the history: makes it, brings its schema up to date, and puts a damaged one aside.
struct HistoryFile {
    let folder: String
    var path: String { "\(folder)/\(HistoryStore.fileName)" }

    /// Makes the folder, readable by its owner alone.
    init(folder: String) throws(Failure) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .system, "cannot keep the history", at: folder, found: error.localizedDescription,
                hint: Failure.placeHint)
        }
    }

    /// Opens the file; a damaged one is renamed, never deleted, and a new one is begun.
    func open() throws(Failure) -> (DatabasePool, SearchIndex, damage: Failure?) {
        // Mirillas that start at the same moment make the file, change its schema and put it aside one after the other.
        let lock = FolderLock(folder)
        defer { lock.end() }
        do {
            let (pool, index) = try openSound()
            return (pool, index, nil)
        } catch let error as DatabaseError where error.isDamage {
            let aside = try putAside()
            let damage = Failure(
                .malformed, "the history was damaged and is now", at: aside, found: error.message,
                hint: "a new history was begun; sqlite3 FILE .recover may save what is in the old one")
            do {
                let (pool, index) = try openSound()
                return (pool, index, damage)
            } catch {
                throw Failure(error, doing: "cannot open the history", at: path)
            }
        } catch {
            throw Failure(error, doing: "cannot open the history", at: path)
        }
    }

    private func openSound() throws -> (DatabasePool, SearchIndex) {
        try create()
        var configuration = Configuration()
        // Another mirilla writes for milliseconds; while it cleans up after a deletion, longer.
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 3
        configuration.label = "mirilla.history"
        configuration.prepareDatabase { database in
            // What is deleted is overwritten.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        let migrator = Schema.migrator
        if try pool.read(migrator.hasBeenSuperseded) {
            throw Failure(
                .unsupported, "cannot use the history", at: path, expected: "one that this mirilla knows",
                found: "one that a newer mirilla has changed",
                hint: "update mirilla; runs are not remembered until then")
        }
        try migrator.migrate(pool)
        return (pool, try SearchIndex(pool))
    }

    /// Makes an empty file that only its owner can read; SQLite gives the files beside it the same permissions.
    private func create() throws(Failure) {
        let descriptor = systemOpen(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .system, "cannot keep the history", at: path, found: String(cString: strerror(errno)),
                hint: Failure.placeHint)
        }
        close(descriptor)
    }

    /// Renames the file and those beside it, and says what it is called now.
    private func putAside() throws(Failure) -> String {
        var number = 1
        while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
        let aside = "\(path).damaged-\(number)"
        for suffix in ["-wal", "-shm"] where rename(path + suffix, aside + suffix) != 0 && errno != ENOENT {
            throw asideFailure
        }
        guard rename(path, aside) == 0 else { throw asideFailure }
        return aside
    }

    private var asideFailure: Failure {
        Failure(
            .malformed, "the history is damaged and cannot be put aside", at: path,
            found: String(cString: strerror(errno)), hint: "move the file away")
    }
}

/// A lock on a folder that the system takes back when the process ends.
private struct FolderLock {
    private let descriptor: CInt

    /// Waits for the lock; where the file system has none, nothing is waited for.
    init(_ folder: String) {
        descriptor = systemOpen(folder, O_RDONLY | O_CLOEXEC, 0)
        if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    }

    func end() {
        if descriptor >= 0 { close(descriptor) }
    }
}

/// The system's `open`, whose name the method above has taken.
private func systemOpen(_ path: String, _ flags: CInt, _ mode: mode_t) -> CInt { open(path, flags, mode) }
