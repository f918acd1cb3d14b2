import Foundation
import Generation

@testable import Inference

/// One Llama as GGUF files of four types (`Tools/make_tiny_models.py`), with a chat template.
enum QuantizedModel: String, CaseIterable {
    case f16
    case bf16
    case q8 = "q8_0"
    case q4 = "q4_0"

    var isQuantized: Bool { self == .q8 || self == .q4 }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/models").standardizedFileURL

    private static func reference(_ name: String) throws -> [Float] {
        try MappedCheckpoint(safetensors: folder.appending(path: "quantized-reference.safetensors").path).floats(name)
    }

    func files() throws -> ModelFiles {
        try ModelFiles.open(path: Self.folder.appending(path: "llama-\(rawValue).gguf").path)
    }

    /// What transformers computes with the numbers that the file stores.
    func logits() throws -> [Float] { try Self.reference("\(rawValue).logits") }

    static func ids() throws -> [TokenID] { try reference("ids").map { TokenID($0) } }
}
