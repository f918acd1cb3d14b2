import Foundation
import Generation
import Panes
import Testing
import TextUI

@testable import Inference
@testable import Playground

/// The program without a terminal, over a real model: the tiny GPT-2 whose inside Hugging Face has computed.
struct InsideSession {
    private(set) var state: PlaygroundState
    var size: Size
    let provider: LocalProvider

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../InferenceTests/Fixtures").standardizedFileURL

    /// What `Tools/inside_figures.py` computes.
    static func figure(_ name: String) throws -> [Float] {
        let checkpoint = try MappedCheckpoint(
            safetensors: fixtures.appending(path: "inside/gpt2-tiny.safetensors").path)
        let tensor = try checkpoint.requiredTensor(named: name)
        return tensor.withBytes { bytes in
            (0..<tensor.count).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        }
    }

    /// The text of the figures is in the editor and the model is open.
    init(_ size: Size, language: Language = .english) async throws {
        self.size = size
        let path = Self.fixtures.appending(path: "models/gpt2-tiny.safetensors").path
        let configuration = ModelConfiguration(
            architecture: "gpt2", layerCount: 2, headCount: 3, keyValueHeadCount: 3, headSize: 7, embeddingSize: 21,
            feedForwardSize: 50, vocabularySize: 67, contextLimit: 48, normalization: .layerNorm,
            normalizationEpsilon: 1e-5, positions: .learned, feedForward: .plain(.geluTanh), tiesEmbeddings: true)
        let files = ModelFiles(
            configuration: configuration, checkpoint: try MappedCheckpoint(safetensors: path), layout: .huggingFace,
            tokenizer: NumberTokenizer(), chatTemplate: nil, endTokens: [], name: "tiny", weightFiles: [path],
            beginText: "", endText: "")
        provider = try LocalProvider(files, reference: "tiny")
        let text = try Self.figure("ids").map { String(Int($0)) }.joined(separator: " ")
        state = PlaygroundState(
            user: text, language: language, themeName: "dark", themeNames: ["dark", "light", "mono"])
        await perform(.openModel("tiny"))
        for notice in state.notices { await perform(.noticeExpired(notice.id)) }
    }

    /// Does what an action asks for, and everything that follows.
    mutating func perform(_ action: Action) async {
        for effect in update(&state, action) { await carryOut(effect) }
    }

    /// Presses keys, one after another.
    mutating func press(_ keys: Key...) async {
        for key in keys {
            for action in KeyMap.actions(for: .key(key), in: state, size: size) { await perform(action) }
        }
    }

    /// The picture's text.
    func screen(_ theme: Theme = .dark) -> String { PlaygroundView.draw(state, size: size, theme: theme).text }

    private mutating func carryOut(_ effect: Effect) async {
        switch effect {
        case .loadModel(let id, _, _):
            await perform(
                .modelLoaded(
                    LoadedModel(
                        id: id, description: provider.model, capabilities: provider.capabilities, canInspect: true)))
        case .inspect(let id, _, let request):
            do { await perform(.inspected(id, try await provider.inspect(request))) } catch { fail(error) }
        case .ask(let id, _, let question, let request):
            do { await perform(.answered(id, try await provider.answer(question, about: request))) } catch {
                fail(error)
            }
        default: break
        }
    }

    private func fail(_ error: any Error) {
        Issue.record(error)
    }
}

/// A text is ids with spaces between them.
private struct NumberTokenizer: Tokenizer {
    let vocabularySize = 67

    func encode(_ text: String, addsSpecial: Bool, parsesSpecial: Bool) -> [TokenID] {
        text.split(whereSeparator: \.isWhitespace).compactMap { TokenID($0) }
    }

    func token(_ id: TokenID) -> Token { Token(id: id, bytes: Array(" \(id)".utf8)) }

    func id(ofPiece piece: String) -> TokenID? { TokenID(piece) }

    func makeDecoder() -> StreamingDecoder { StreamingDecoder() }
}
