import Foundation
import Generation
import Kernels

@testable import Inference

/// The tiny trained Llama of the shared fixtures, with what Hugging Face computes for it.
enum Stories {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../../shared/fixtures/models").standardizedFileURL
    static let isThere = FileManager.default.fileExists(atPath: folder.path)

    struct Prompt: Decodable {
        let name: String
        let prompt: String
        let ids: [Int]
        let greedy_ids: [Int]
    }

    private struct Golden: Decodable { let prompts: [Prompt] }

    static func prompts() throws -> [Prompt] {
        let data = try Data(contentsOf: folder.appending(path: "golden/stories260K.json"))
        return try JSONDecoder().decode(Golden.self, from: data).prompts
    }

    static func golden() throws -> MappedCheckpoint {
        try MappedCheckpoint(safetensors: folder.appending(path: "golden/stories260K.safetensors").path)
    }

    static func configuration(pairing: ModelConfiguration.RotaryPairing) -> ModelConfiguration {
        ModelConfiguration(
            architecture: "llama", layerCount: 5, headCount: 8, keyValueHeadCount: 4, headSize: 8, embeddingSize: 64,
            feedForwardSize: 172, vocabularySize: 512, contextLimit: 512, normalization: .rmsNorm,
            normalizationEpsilon: 1e-5,
            positions: .rotary(base: 10000, dimensions: 8, pairing: pairing, scaling: .none),
            feedForward: .gated(.silu), tiesEmbeddings: true)
    }

    /// The model with a tokenizer that takes ids as text.
    static func files() throws -> ModelFiles {
        try TestModel.files(
            configuration(pairing: .halves), weights: folder.appending(path: "stories260K/model.safetensors").path,
            endTokens: [2])
    }
}

/// Models for tests, opened without the readers of configurations and tokenizers.
enum TestModel {
    static func files(_ configuration: ModelConfiguration, weights path: String, endTokens: Set<TokenID> = []) throws
        -> ModelFiles
    {
        ModelFiles(
            configuration: configuration, checkpoint: try MappedCheckpoint(safetensors: path), layout: .huggingFace,
            tokenizer: NumberTokenizer(vocabularySize: configuration.vocabularySize), chatTemplate: nil,
            endTokens: endTokens, name: "test", weightFiles: [path], beginText: "", endText: "")
    }

    static func transformer(
        _ files: ModelFiles, kernels version: kernels_version? = nil, activations: ActivationType = .f32
    ) throws -> Transformer {
        Transformer(
            files.configuration, weights: try Weights(files),
            compute: Compute(
                threadCount: 2, kernels: version.flatMap { kernels_for($0) }, activations: activations))
    }
}

extension MappedCheckpoint {
    /// The numbers of an F32 tensor.
    func floats(_ name: String) throws -> [Float] {
        let tensor = try requiredTensor(named: name)
        return tensor.withBytes { bytes in
            (0..<tensor.count).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }
}

/// The largest absolute difference; infinite if the counts differ.
func largestDifference(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Float {
    guard a.count == b.count else { return .infinity }
    return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) }
}

/// A request in ids, greedy and neutral otherwise.
func greedyRequest(_ ids: [TokenID], continuation: [TokenID] = [], maxNewTokens: Int = 64) -> GenerationRequest {
    GenerationRequest(
        prompt: .raw(ids.map(String.init).joined(separator: " ")), continuation: continuation,
        sampling: SamplingParameters(temperature: 0), maxNewTokens: maxNewTokens)
}
