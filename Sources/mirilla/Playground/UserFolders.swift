import Foundation

/// The folders of a user that are mirilla's, as the XDG base directory specification places them.
struct UserFolders {
    /// The user's home: the one that the environment names, as other tools take it.
    let home: URL
    /// Settings that the user writes.
    let config: URL
    /// What outlives a session but is no document: drafts, the log.
    let state: URL
    /// What outlives sessions and is the user's: the history.
    let data: URL
    /// What can be made again.
    let cache: URL

    /// Reads the places from the environment.
    init(environment: [String: String]) {
        let named = environment["HOME"].flatMap { $0.isEmpty ? nil : URL(filePath: $0) }
        let home = named ?? FileManager.default.homeDirectoryForCurrentUser
        self.home = home
        func folder(_ variable: String, _ standard: String) -> URL {
            // The specification has relative paths ignored.
            let named = environment[variable].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
            return (named ?? home.appending(path: standard)).appending(path: "mirilla")
        }
        config = folder("XDG_CONFIG_HOME", ".config")
        state = folder("XDG_STATE_HOME", ".local/state")
        data = folder("XDG_DATA_HOME", ".local/share")
        cache = folder("XDG_CACHE_HOME", ".cache")
    }
}
