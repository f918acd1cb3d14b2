import Foundation
import Generation
import Playground

/// One row of attention as it is drawn: weights of the tokens of the sequence, and how strong each one appears.
struct AttentionShade {
    /// Each token's weight, by its place in the sequence; nil for one that the model does not see or that is hidden.
    let weights: [Double?]
    private let scale: AttentionScale
    private let highest: Double

    /// Reads the chosen head (or the mean of its layer) out of a row.
    init(_ row: AttentionRow, display: AttentionDisplay, count: Int) {
        let keys = Self.weights(row, display: display)
        var weights = [Double?](repeating: nil, count: max(count, row.window.count))
        for key in keys.indices where !(display.hidesFirstToken && key == 0) {
            weights[row.window.sequenceIndex(ofKey: key)] = keys[key]
        }
        self.weights = weights
        scale = display.scale
        highest = weights.reduce(0) { max($0, $1 ?? 0) }
    }

    /// How strong a weight appears, 0 to 1.
    func strength(_ weight: Double) -> Double {
        switch scale {
        case .linear: weight
        case .squareRoot: weight.squareRoot()
        // Three decades are told apart.
        case .logarithmic: weight <= 0.001 ? 0 : 1 + log10(weight) / 3
        case .rowMaximum: highest > 0 ? weight / highest : 0
        }
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
        guard display.averagesHeads else {
            return row[layer, min(display.head, row.headCount - 1)].map(Double.init)
        }
        var sums = [Double](repeating: 0, count: row.keyCount)
        for head in 0..<row.headCount {
            for (key, weight) in row[layer, head].enumerated() { sums[key] += Double(weight) }
        }
        return sums.map { $0 / Double(row.headCount) }
    }
}

/// What a head's strongest weight is on: one row's fact, not yet a head's habit.
enum Gaze: CaseIterable {
    /// The first token of the sequence.
    case first
    /// The token just before.
    case previous
    /// The token after an earlier copy of the present one.
    case afterCopy
    /// An earlier copy of the present token.
    case copy
    /// The present token itself.
    case itself
    /// Anything else.
    case elsewhere

    /// The letter in the head map.
    var letter: Character {
        switch self {
        case .first: "F"
        case .previous: "P"
        case .afterCopy: "I"
        case .copy: "D"
        case .itself: "T"
        case .elsewhere: "·"
        }
    }

    /// Where a head of a row looks, and how hard.
    static func of(
        _ row: AttentionRow, layer: Int, head: Int, hidesFirstToken: Bool, token: (Int) -> TokenID?
    ) -> (gaze: Gaze, weight: Double) {
        let weights = row[layer, head].dropFirst(hidesFirstToken ? 1 : 0)
        guard let best = weights.indices.max(by: { weights[$0] < weights[$1] }) else { return (.elsewhere, 0) }
        let key = best - row[layer, head].startIndex
        let query = row.keyCount - 1
        func id(_ key: Int) -> TokenID? { key < 0 ? nil : token(row.window.sequenceIndex(ofKey: key)) }
        let weight = Double(weights[best])
        if key == query { return (.itself, weight) }
        if key == 0 { return (.first, weight) }
        if key == query - 1 { return (.previous, weight) }
        if let present = id(query) {
            if id(key - 1) == present { return (.afterCopy, weight) }
            if id(key) == present { return (.copy, weight) }
        }
        return (.elsewhere, weight)
    }
}
