#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Testing

@testable import TextUI

/// A picture kept as a text file, to be read in a diff.
///
/// `MIRILLA_RECORD_SNAPSHOTS=1 swift test` writes what is drawn now instead of comparing.
func expectSnapshot(
    _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation, file: String = #filePath
) throws {
    let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots")
    let url = folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["MIRILLA_RECORD_SNAPSHOTS"] == "1" {
        try Data((text + "\n").utf8).write(to: url)
        return
    }
    let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    guard expected != text + "\n" else { return }
    Issue.record("\(name).txt differs; drawn now:\n\(text)", sourceLocation: sourceLocation)
}
