import Foundation
import Generation

@testable import Inference

/// The encoders of `Tools/make_tiny_encoders.py`, and what sentence-transformers and transformers compute with them.
enum TinyEncoder: String, CaseIterable {
    case mean
    case firstAndMaximum = "cls-max"

    /// What the references are.
    struct Reference: Decodable {
        let texts: [String]
        let ids: [[TokenID]]
        let documents: [[Float]]
        let queries: [[Float]]
        let pattern_text: String
        /// `[layer][head][query][key]`.
        let patterns: [[[[Float]]]]
    }

    var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/encoders/\(rawValue)").standardizedFileURL
    }

    func open() throws -> LocalEmbedder { try LocalEmbedder.open(path: folder.path, reference: rawValue) }

    var reference: Reference {
        get throws {
            try JSONDecoder().decode(
                Reference.self, from: Data(contentsOf: folder.appending(path: "reference.json")))
        }
    }

    /// A copy of the folder in which a file has another content, or is missing.
    func copy(changing file: String, to content: String?) throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "mirilla-encoder-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: folder, to: copy)
        let path = copy.appending(path: file)
        try FileManager.default.removeItem(at: path)
        if let content { try Data(content.utf8).write(to: path) }
        return copy
    }
}
