import Foundation

/// A file that is gone with the test.
final class TemporaryFile {
    let path: String

    init(_ bytes: [UInt8], name: String = "reviews.csv") throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mirilla-corpora-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        try Data(bytes).write(to: URL(filePath: path))
    }

    convenience init(_ text: String, name: String = "reviews.csv") throws {
        try self.init(Array(text.utf8), name: name)
    }

    deinit { try? FileManager.default.removeItem(at: URL(filePath: path).deletingLastPathComponent()) }
}
