import Foundation
import Generation

/// Standard input as a file, for what has to be read more than once; gone with this object.
final class StandardInputFile {
    let path: String

    /// Copies all of it, piece by piece.
    init() throws(Failure) {
        let url = FileManager.default.temporaryDirectory.appending(path: "mirilla-\(UUID().uuidString)")
        path = url.path(percentEncoded: false)
        do {
            try Data().write(to: url)
            let file = try FileHandle(forWritingTo: url)
            while let piece = try FileHandle.standardInput.read(upToCount: 1 << 20), !piece.isEmpty {
                try file.write(contentsOf: piece)
            }
            try file.close()
        } catch {
            unlink(path)
            throw Failure(.system, "cannot copy standard input", at: path, found: error.localizedDescription)
        }
    }

    deinit { unlink(path) }
}
