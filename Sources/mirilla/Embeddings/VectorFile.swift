import Foundation
import Generation

/// A file that vectors go to.
struct VectorFile {
    /// Where it is.
    let path: String

    /// Looks whether a file can be there, before hours of work.
    init(_ path: String) throws(Failure) {
        self.path = path
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]) : "."
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        if isThere, isFolder.boolValue {
            throw Failure(.usage, "cannot write the file", at: path, expected: "the name of a file", found: "a folder")
        }
        guard FileManager.default.isWritableFile(atPath: isThere ? path : folder.isEmpty ? "/" : folder) else {
            throw Failure(.system, "cannot write the file", at: path, expected: "a folder that can be written")
        }
    }

    /// Writes all of it.
    func write(_ bytes: [UInt8]) throws(Failure) {
        do {
            try Data(bytes).write(to: URL(filePath: path))
        } catch {
            throw Failure(.system, "cannot write the file", at: path, found: error.localizedDescription)
        }
    }
}
