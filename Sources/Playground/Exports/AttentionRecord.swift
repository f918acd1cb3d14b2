public import Generation

/// The attention of a whole run, small enough for a page: every weight in one byte.
public struct AttentionRecord: Hashable, Sendable {
    /// How many bytes of weights there are at most; of a longer run only the newest tokens are kept.
    public static let byteLimit = 12 << 20

    /// The model's name.
    public let modelName: String
    /// The tokens that are kept, oldest first.
    public let tokens: [Token]
    /// How many of them are the prompt's.
    public let promptCount: Int
    /// How many older tokens were left out.
    public let omittedCount: Int
    /// Layers.
    public let layerCount: Int
    /// Heads in a layer.
    public let headCount: Int
    /// Weights, `[layer, head, query, key ≤ query]`.
    ///
    /// 255 is all of a query's attention; where tokens were left out a row does not reach that.
    public private(set) var weights: [UInt8]

    /// How many of the newest positions fit.
    public static func fittingCount(_ count: Int, heads: Int, limit: Int = byteLimit) -> Int {
        var fitting = 0
        while fitting < count, heads * (fitting + 1) * (fitting + 2) / 2 <= limit { fitting += 1 }
        return fitting
    }

    /// Makes a record without weights; `add` brings them head by head.
    public init(_ order: AttentionPageOrder, layerCount: Int, headCount: Int, limit: Int = byteLimit) {
        let sequence = order.sequence
        let window = sequence.window
        let seen = (0..<window.visibleCount).map(window.sequenceIndex(ofKey:))
        let kept = seen.suffix(Self.fittingCount(seen.count, heads: layerCount * headCount, limit: limit))
        modelName = order.modelName
        tokens = kept.map { sequence[$0] }
        promptCount = kept.prefix { $0 < sequence.prompt.tokens.count }.count
        omittedCount = seen.count - kept.count
        self.layerCount = layerCount
        self.headCount = headCount
        weights = []
        weights.reserveCapacity(layerCount * headCount * kept.count * (kept.count + 1) / 2)
    }

    /// Adds the next head's pattern, heads of a layer one after the other.
    public mutating func add(_ pattern: AttentionPattern) {
        for query in 0..<tokens.count {
            for key in 0...query {
                let weight = pattern[query + omittedCount, key + omittedCount]
                weights.append(UInt8(min(255, max(0, (weight * 255).rounded()))))
            }
        }
    }
}
