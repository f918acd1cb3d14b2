import Foundation
import Testing

/// A text file of the repository that a test compares with; `MIRILLA_RECORD=1` writes it anew.
struct Recorded {
    let path: String

    /// A file below this folder.
    init(snapshot name: String, file: String = #filePath) {
        path =
            file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/Snapshots/\(name).txt"
    }

    /// A page of the documentation.
    init(page name: String, file: String = #filePath) {
        path =
            file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
            + "/docs/\(name)"
    }

    /// Expects the text that was recorded.
    func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = text.hasSuffix("\n") ? text : text + "\n"
        if ProcessInfo.processInfo.environment["MIRILLA_RECORD"] != nil {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text == recorded, "differs from \(path)", sourceLocation: sourceLocation)
    }
}
