import Foundation
import Generation

@testable import Inference

/// The models of `Tools/make_tiny_models.py`: random weights, odd sizes, and what Hugging Face computes for them.
enum TinyModel: String, CaseIterable {
    case gpt2 = "gpt2-tiny"
    case groupedLlama = "llama-gqa-scaled"
    case biasedLlama = "llama-biased"

    private var path: String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/models/\(rawValue).safetensors").standardizedFileURL.path
    }

    var configuration: ModelConfiguration {
        switch self {
        case .gpt2:
            ModelConfiguration(
                architecture: "gpt2", layerCount: 2, headCount: 3, keyValueHeadCount: 3, headSize: 7, embeddingSize: 21,
                feedForwardSize: 50, vocabularySize: 67, contextLimit: 48, normalization: .layerNorm,
                normalizationEpsilon: 1e-5, positions: .learned, feedForward: .plain(.geluTanh), tiesEmbeddings: true)
        case .groupedLlama:
            Self.llama(
                heads: 6, keyValueHeads: 2, headSize: 6, embeddingSize: 24, base: 10000,
                scaling: .llama3(factor: 8, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalContext: 32),
                isTied: false)
        case .biasedLlama:
            Self.llama(
                heads: 5, keyValueHeads: 5, headSize: 4, embeddingSize: 20, base: 5000, scaling: .linear(factor: 2),
                isTied: true)
        }
    }

    private static func llama(
        heads: Int, keyValueHeads: Int, headSize: Int, embeddingSize: Int, base: Double,
        scaling: ModelConfiguration.RotaryScaling, isTied: Bool
    ) -> ModelConfiguration {
        ModelConfiguration(
            architecture: "llama", layerCount: 2, headCount: heads, keyValueHeadCount: keyValueHeads,
            headSize: headSize, embeddingSize: embeddingSize, feedForwardSize: 36, vocabularySize: 61,
            contextLimit: 128, normalization: .rmsNorm, normalizationEpsilon: 1e-6,
            positions: .rotary(base: base, dimensions: headSize, pairing: .halves, scaling: scaling),
            feedForward: .gated(.silu), tiesEmbeddings: isTied)
    }

    func files(endTokens: Set<TokenID> = []) throws -> ModelFiles {
        try TestModel.files(configuration, weights: path, endTokens: endTokens)
    }

    func provider(endTokens: Set<TokenID> = []) throws -> LocalProvider {
        try LocalProvider(files(endTokens: endTokens), reference: rawValue)
    }

    /// A reference figure: `ids`, `logits`, `patterns`, `residuals`, `greedy`.
    func reference(_ name: String) throws -> [Float] {
        try MappedCheckpoint(safetensors: path).floats("reference.\(name)")
    }

    /// The ids of the reference text.
    func ids() throws -> [TokenID] { try reference("ids").map { TokenID($0) } }
}
