import Generation
import Playground
import TextUI

/// The chosen head in words.
extension Scene {
    /// How many layers, heads and KV heads the model has; nil if it does not say.
    var headCounts: (layers: Int, heads: Int, keyValueHeads: Int)? {
        guard let description = state.model.loaded?.description, let layers = description.layerCount,
            let heads = description.headCount, layers > 0, heads > 0
        else { return nil }
        return (layers, heads, description.keyValueHeadCount ?? heads)
    }

    /// `head 4/8 (KV 2)`, or that several heads are shown together.
    var headName: String {
        let display = state.attention
        guard display.combination == .single else { return text(.name(display.combination)) }
        guard let counts = headCounts else { return "" }
        let name = text(.head(display.head + 1, of: counts.heads))
        guard counts.keyValueHeads > 0, counts.keyValueHeads < counts.heads else { return name }
        let shared = display.head / (counts.heads / counts.keyValueHeads)
        return "\(name) (\(text(.keyValueHead(shared + 1))))"
    }

    /// `induction 0.81`, or that the head has no label; nil before heads are measured and for several heads together.
    var headLabel: String? {
        let display = state.attention
        guard display.combination == .single, let scores = state.headScores else { return nil }
        guard let kind = scores.label(layer: display.layer, head: display.head) else { return text(.unlabelled) }
        let score = scores.score(kind, layer: display.layer, head: display.head) ?? 0
        return "\(text(.name(kind))) \(Figure.fixed(Double(score), decimals: 2))"
    }

    /// Whether a head is switched off.
    func isOff(layer: Int, head: Int) -> Bool {
        state.interventions.contains(.switchOffHead(layer: layer, head: head))
    }

    /// What is switched off: `L1·3, L2·4`; nil if nothing is.
    var switchedOff: String? {
        guard !state.interventions.isEmpty else { return nil }
        let names = state.interventions.map { intervention in
            switch intervention {
            case .switchOffHead(let layer, let head): "\(text(.layerLetter))\(layer + 1)·\(head + 1)"
            case .switchOffMLP(let layer): "\(text(.layerLetter))\(layer + 1)·MLP"
            }
        }
        return text(.switchedOff(names.joined(separator: ", ")))
    }
}

extension HeadScores.Kind {
    /// The letter in the head map.
    var letter: String {
        switch self {
        case .previousToken: "P"
        case .duplicateToken: "D"
        case .induction: "I"
        case .firstToken: "S"
        case .local: "L"
        case .broad: "B"
        }
    }

    /// What the letter looks like.
    var role: TextUI.Role {
        switch self {
        case .previousToken: .headPrevious
        case .duplicateToken: .headDuplicate
        case .induction: .headInduction
        case .firstToken: .headSink
        case .local: .headLocal
        case .broad: .headBroad
        }
    }
}
