import Foundation
import Generation
import History

/// Where the commands keep vectors: the history of this user.
enum VectorStore {
    /// Opens it.
    ///
    /// - Throws: `Failure` if the disk refuses.
    static func open() throws(Failure) -> HistoryStore {
        let folders = UserFolders(environment: ProcessInfo.processInfo.environment)
        let store = try HistoryStore(folder: folders.data.path(percentEncoded: false))
        if let damage = store.damage { StandardError.writeLine("mirilla: \(damage.message)") }
        return store
    }
}
