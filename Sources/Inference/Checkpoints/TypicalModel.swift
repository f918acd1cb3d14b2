/// Shapes that many models have, to tell what would fit into a machine before anything is fetched.
public struct TypicalModel: Sendable {
    /// As people call it: `8B`.
    public let name: String
    private let configuration: ModelConfiguration

    /// Llama 3's sizes, which others are near to.
    public static let all = [
        TypicalModel("1B", layers: 16, embedding: 2048, heads: 32, inner: 8192, isTied: true),
        TypicalModel("3B", layers: 28, embedding: 3072, heads: 24, inner: 8192, isTied: true),
        TypicalModel("8B", layers: 32, embedding: 4096, heads: 32, inner: 14336, isTied: false),
        TypicalModel("70B", layers: 80, embedding: 8192, heads: 64, inner: 28672, isTied: false),
    ]

    private init(_ name: String, layers: Int, embedding: Int, heads: Int, inner: Int, isTied: Bool) {
        self.name = name
        configuration = ModelConfiguration(
            architecture: "llama", layerCount: layers, headCount: heads, keyValueHeadCount: 8,
            headSize: embedding / heads, embeddingSize: embedding, feedForwardSize: inner, vocabularySize: 128_256,
            contextLimit: 131_072, normalization: .rmsNorm, normalizationEpsilon: 1e-5,
            positions: .rotary(base: 500_000, dimensions: embedding / heads, pairing: .halves, scaling: .none),
            feedForward: .gated(.silu), tiesEmbeddings: isTied)
    }

    /// Bytes of its weights, all matrices in one type.
    public func weightBytes(as type: ElementType) -> Int {
        let size = configuration.embeddingSize
        let keys = configuration.keyValueHeadCount * configuration.headSize
        let block = 2 * size * size + 2 * size * keys + 3 * size * configuration.feedForwardSize
        let tables = configuration.vocabularySize * size * (configuration.tiesEmbeddings ? 1 : 2)
        return (configuration.layerCount * block + tables) / type.blockSize * type.blockBytes
    }

    /// Bytes of its KV cache behind a context.
    public func cacheBytes(context: Int) -> Int { configuration.cacheBytes(context: context) }
}
