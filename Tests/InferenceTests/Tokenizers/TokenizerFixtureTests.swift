import Generation
import Inference
import Testing

/// Vectors by llama.cpp, Hugging Face tokenizers and SentencePiece, for every file that one vocabulary comes in.
@Suite("Tokenizers against other implementations", .enabled(if: Fixtures.areThere))
struct TokenizerFixtureTests {
    /// A vocabulary and the file to read it from.
    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        var testDescription: String { path }
    }

    private static let sources =
        ["gpt-2", "llama-spm", "bert-bge"].map { Source(name: $0, path: "ggml-vocab-\($0).gguf") }
        + [
            Source(name: "gpt-2", path: "gpt2"), Source(name: "llama-spm", path: "llama-spm"),
            Source(name: "bert-bge", path: "bert-bge"),
        ]

    /// The older files of the same vocabularies, each alone in a folder.
    @Test(arguments: [
        ("gpt-2", "gpt2", ["vocab.json", "merges.txt", "tokenizer_config.json"]),
        ("llama-spm", "llama-spm", ["tokenizer.model"]),
    ])
    func `give the same ids from the files of before tokenizer.json`(
        name: String, source: String, files: [String]
    ) throws {
        let folder = try TemporaryFolder()
        for file in files { try folder.write(Fixtures.bytes("tokenizers/\(source)/\(file)"), to: file) }
        let tokenizer = try ModelFiles.tokenizer(path: folder.path)
        for vector in try Vector.read("tokenizers/\(name).vectors.jsonl") {
            #expect(tokenizer.encode(vector.text, addsSpecial: false, parsesSpecial: false) == vector["ids"])
            #expect(tokenizer.decode(vector["ids"]) == vector.decoded)
        }
        for vector in try Vector.read("tokenizers/\(name).special.jsonl") {
            #expect(
                tokenizer.encode(vector.text, addsSpecial: true, parsesSpecial: true)
                    == vector["ids_parse_special_with_bos"])
        }
    }

    /// Each is read once: without optimization a large vocabulary takes a second.
    private static let tokenizers = Dictionary(
        uniqueKeysWithValues: sources.map { source in
            (source.path, Result { try ModelFiles.tokenizer(path: "\(Fixtures.path)/tokenizers/\(source.path)") })
        })

    private func open(_ source: Source) throws -> any Tokenizer {
        try #require(Self.tokenizers[source.path]).get()
    }

    @Test(arguments: sources) func `give the same ids as llama.cpp's own vectors`(source: Source) throws {
        let tokenizer = try open(source)
        let texts = try Fixtures.text("tokenizers/ggml-vocab-\(source.name).gguf.inp")
            .split(separator: "\n__ggml_vocab_test__\n", omittingEmptySubsequences: false).dropLast()
        let lines = try Fixtures.text("tokenizers/ggml-vocab-\(source.name).gguf.out")
            .split(separator: "\n", omittingEmptySubsequences: false)
        #expect(texts.count == 46)
        for (text, line) in zip(texts, lines) {
            let ids = line.split(separator: " ").compactMap { Int($0) }
            #expect(tokenizer.encode(String(text), addsSpecial: false, parsesSpecial: false) == ids)
        }
    }

    @Test(arguments: sources) func `give the same ids and texts as the reference`(source: Source) throws {
        let tokenizer = try open(source)
        let vectors = try Vector.read("tokenizers/\(source.name).vectors.jsonl")
        #expect(vectors.count == 200)
        for vector in vectors {
            let ids = tokenizer.encode(vector.text, addsSpecial: false, parsesSpecial: false)
            #expect(ids == vector["ids"], "\(vector.text.debugDescription)")
            let text = tokenizer.decode(ids, includesSpecial: true)
            #expect(text == vector.decoded, "\(vector.text.debugDescription)")
        }
    }

    @Test(arguments: sources) func `find written special tokens only where they are meant`(source: Source) throws {
        let tokenizer = try open(source)
        let vectors = try Vector.read("tokenizers/\(source.name).special.jsonl")
        #expect(vectors.count == 5)
        for vector in vectors {
            let text = vector.text
            #expect(tokenizer.encode(text, addsSpecial: false, parsesSpecial: true) == vector["ids_parse_special"])
            #expect(tokenizer.encode(text, addsSpecial: false, parsesSpecial: false) == vector["ids_plain_text"])
            #expect(
                tokenizer.encode(text, addsSpecial: true, parsesSpecial: true) == vector["ids_parse_special_with_bos"])
        }
    }

    @Test(arguments: ["", "/stories260K-f32.gguf", "/stories260K-q8_0.gguf"])
    func `give the prompts of the golden outputs`(file: String) throws {
        let tokenizer = try ModelFiles.tokenizer(path: "\(Fixtures.path)/models/stories260K\(file)")
        let prompts = try Vector.readGolden("models/golden/stories260K.json")
        #expect(prompts.count == 3)
        for (text, ids) in prompts {
            #expect(tokenizer.encode(text, addsSpecial: true, parsesSpecial: false) == ids)
            #expect(tokenizer.decode(ids) == text)
        }
    }

    @Test(arguments: sources) func `never show half a character while they decode`(source: Source) throws {
        let tokenizer = try open(source)
        for vector in try Vector.read("tokenizers/\(source.name).vectors.jsonl") {
            var decoder = tokenizer.makeDecoder()
            let parts = vector["ids"].map { decoder.add(tokenizer.token($0)) }
            #expect(parts.allSatisfy { !$0.contains("\u{FFFD}") } || vector.text.contains("\u{FFFD}"))
            #expect(decoder.finish().isEmpty)
        }
    }
}
