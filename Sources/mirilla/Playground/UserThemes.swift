import Foundation
import TextUI

extension ThemeLibrary {
    /// The built-in themes and those in a folder of the user's.
    ///
    /// A file that cannot be read is no theme; what is wrong inside a file is in `errors`.
    init(folder: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".toml") }.compactMap { name -> File? in
            let path = folder.appending(path: name)
            guard let text = try? String(contentsOf: path, encoding: .utf8) else { return nil }
            return File(name: path.path, text: text)
        }
        self.init(files: files)
    }
}
