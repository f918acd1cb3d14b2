import Foundation
import Generation
import Testing

@testable import Inference

/// Tokenizers of every kind, each with 1000 strings of all sorts, against Hugging Face's tokenizers and SentencePiece
/// (`Tools/tokenizer_kinds.py`).
@Suite("Tokenizers of every kind")
struct TokenizerKindsTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/TokenizerKinds")

    private static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }()

    private static let strings = Result {
        try JSONDecoder().decode([String].self, from: Data(contentsOf: folder.appendingPathComponent("strings.json")))
    }

    @Test func `are all there`() { #expect(Self.names.count >= 36) }

    @Test(arguments: names) func `give the same ids as the reference`(name: String) throws {
        let strings = try Self.strings.get()
        let figures = try String(contentsOf: Self.folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
            .split(separator: "\n")
        #expect(strings.count == 1000 && figures.count == 1000)
        let path = Self.folder.appendingPathComponent("\(name).json").path
        let isJSON = FileManager.default.fileExists(atPath: path)
        let tokenizer: SubwordTokenizer
        if isJSON {
            tokenizer = try SubwordTokenizer(
                tokenizerJSON: JSON(contentsOf: path), configuration: TokenizerConfiguration(), location: path)
        } else {
            let path = Self.folder.appendingPathComponent("\(name).model").path
            let model = try MappedFile(path: path).withBytes { try SentencePieceModel(parsing: $0, at: path) }
            tokenizer = try SubwordTokenizer(sentencePiece: model, configuration: TokenizerConfiguration())
        }
        for (string, figure) in zip(strings, figures) where figure != "-" {
            let ids = tokenizer.encode(string, addsSpecial: isJSON, parsesSpecial: isJSON)
            #expect(fingerprint(ids) == figure, "\(string.debugDescription)")
        }
    }

    /// FNV-1a of the ids, each as four bytes.
    private func fingerprint(_ ids: [TokenID]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for id in ids {
            for shift in stride(from: 0, to: 32, by: 8) {
                hash = (hash ^ UInt64(id >> shift & 0xFF)) &* 0x100_0000_01B3
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
