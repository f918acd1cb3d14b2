import Generation
import Testing

@testable import Inference

@Suite("Model files")
struct ModelFilesTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    // MARK: Real files

    @Test(.enabled(if: Fixtures.areThere)) func `of a folder agree with its configuration`() throws {
        let files = try ModelFiles.open(path: "\(Fixtures.path)/models/stories260K")
        #expect(files.configuration == Self.stories(pairing: .halves, epsilon: 1e-5))
        #expect(files.layout == .huggingFace)
        #expect(files.endTokens == [1, 2])
        #expect(files.beginText == "<s>" && files.endText == "</s>")
        #expect(files.chatTemplate == nil)
        #expect(files.name == "stories260K")
        #expect(files.weightFiles.count == 1 && files.checkpoint.tensorNames.count == 47)
        let embedding = try files.checkpoint.requiredTensor(named: "model.embed_tokens.weight")
        #expect(embedding.shape == [512, 64])
    }

    @Test(.enabled(if: Fixtures.areThere), arguments: ["f32", "f16", "q8_0"])
    func `of a GGUF file agree with its metadata`(type: String) throws {
        let files = try ModelFiles.open(path: "\(Fixtures.path)/models/stories260K/stories260K-\(type).gguf")
        #expect(files.configuration == Self.stories(pairing: .interleaved, epsilon: Double(Float(1e-5))))
        #expect(files.layout == .gguf)
        #expect(files.endTokens == [2])
        let query = try files.checkpoint.requiredTensor(named: "blk.0.attn_k.weight")
        #expect(query.shape == [32, 64] && query.type.rawValue == type.uppercased())
    }

    @Test(.enabled(if: Fixtures.areThere)) func `without tensors still give a tokenizer`() throws {
        let path = "\(Fixtures.path)/tokenizers/ggml-vocab-gpt-2.gguf"
        #expect(try ModelFiles.tokenizer(path: path).vocabularySize == 50257)
        #expect(throws: Failure.self) { try ModelFiles.open(path: path) }
    }

    @Test(.enabled(if: Fixtures.areThere), arguments: ["stories260K-q8_0.gguf", "tokenizer.model", "tokenizer.json"])
    func `survive every damage`(name: String) throws {
        var generator = SeededGenerator(state: 5)
        let sound = try Fixtures.bytes("models/stories260K/\(name)")
        // The front holds what is parsed; behind it are weights, where any byte is as good as another.
        let front = Array(sound.prefix(24_000))
        for _ in 0..<60 {
            let path = try folder.write(front.damaged(by: &generator) + sound.dropFirst(24_000), to: name)
            if name.hasSuffix(".gguf") {
                _ = try? ModelFiles.open(path: path)
            } else {
                let tokenizer = try? ModelFiles.tokenizer(path: folder.path)
                _ = tokenizer?.encode("Once upon a time", addsSpecial: true, parsesSpecial: true)
            }
        }
    }

    private static func stories(pairing: ModelConfiguration.RotaryPairing, epsilon: Double) -> ModelConfiguration {
        ModelConfiguration(
            architecture: "llama", layerCount: 5, headCount: 8, keyValueHeadCount: 4, headSize: 8, embeddingSize: 64,
            feedForwardSize: 172, vocabularySize: 512, contextLimit: 512, normalization: .rmsNorm,
            normalizationEpsilon: epsilon,
            positions: .rotary(base: 10_000, dimensions: 8, pairing: pairing, scaling: .none),
            feedForward: .gated(.silu), tiesEmbeddings: true)
    }

    // MARK: What is missing

    @Test func `that are not there say what was expected`() throws {
        let nowhere = #expect(throws: Failure.self) { try ModelFiles.open(path: "\(folder.path)/nowhere") }
        #expect(nowhere?.kind == .notFound)
        #expect(nowhere?.hint?.contains("config.json") == true)

        let empty = #expect(throws: Failure.self) { try ModelFiles.open(path: folder.path) }
        #expect(empty?.kind == .notFound && empty?.expected == "config.json" && empty?.found == "an empty folder")

        try folder.write("", to: "model.gguf")
        let other = #expect(throws: Failure.self) { try ModelFiles.tokenizer(path: folder.path) }
        #expect(other?.hint?.hasSuffix("model.gguf") == true)
        let broken = #expect(throws: Failure.self) { try ModelFiles.open(path: "\(folder.path)/model.gguf") }
        #expect(broken?.kind == .malformed)
    }

    @Test func `without weights are refused after the configuration`() throws {
        try folder.write(Self.llama, to: "config.json")
        try folder.write(#"{"a": 0}"#, to: "vocab.json")
        try folder.write("#version: 0.2\n", to: "merges.txt")
        let failure = #expect(throws: Failure.self) { try ModelFiles.open(path: folder.path) }
        #expect(failure?.kind == .notFound)
        #expect(failure?.expected?.contains("model.safetensors") == true)
    }

    // MARK: Configurations

    private static let llama = #"""
        {"model_type": "llama", "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 8, "intermediate_size": 172,
         "vocab_size": 512}
        """#

    private func configuration(_ changes: String) throws -> ModelConfiguration {
        let members = try JSON(parsing: Array(Self.llama.utf8), at: "config.json").members ?? []
        let changed = try JSON(parsing: Array(changes.utf8), at: "config.json").members ?? []
        return try ModelConfiguration(huggingFace: .object(members + changed), location: "config.json")
    }

    @Test func `of a Llama have the family's defaults`() throws {
        let configuration = try configuration("{}")
        #expect(configuration.keyValueHeadCount == 8 && configuration.headSize == 8 && !configuration.tiesEmbeddings)
        #expect(configuration.contextLimit == 2048 && configuration.normalizationEpsilon == 1e-6)
        #expect(configuration.positions == .rotary(base: 10_000, dimensions: 8, pairing: .halves, scaling: .none))
    }

    @Test(arguments: [
        #"{"rope_theta": 500000.0, "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}}"#,
        #"{"rope_parameters": {"rope_theta": 500000.0, "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192}}"#,
    ])
    func `of Llama 3.1 stretch their frequencies in either spelling`(changes: String) throws {
        let scaling = ModelConfiguration.RotaryScaling.llama3(
            factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 8192)
        #expect(
            try configuration(changes).positions
                == .rotary(base: 500_000, dimensions: 8, pairing: .halves, scaling: scaling))
    }

    @Test func `of GPT-2 have the family's defaults`() throws {
        let configuration = try ModelConfiguration(
            huggingFace: JSON(
                parsing: Array(#"{"model_type": "gpt2", "vocab_size": 50257, "n_inner": null}"#.utf8), at: ""),
            location: "config.json")
        #expect(
            configuration
                == ModelConfiguration(
                    architecture: "gpt2", layerCount: 12, headCount: 12, keyValueHeadCount: 12, headSize: 64,
                    embeddingSize: 768, feedForwardSize: 3072, vocabularySize: 50257, contextLimit: 1024,
                    normalization: .layerNorm, normalizationEpsilon: 1e-5, positions: .learned,
                    feedForward: .plain(.geluTanh), tiesEmbeddings: true))
    }

    @Test(arguments: [
        #"{"num_attention_heads": 0}"#, #"{"num_attention_heads": 7}"#, #"{"num_key_value_heads": 3}"#,
        #"{"num_key_value_heads": 16}"#, #"{"num_hidden_layers": -1}"#, #"{"num_hidden_layers": 1000000}"#,
        #"{"vocab_size": 99999999999}"#, #"{"head_dim": 7}"#, #"{"rms_norm_eps": 0}"#, #"{"rope_theta": -1}"#,
        #"{"vocab_size": "many", "hidden_size": null}"#, #"{"hidden_size": 64.5}"#,
    ])
    func `with impossible figures are refused`(changes: String) {
        let failure = #expect(throws: Failure.self) { try configuration(changes) }
        #expect(failure?.kind == .malformed)
    }

    @Test(arguments: [
        (#"{"model_type": "mamba"}"#, "mamba (a state-space"), (#"{"hidden_act": "relu"}"#, "relu"),
        (#"{"rope_scaling": {"type": "proportional", "factor": 4.0}}"#, "proportional"),
        (#"{"model_type": "mixtral"}"#, "mixtral (a mixture of experts)"),
        (#"{"model_type": "deepseek_v3"}"#, "a mixture of experts"),
        (#"{"model_type": "new", "num_experts": 64}"#, "a mixture of 64 experts"),
        (#"{"model_type": "rwkv"}"#, "recurrent"), (#"{"model_type": "jamba"}"#, "state-space"),
        (#"{"model_type": "gemma3"}"#, "sees or hears"), (#"{"model_type": "qwen2_5_vl"}"#, "sees or hears"),
        (#"{"model_type": "llama", "vision_config": {}}"#, "sees or hears"),
        (#"{"model_type": "t5"}"#, "an encoder with a decoder"), (#"{"model_type": "bert"}"#, "no next token"),
        (#"{"model_type": "new", "is_encoder_decoder": true}"#, "an encoder with a decoder"),
        (#"{"model_type": "llada"}"#, "diffusion"), (#"{"model_type": "falcon"}"#, "falcon"),
        (#"{"quantization_config": {"quant_method": "gptq"}}"#, "gptq"),
        (#"{"quantization_config": {"quant_method": "awq"}}"#, "awq"),
        (#"{"quantization_config": {"quant_method": "bitsandbytes"}}"#, "bitsandbytes"),
        (#"{"quantization_config": {"quant_method": "fp8"}}"#, "fp8"),
        (#"{"quantization_config": {"quant_method": "mxfp4"}}"#, "mxfp4"),
    ])
    func `of other kinds are refused by name`(changes: String, name: String) {
        let failure = #expect(throws: Failure.self) { try configuration(changes) }
        #expect(failure?.kind == .unsupported)
        #expect(failure?.found?.contains(name) == true, "\(failure?.message ?? "")")
    }

    @Test(arguments: [
        ("adapter_config.json", "adapter"), ("model_index.json", "diffusion"),
    ])
    func `that are no whole text models are refused by name`(file: String, name: String) throws {
        try folder.write("{}", to: file)
        let failure = #expect(throws: Failure.self) { try ModelFiles.open(path: folder.path) }
        #expect(failure?.kind == .unsupported && failure?.found?.contains(name) == true)
    }

    @Test func `with weights in PyTorch's own format say what to do`() throws {
        try folder.write(Self.llama, to: "config.json")
        try folder.write("", to: "pytorch_model.bin")
        let failure = #expect(throws: Failure.self) { try ModelFiles.open(path: folder.path) }
        #expect(failure?.kind == .notFound && failure?.hint?.contains("safetensors") == true)
    }

    @Test func `that do not fit into memory are refused`() {
        let failure = #expect(throws: Failure.self) {
            try Memory.check(weightBytes: 40 << 30, memoryBytes: 16 << 30, location: "model")
        }
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.found == "40.0 GiB of weights" && failure?.expected == "at most 16.0 GiB")
        #expect(throws: Never.self) { try Memory.check(weightBytes: 1, memoryBytes: 2, location: "model") }
    }

    @Test func `of a GGUF file show Llama 3.1's stretching by its factors`() throws {
        func file(lowest: Float) throws -> GGUFFile {
            var data = FileBuilder()
            // Two frequencies: the first turns fast and is kept, the second is slower than the whole context.
            for factor in [Float(1), lowest] { data.number(factor.bitPattern) }
            let counts = [
                ("block_count", 2), ("embedding_length", 8), ("attention.head_count", 2), ("feed_forward_length", 16),
                ("context_length", 131_072), ("vocab_size", 10),
            ]
            var metadata: [(String, @Sendable (inout FileBuilder) -> Void)] = [
                (
                    "general.architecture",
                    {
                        $0.number(UInt32(8)); $0.text("llama")
                    }
                ),
                (
                    "llama.rope.freq_base",
                    {
                        $0.number(UInt32(6)); $0.number(Float(500_000_000).bitPattern)
                    }
                ),
                (
                    "llama.attention.layer_norm_rms_epsilon",
                    {
                        $0.number(UInt32(6)); $0.number(Float(1e-5).bitPattern)
                    }
                ),
            ]
            for (name, count) in counts {
                metadata.append(
                    (
                        "llama.\(name)",
                        {
                            $0.number(UInt32(4)); $0.number(UInt32(count))
                        }
                    ))
            }
            let tensor = FileBuilder.Tensor(name: "rope_freqs.weight", dimensions: [2], type: 0, offset: 0)
            return try GGUFFile(
                path: folder.write(
                    FileBuilder.gguf(metadata: metadata, tensors: [tensor], data: data.bytes), to: "m.gguf"))
        }
        let scaling = ModelConfiguration.RotaryScaling.llama3(
            factor: 32, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 8192)
        let configuration = try ModelConfiguration(gguf: file(lowest: 32))
        #expect(
            configuration.positions
                == .rotary(base: 500_000_000, dimensions: 4, pairing: .interleaved, scaling: scaling))
        #expect(throws: Failure.self) { try ModelConfiguration(gguf: file(lowest: 0.5)) }
    }
}
