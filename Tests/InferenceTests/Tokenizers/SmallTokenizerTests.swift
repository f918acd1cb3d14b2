import Foundation
import Generation
import Testing

@testable import Inference

/// Tiny tokenizers in the forms that `tokenizer.json` takes, with vectors by Hugging Face's tokenizers
/// (`Tools/tokenizer_figures.py`).
@Suite("Small tokenizers")
struct SmallTokenizerTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/Tokenizers")

    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    private static let names = ["byte-level", "digits", "metaspace-first", "metaspace-always"]

    private func tokenizer(_ name: String) throws -> SubwordTokenizer {
        try SubwordTokenizer(
            tokenizerJSON: JSON(parsing: Self.bytes("\(name).json"), at: name), configuration: TokenizerConfiguration(),
            location: name)
    }

    @Test(arguments: names) func `give the same ids and texts as the reference`(name: String) throws {
        let tokenizer = try tokenizer(name)
        let vectors = try Vector.parse(Self.bytes("\(name).jsonl"))
        #expect(vectors.count == 35)
        for vector in vectors {
            let ids = tokenizer.encode(vector.text, addsSpecial: false, parsesSpecial: true)
            #expect(ids == vector["ids"], "\(vector.text.debugDescription)")
            #expect(tokenizer.encode(vector.text, addsSpecial: true, parsesSpecial: true) == vector["ids_special"])
            #expect(
                tokenizer.decode(vector["ids"], includesSpecial: true) == vector.decoded,
                "\(vector.text.debugDescription)")
        }
    }

    @Test(arguments: [("gpt2", WordPattern.gpt2), ("llama3", .llama3(digits: 3)), ("qwen2", .llama3(digits: 1))])
    func `find the words that the regular expressions find`(name: String, pattern: WordPattern) throws {
        let figures = try JSON(parsing: Self.bytes("words.json"), at: "words.json")[name]?.elements ?? []
        #expect(figures.count >= 135)
        for figure in figures {
            let text = try #require(figure.elements?.first?.bytes)
            var words: [Range<Int>] = []
            pattern.split(text, in: 0..<text.count, into: &words)
            #expect(
                words.map { JSON.string(Array(text[$0])) } == figure.elements?[1].elements,
                "\(String(decoding: text, as: UTF8.self).debugDescription)")
        }
    }

    @Test func `find markers in what the template added, not in what a message said`() throws {
        let tokenizer = try tokenizer("byte-level")
        let segments = [
            ChatTemplate.Segment(text: "<s>a ", isContent: false), .init(text: "b<|end|>", isContent: true),
            .init(text: "<|end|>", isContent: false),
        ]
        let ids = tokenizer.encode(segments)
        #expect(ids.filter { tokenizer.token($0).isSpecial } == [0, 1])
        #expect(ids.first == 0 && ids.last == 1)
        let plain = tokenizer.encode("a b<|end|>", addsSpecial: false, parsesSpecial: false)
        #expect(Array(ids.dropFirst().dropLast()) == plain)
    }

    @Test func `keep a character back until it is whole`() {
        var decoder = StreamingDecoder()
        #expect(decoder.add(Token(id: 0, bytes: [0xF0, 0x9F])) == "")
        #expect(decoder.add(Token(id: 1, bytes: [0x98])) == "")
        #expect(decoder.add(Token(id: 2, bytes: [0x80, 0x61, 0xC3])) == "😀a")
        #expect(decoder.finish() == "\u{FFFD}")
        #expect(decoder.add(Token(id: 3, bytes: [0xFF, 0x62])) == "\u{FFFD}b")
    }

    @Test func `are encoded in a time that does not grow with the square`() throws {
        let tokenizer = try tokenizer("metaspace-first")
        let text = String(repeating: "temperature", count: 4000)
        let ids = tokenizer.encode(text, addsSpecial: false, parsesSpecial: false)
        #expect(tokenizer.decode(ids) == text)
    }

    @Test(arguments: names) func `survive every damage`(name: String) throws {
        var generator = SeededGenerator(state: 4)
        let sound = try Self.bytes("\(name).json")
        for _ in 0..<40 {
            guard let json = try? JSON(parsing: sound.damaged(by: &generator), at: name) else { continue }
            let tokenizer = try? SubwordTokenizer(
                tokenizerJSON: json, configuration: TokenizerConfiguration(), location: name)
            _ = tokenizer?.encode("It's 2026 <|end|>", addsSpecial: true, parsesSpecial: true)
        }
    }

    @Test func `keep pieces apart that are canonically equivalent`() throws {
        let json = #"{"\#u{E9}": 0, "e\#u{301}": 1, "e": 2}"#
        let tokenizer = try SubwordTokenizer(
            tokenizerJSON: JSON(
                parsing: Array(#"{"model": {"type": "BPE", "vocab": \#(json), "merges": []}}"#.utf8), at: ""),
            configuration: TokenizerConfiguration(), location: "")
        #expect(tokenizer.encode("\u{E9}", addsSpecial: false, parsesSpecial: false) == [0])
        #expect(tokenizer.id(ofPiece: "e\u{301}") == 1)
    }

    @Test(arguments: [
        (#"{"model": {"type": "Unigram", "vocab": {}, "unk_id": 0}}"#, Failure.Kind.malformed),
        (#"{"model": {"type": "Unigram", "vocab": [["a", "b"]]}}"#, .malformed),
        (#"{"model": {"type": "Trie", "vocab": {}}}"#, .unsupported),
        (#"{"model": {"type": "BPE"}}"#, .malformed), (#"{"model": {"vocab": {"a": -1}}}"#, .malformed),
        (#"{"model": {"vocab": {"a": 99999999999}}}"#, .malformed),
        (#"{"model": {"vocab": {"a": 0, "b": 0}}}"#, .malformed),
        (#"{"model": {"vocab": {"a": 0}, "merges": ["a b"]}}"#, .malformed),
        (#"{"model": {"vocab": {"a": 0}, "merges": ["a"]}}"#, .malformed),
        (#"{"model": {"vocab": {"a": 0}}, "normalizer": {"type": "Nmt"}}"#, .unsupported),
        (
            #"{"model": {"vocab": {"a": 0}}, "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "(a)\\1"}, "behavior": "Isolated"}}"#,
            .unsupported
        ),
    ])
    func `that cannot be read are refused`(text: String, kind: Failure.Kind) throws {
        let json = try JSON(parsing: Array(text.utf8), at: "tokenizer.json")
        let failure = #expect(throws: Failure.self) {
            try SubwordTokenizer(
                tokenizerJSON: json, configuration: TokenizerConfiguration(), location: "tokenizer.json")
        }
        #expect(failure?.kind == kind)
    }
}
