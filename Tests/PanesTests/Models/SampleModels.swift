import Generation
import Playground
import TextUI

extension Session {
    /// Opens the models screen and fills it with models of every kind.
    mutating func showModels() {
        press(.function(2))
        guard case .models(.list(let id)) = effects.last else { return }
        perform(.modelsNews(.listed(id, .found(ModelListing.samples))))
        let refused = Failure(
            .network, "the connection was refused", at: "http://127.0.0.1:11434/api/tags",
            hint: "is the server running?")
        perform(.modelsNews(.listed(id, .unreachable(service: "Ollama", refused))))
        perform(.modelsNews(.listingEnded(id)))
    }

    /// The world tells something about the pull that was asked for.
    mutating func pull(_ news: (Ticket) -> ModelsNews) {
        guard let id = state.models.pull?.id else { return }
        perform(.modelsNews(news(id)))
    }
}

extension ModelListing {
    /// Models of every kind.
    static let samples: [ModelListing] = [
        local("nano", .embedded, "gpt2", bytes: 3_297_280, context: 512, type: "F16"),
        local("hf:openai-community/gpt2", .huggingFace, "gpt2", bytes: 548_105_171, context: 1024, type: "F32"),
        local(
            "hf:meta-llama/Llama-3.1-8B", .huggingFace, "llama", bytes: 16_060_556_376, context: 131_072, type: "BF16"),
        local("ollama-store:llama3.1:70b", .ollama, "llama", bytes: 42_520_395_584, context: 131_072, type: "Q4_0"),
        local(
            "/home/ada/.lmstudio/models/someone/newest/newest-8b-Q4_K_M.gguf", .lmStudio, "newest",
            bytes: 4_920_739_232,
            context: 32_768, type: "Q4_K",
            obstacle: Failure(
                .unsupported, "cannot run this model", at: "general.architecture", expected: "gpt2 or llama",
                found: "newest")),
        hosted("openai:gpt-5.6-luna", 1_050_000, .candidates(20), .active),
        hosted("anthropic:claude-haiku-3.5", 200_000, .text, .deprecated(until: "2026-02-19")),
    ]

    private static func local(
        _ reference: String, _ place: Place, _ architecture: String, bytes: Int, context: Int, type: String,
        obstacle: Failure? = nil
    ) -> ModelListing {
        let description = ModelDescription(
            reference: reference, name: reference, architecture: architecture, parameterCount: bytes / 2,
            contextLimit: context, vocabularySize: 50_257, layerCount: 12, headCount: 12, keyValueHeadCount: 4,
            weightType: type, weightBytes: bytes)
        return ModelListing(
            description, place: place, path: "/home/ada/models/\(architecture)", disclosure: .inside,
            memory: MemoryNeed(weightBytes: bytes, available: 32_000_000_000), obstacle: obstacle)
    }

    private static func hosted(
        _ reference: String, _ context: Int, _ disclosure: Disclosure, _ lifecycle: Lifecycle
    ) -> ModelListing {
        let parts = reference.split(separator: ":")
        return ModelListing(
            ModelDescription(reference: reference, name: String(parts[1]), contextLimit: context),
            place: .hosted(service: String(parts[0])), disclosure: disclosure, lifecycle: lifecycle)
    }
}

extension PullProgress {
    /// Nearly all of a model's weights, converted here.
    static let converting = PullProgress(
        fileCount: 1, byteCount: 1_321_082_688, finishedByteCount: 1_215_000_000, bytesPerSecond: 11_000_000)

    /// Nearly half of 16 GB.
    static let sample = PullProgress(
        fileCount: 9, finishedFileCount: 6, byteCount: 16_060_556_376, finishedByteCount: 7_400_000_000,
        bytesPerSecond: 61_500_000)
}

extension Failure {
    /// A model whose terms were not accepted.
    static let sampleGate = Failure(
        .network, "the model is given only to those who accept its terms", at: "hf:owner/model",
        hint:
            "accept them at https://huggingface.co/owner/model, then set HF_TOKEN to a token from https://huggingface.co/settings/tokens"
    )
}
