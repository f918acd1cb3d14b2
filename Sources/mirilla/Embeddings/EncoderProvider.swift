import Generation
import Inference

/// An encoder where a model is asked for: it writes nothing, but shows where its tokens look.
struct EncoderProvider: Provider {
    private let embedder: LocalEmbedder

    /// Opens an encoder; nil if the reference names something else.
    init?(_ reference: String) throws(Failure) {
        embedder = try LocalEmbedder.open(path: LocalModels.path(of: reference), reference: reference)
        guard embedder.isEncoder else { return nil }
    }

    var model: ModelDescription { embedder.model }

    var capabilities: Capabilities {
        let knobs = Knob.allCases.map { ($0, KnobSupport.rejected(reason: Self.reason)) }
        return Capabilities(
            knobs: Dictionary(uniqueKeysWithValues: knobs), takesSystemPrompt: false, isLocal: true, candidateLimit: 0,
            disclosesAttention: true)
    }

    var inspector: (any Inspector)? { embedder.inspector }

    func generate(_ request: GenerationRequest) -> AsyncThrowingStream<GenerationEvent, any Error> {
        AsyncThrowingStream { continuation in
            continuation.finish(
                throwing: Failure(
                    .unsupported, Self.reason, at: model.reference, hint: "F4 shows its attention, F10 its vectors"))
        }
    }

    private static let reason = "an encoder writes no text"
}
