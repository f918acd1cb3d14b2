import Foundation
import Generation
import Playground

/// A model made by hand: its text, candidates and attention look like a small language model's and never change.
struct SampleModel {
    var name = "nano"
    var layers = 6
    var heads = 6
    var keyValueHeads = 6
    var contextLimit = 512
    var vocabularySize = 4096
    /// How it rounds a prompt's numbers.
    var activationType: String?
    var isHosted = false
    /// What it makes; what makes no text is hosted.
    var output = ModelOutput.text

    /// The model as it is once it is open.
    func loaded(_ id: Ticket) -> LoadedModel {
        var knobs: [Knob: KnobSupport] = [:]
        for knob in Knob.allCases { knobs[knob] = .supported(-1e18...1e18) }
        if isHosted {
            knobs[.temperature] = .rejected(reason: "this model rejects temperature")
            knobs[.topK] = .rejected(reason: "this API has no top_k")
        }
        let description = ModelDescription(
            reference: isHosted ? "openai:gpt" : name, name: isHosted ? "gpt" : name,
            architecture: isHosted ? nil : "gpt2", parameterCount: isHosted ? nil : 3_012_096,
            contextLimit: contextLimit, vocabularySize: isHosted ? nil : vocabularySize,
            layerCount: isHosted ? nil : layers, headCount: isHosted ? nil : heads,
            keyValueHeadCount: isHosted ? nil : keyValueHeads, weightType: isHosted ? nil : "F16",
            activationType: activationType)
        return LoadedModel(
            id: id, description: description,
            capabilities: Capabilities(
                knobs: knobs, takesSystemPrompt: true, isLocal: !isHosted, candidateLimit: isHosted ? 0 : nil,
                disclosesAttention: !isHosted, output: output, choices: choices),
            canInspect: !isHosted,
            cacheMemory: isHosted ? nil : CacheMemory(byteCount: 2_359_296, budget: 2 << 30, type: "f16"))
    }

    private var choices: [MediaChoice] {
        switch output {
        case .text: []
        case .picture:
            [
                MediaChoice(.size, ["auto", "1024x1024", "1536x1024", "1024x1536"], takesOthers: true),
                MediaChoice(.quality, ["auto", "low", "medium", "high", "xhigh", "max"]),
                MediaChoice(.format, ["png", "jpeg", "webp"]),
            ]
        case .video: [MediaChoice(.size, ["720x1280", "1280x720"]), MediaChoice(.seconds, ["4", "8", "12"])]
        }
    }

    /// Words with the spaces before them, as a vocabulary cuts them; long ones in two.
    func tokens(_ text: String) -> [Token] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            let starts = character == " " || character.isNewline || (character.isPunctuation && !piece.isEmpty)
            if starts || piece.count >= 6 {
                if !piece.isEmpty { pieces.append(piece) }
                piece = ""
            }
            piece.append(character)
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces.map(token)
    }

    /// The token of a piece of text.
    func token(_ text: String) -> Token {
        var id = 7
        for byte in text.utf8 { id = (id * 31 + Int(byte)) % vocabularySize }
        return Token(id: id, bytes: Array(text.utf8))
    }

    /// What may come at a place: the token that does come somewhere near the top.
    func distribution(
        _ next: Token, at place: Int, sampling: SamplingParameters
    ) -> (distribution: Distribution, rank: Int) {
        let others = [
            " the", ".", " a", ",", " in", " with", " and", " little", " o", "ing", " day", " de", " que", "\n", " su",
            " muy", "s", " she", "\"", " 猫", " play", " red", "\u{07}", " 👋", " big", " then", " who", " not",
        ].map(token).filter { $0.id != next.id }
        let rank = [0, 0, 1, 0, 3, 0, 0, 7, 0, 2][place % 10]
        var listed = others
        listed.insert(next, at: min(rank, listed.count))
        let sharpness = [1.9, 0.9, 0.45, 1.3][place % 4]
        // Logits of the listed tokens fall off; thousands of others lie below.
        let logits = listed.indices.map { 6 - sharpness * Double($0).squareRoot() * 1.6 }
        let restCount = vocabularySize - listed.count
        func probabilities(_ temperature: Double) -> (listed: [Double], rest: Double) {
            let scaled = logits.map { exp(($0 - 6) / max(0.01, temperature)) }
            let rest = Double(restCount) * exp(-13 / max(0.01, temperature))
            let sum = scaled.reduce(0, +) + rest
            return (scaled.map { $0 / sum }, rest / sum)
        }
        let plain = probabilities(1)
        var after = probabilities(sampling.temperature)
        let kept = sampling.topK > 0 ? min(sampling.topK, listed.count) : listed.count
        var removed = sampling.topK > 0 ? after.rest : 0
        if sampling.topK > 0 { after.rest = 0 }
        for index in kept..<listed.count {
            removed += after.listed[index]
            after.listed[index] = 0
        }
        let sum = after.listed.reduce(0, +) + after.rest
        let candidates = listed.indices.map { index in
            Candidate(
                token: listed[index], rank: index, probability: after.listed[index] / sum,
                unsampledProbability: plain.listed[index], cutBy: index < kept ? nil : .topK)
        }
        func entropy(_ values: [Double], _ rest: Double) -> Double {
            let tail = rest > 0 ? -rest * log2(rest / Double(restCount)) : 0
            return values.reduce(tail) { $0 - ($1 > 0 ? $1 * log2($1) : 0) }
        }
        let stages =
            sampling.topK > 0
            ? [
                StageReport(
                    stage: .topK, removedCount: vocabularySize - kept, removedProbability: removed)
            ] : []
        let distribution = Distribution(
            candidates: candidates,
            tail: .init(count: restCount, probability: after.rest / sum, unsampledProbability: plain.rest),
            entropyBits: entropy(after.listed.map { $0 / sum }, after.rest / sum),
            unsampledEntropyBits: entropy(plain.listed, plain.rest), stages: stages)
        return (distribution, rank)
    }

    /// Where every head looks: some at the token before, some at the first one, some nearby, some at copies.
    func attention(_ window: ContextWindow, tokens: [Token]) -> AttentionRow {
        let keys = window.visibleCount
        var weights: [Float] = []
        for layer in 0..<layers {
            for head in 0..<heads {
                weights += row(kind: (layer * 5 + head * 3) % 8, keys: keys, window: window, tokens: tokens)
            }
        }
        return AttentionRow(
            layerCount: layers, headCount: heads, keyValueHeadCount: keyValueHeads, window: window, weights: weights)
    }

    func row(kind: Int, keys: Int, window: ContextWindow, tokens: [Token]) -> [Float] {
        let last = keys - 1
        var scores = (0..<keys).map { key -> Double in
            let distance = Double(last - key)
            switch kind {
            case 0: return key == last - 1 ? 4 : -distance * 0.05
            case 1: return key == 0 ? 5 : 0
            case 2: return -distance * 0.6
            case 3: return sin(Double(key) * 1.7) * 2
            case 4: return key == last ? 3 : -distance * 0.2
            case 5: return key == 0 ? 2.5 : cos(Double(key)) * 1.2
            default: return Double((key * 37) % 11) * 0.25
            }
        }
        if kind == 6 {
            let present = tokens[window.sequenceIndex(ofKey: last)].id
            for key in 0..<max(0, last) where tokens[window.sequenceIndex(ofKey: key)].id == present {
                scores[key + 1] += 6
            }
        }
        let highest = scores.max() ?? 0
        let exponentials = scores.map { exp($0 - highest) }
        let sum = exponentials.reduce(0, +)
        return exponentials.map { Float($0 / sum) }
    }
}
