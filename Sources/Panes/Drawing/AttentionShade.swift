import Foundation
import Generation
import Playground

/// One row of attention as it is drawn: weights of the tokens of the sequence, and how strong each one appears.
struct AttentionShade {
    /// Each token's weight, by its place in the sequence; nil for one that the model does not see or that is hidden.
    let weights: [Double?]
    private let scale: AttentionScale
    private let highest: Double

    /// Shades weights that are known already.
    init(_ weights: [Double?], scale: AttentionScale) {
        self.weights = weights
        self.scale = scale
        highest = weights.reduce(0) { max($0, $1 ?? 0) }
    }

    /// Reads the chosen head (or what its layer's heads are together) out of a row.
    init(_ row: AttentionRow, display: AttentionDisplay, count: Int) {
        let keys = Self.weights(row, display: display)
        var weights = [Double?](repeating: nil, count: max(count, row.window.count))
        for key in keys.indices where !(display.hidesFirstToken && key == 0) {
            weights[row.window.sequenceIndex(ofKey: key)] = keys[key]
        }
        self.init(weights, scale: display.scale)
    }

    /// How strong a weight appears, 0 to 1.
    func strength(_ weight: Double) -> Double {
        scale.strength(weight, highest: highest)
    }

    /// The places with the greatest weights, greatest first.
    func ranked(_ count: Int) -> [(index: Int, weight: Double)] {
        var entries: [(index: Int, weight: Double)] = []
        for (index, weight) in weights.enumerated() {
            if let weight { entries.append((index, weight)) }
        }
        // Between equals the newer token comes first.
        entries.sort { $0.weight == $1.weight ? $0.index > $1.index : $0.weight > $1.weight }
        return Array(entries.prefix(count))
    }

    private static func weights(_ row: AttentionRow, display: AttentionDisplay) -> [Double] {
        guard row.layerCount > 0, row.headCount > 0 else { return [] }
        let layer = min(display.layer, row.layerCount - 1)
        let heads =
            switch display.combination {
            case .single: Array(row[layer, min(display.head, row.headCount - 1)])
            case .mean: row.combined(layer: layer) { $0 + $1 }.map { $0 / Float(row.headCount) }
            case .maximum: row.combined(layer: layer, max)
            }
        return heads.map(Double.init)
    }
}

extension AttentionScale {
    /// How strong a weight appears, 0 to 1; `highest` is the strongest one of its row.
    func strength(_ weight: Double, highest: Double) -> Double {
        switch self {
        case .linear: weight
        case .squareRoot: weight.squareRoot()
        // Three decades are told apart.
        case .logarithmic: weight <= 0.001 ? 0 : 1 + log10(weight) / 3
        case .rowMaximum: highest > 0 ? weight / highest : 0
        }
    }
}
