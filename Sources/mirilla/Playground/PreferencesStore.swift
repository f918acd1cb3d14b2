import Foundation
import Generation
import Playground

/// Keeps what was chosen on the screen: language, theme, live mode.
struct PreferencesStore {
    /// Where it is kept.
    let file: URL

    /// What was chosen last, or nil if nothing was or the file is broken: a choice is quickly made again.
    func load() -> Preferences? {
        guard let bytes = try? Data(contentsOf: file) else { return nil }
        return try? JSONDecoder().decode(Preferences.self, from: bytes)
    }

    /// Keeps a choice.
    func save(_ preferences: Preferences) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try JSONEncoder().encode(preferences).write(to: file, options: .atomic)
        } catch {
            throw Failure(.system, "cannot keep the preferences", at: file.path, found: error.localizedDescription)
        }
    }
}
