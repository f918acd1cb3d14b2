import Generation

/// The logits of the positions looked at last, so that a sampling knob costs no product with the unembedding.
///
/// Older ones are computed again, exactly, from the residual that the KV cache keeps of each position.
struct RecentLogits {
    private struct Entry {
        let tokens: [TokenID]
        let switchedOff: SwitchedOff
        let logits: [Float]
    }

    /// Bytes of logits that are kept at most.
    private static let budget = 16 << 20
    private var entries: [Entry] = []

    /// The logits behind these tokens.
    func logits(after tokens: [TokenID], switchedOff: SwitchedOff) -> [Float]? {
        entries.last { $0.switchedOff == switchedOff && $0.tokens == tokens }?.logits
    }

    mutating func keep(_ logits: [Float], after tokens: [TokenID], switchedOff: SwitchedOff) {
        let limit = max(1, Self.budget / (logits.count * MemoryLayout<Float>.size))
        if entries.count >= min(limit, 64) { entries.removeFirst() }
        entries.append(Entry(tokens: tokens, switchedOff: switchedOff, logits: logits))
    }
}
