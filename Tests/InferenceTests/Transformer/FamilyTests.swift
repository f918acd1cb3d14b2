import Foundation
import Generation
import Kernels
import Testing

@testable import Inference

/// A tiny model of every family with unusual switches, and what transformers computes for it (`Tools/make_family_models.py`).
@Suite("A family")
struct FamilyTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/families").standardizedFileURL

    private static let names = [
        "llama3", "mistral", "qwen2", "qwen2-plain", "qwen3", "gemma2", "gemma2-scalar", "gemma3", "phi3", "phi3-long",
        "olmo2",
        "stablelm", "stablelm-parallel", "gpt-neox", "gpt-neox-serial", "smollm",
    ]

    private static func path(_ name: String) -> String { folder.appending(path: name).path }

    private func checkpoint(_ name: String) throws -> MappedCheckpoint {
        try MappedCheckpoint(safetensors: Self.path("\(name)/model.safetensors"))
    }

    private func json(_ name: String) throws -> JSON { try JSON(contentsOf: Self.path("\(name)/config.json")) }

    private func files(
        _ configuration: ModelConfiguration, _ checkpoint: MappedCheckpoint, _ layout: ModelFiles.Layout
    ) -> ModelFiles {
        ModelFiles(
            configuration: configuration, checkpoint: checkpoint, layout: layout,
            tokenizer: NumberTokenizer(vocabularySize: configuration.vocabularySize), chatTemplate: nil, endTokens: [],
            name: "test", weightFiles: [], beginText: "", endText: "")
    }

    private func expectReference(_ files: ModelFiles, _ reference: MappedCheckpoint, _ name: String) throws {
        let transformer = try TestModel.transformer(files)
        let ids = try reference.floats("reference.ids").map { TokenID($0) }
        let configuration = files.configuration
        for chunk in [1, 5, 24] {
            let cache = KeyValueCache(configuration)
            cache.prepare(for: ids)
            var probe = ResidualProbe(layerCount: configuration.layerCount)
            for start in stride(from: 0, to: ids.count, by: chunk) {
                transformer.forward(ids[start..<min(start + chunk, ids.count)], cache: cache, probe: &probe)
            }
            let logits = try reference.floats("reference.logits")
            let size = logits.reduce(1) { max($0, abs($1)) }
            #expect(largestDifference(transformer.logits(cache), logits) < 1e-3 * size, "\(name)")
            let final = UnsafeBufferPointer(
                start: cache.finalResidual(at: 0), count: ids.count * configuration.embeddingSize)
            let residuals = probe.residuals.dropLast().joined() + Array(final)
            let expected = try reference.floats("reference.residuals")
            let length = expected.reduce(1) { max($0, abs($1)) }
            #expect(largestDifference(Array(residuals), expected) < 1e-3 * length, "\(name)")
            var patterns: [Float] = []
            for layer in 0..<configuration.layerCount {
                for head in 0..<configuration.headCount {
                    patterns += transformer.wholePattern(layer: layer, head: head, count: ids.count, cache: cache)
                }
            }
            #expect(largestDifference(patterns, try reference.floats("reference.patterns")) < 1e-4, "\(name)")
        }
    }

    @Test(arguments: names) func `computes what transformers computes`(name: String) throws {
        let checkpoint = try checkpoint(name)
        let configuration = try ModelConfiguration(huggingFace: json(name), location: name)
        try expectReference(files(configuration, checkpoint, .huggingFace), checkpoint, name)
    }

    @Test(arguments: names.filter { FileManager.default.fileExists(atPath: path("\($0).gguf")) })
    func `computes the same from a GGUF file`(name: String) throws {
        let file = try GGUFFile(path: Self.path("\(name).gguf"))
        let configuration = try ModelConfiguration(gguf: file)
        try expectReference(files(configuration, file.checkpoint, .gguf), checkpoint(name), name)
    }

    @Test func `begins anew when a text outgrows the original context of LongRoPE`() throws {
        let configuration = try ModelConfiguration(huggingFace: json("phi3-long"), location: "phi3-long")
        let checkpoint = try checkpoint("phi3-long")
        let transformer = try TestModel.transformer(files(configuration, checkpoint, .huggingFace))
        let ids = try checkpoint.floats("reference.ids").map { TokenID($0) }
        func key(_ tokens: ArraySlice<TokenID>, cache: KeyValueCache) -> Float {
            var probe = NoProbe()
            cache.prepare(for: Array(tokens))
            transformer.forward(tokens[cache.count...], cache: cache, probe: &probe)
            return cache.keys[0].floats(head: 0, 5..<6)[0]
        }
        let cache = KeyValueCache(configuration)
        let short = key(ids[..<16], cache: cache)
        #expect(cache.commonPrefixCount(with: Array(ids[..<12])) == 12)
        #expect(cache.commonPrefixCount(with: Array(ids[..<17])) == 0)
        let long = key(ids[..<17], cache: cache)
        #expect(abs(short - long) > 1e-4)
        #expect(long == key(ids[..<24], cache: cache))
        #expect(short == key(ids[..<16], cache: cache))
    }

    /// Before there was `rope_parameters`, base and scaling had their own names, and a window's layers had a pattern.
    @Test(arguments: names) func `is described by older configurations too`(name: String) throws {
        let json = try json(name)
        let rope = try #require(json["rope_parameters"])
        let full = rope["full_attention"] ?? rope
        var members = (json.members ?? []).filter { member in
            !["rope_parameters", "layer_types"].contains { member.key.elementsEqual($0.utf8) }
        }
        func add(_ name: String, _ value: JSON?) {
            if let value { members.append(JSON.Member(key: Array(name.utf8), value: value)) }
        }
        let isNeoX = json["model_type"]?.text == "gpt_neox"
        add(isNeoX ? "rotary_emb_base" : "rope_theta", full["rope_theta"])
        add(isNeoX ? "rotary_pct" : "partial_rotary_factor", full["partial_rotary_factor"])
        add("rope_local_base_freq", rope["sliding_attention"]?["rope_theta"])
        if full["rope_type"]?.text != "default" { add("rope_scaling", full) }
        #expect(
            try ModelConfiguration(huggingFace: .object(members), location: name)
                == ModelConfiguration(huggingFace: json, location: name))
    }
}
