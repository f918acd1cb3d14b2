import Foundation
import Generation

@testable import Inference

/// A model and what `Tools/inside_figures.py` computes for it with Hugging Face transformers.
enum InsideFigures: String, CaseIterable {
    case gpt2 = "gpt2-tiny"
    case groupedLlama = "llama-gqa-scaled"
    case stories = "stories260K"
    /// The embedded model, of which there are head scores only.
    case nano

    /// Those whose weights are here and of which there is everything.
    static let present = withHeadScores.filter { $0 != .nano }
    /// Those whose weights are here.
    static let withHeadScores = allCases.filter { $0 != .stories || Stories.isThere }

    private var checkpoint: MappedCheckpoint {
        get throws {
            let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/inside")
            return try MappedCheckpoint(
                safetensors: folder.appending(path: "\(rawValue).safetensors").standardizedFileURL.path)
        }
    }

    func provider(options: LocalOptions = LocalOptions()) throws -> LocalProvider {
        let files =
            switch self {
            case .gpt2: try TinyModel.gpt2.files()
            case .groupedLlama: try TinyModel.groupedLlama.files()
            case .stories: try ModelFiles.open(path: Stories.folder.appending(path: "stories260K").path)
            case .nano: try ModelFiles.open(path: ResourceLocation.folder(named: "nano"))
            }
        return try LocalProvider(files, reference: rawValue, options: options)
    }

    func figure(_ name: String) throws -> [Float] { try checkpoint.floats(name) }

    func number(_ name: String) throws -> Int { try Int(figure(name)[0]) }

    func ids(_ name: String = "ids") throws -> [TokenID] { try figure(name).map { TokenID($0) } }

    /// The text of the figures, all of it generated, so that no tokenizer comes in between.
    func request() throws -> GenerationRequest {
        let ids = try ids()
        guard self == .stories else { return greedyRequest(ids, maxNewTokens: 0) }
        // The tokenizer puts the first token in front of every text.
        var request = GenerationRequest(prompt: .raw(""))
        request.continuation = Array(ids.dropFirst())
        return request
    }
}
