public import Generation

/// A pattern as far as it is known: rows that the inspector gave, and those that came with the tokens of the run since.
public struct ShownPattern: Sendable {
    /// Which layer, from 0.
    public var layer: Int { band.layer }
    /// Whose pattern it is.
    public var heads: HeadSelection { band.heads }
    /// Which tokens rows and columns are.
    public let window: ContextWindow
    /// Whether what is asked for is on its way, and this is what was asked for before.
    public let isStale: Bool
    private let band: AttentionBand
    /// The steps of the run, the first of which bears the row of the prompt's last token.
    private let steps: [Step]
    private let firstStepQuery: Int

    /// Makes a pattern of a band; `steps` are those of a run whose whole prompt is what the band looks over.
    init(_ band: AttentionBand, followedBy steps: [Step] = [], isStale: Bool) {
        self.band = band
        self.isStale = isStale
        // Rows can be put below each other only as long as every one begins with the same token.
        let fits = band.window.dropped.isEmpty && steps.last?.attention?.window.dropped.isEmpty == true
        self.steps = fits ? steps : []
        firstStepQuery = band.window.visibleCount - 1
        let count = band.window.visibleCount + max(0, self.steps.count - 1)
        window =
            fits ? ContextWindow(promptCount: count, count: count, pinnedCount: 0, limit: max(1, count)) : band.window
    }

    /// How many positions there are.
    public var count: Int { window.visibleCount }

    /// Where a position looks, `[key position]`, at least up to itself; nil for a row that is not here.
    public func row(_ query: Int) -> ArraySlice<Float>? {
        if band.queries.contains(query) { return band[query].rebased }
        let index = query - firstStepQuery
        guard index >= 0, index < steps.count, let row = steps[index].attention, layer < row.layerCount else {
            return nil
        }
        switch heads {
        case .head(let head):
            return head < row.headCount ? row[layer, head].rebased : nil
        case .mean:
            let sum = row.combined(layer: layer) { $0 + $1 }
            return sum.map { $0 / Float(row.headCount) }[...]
        case .maximum:
            return row.combined(layer: layer, max)[...]
        }
    }

    /// The weight that a position gives to another; nil if the row is not here, 0 for a key that it cannot see.
    public subscript(query: Int, key: Int) -> Float? {
        guard let row = row(query) else { return nil }
        return row.indices.contains(key) ? row[key] : key <= query ? nil : 0
    }
}

extension AttentionRow {
    /// The heads of a layer put together, key by key.
    public func combined(layer: Int, _ combine: (Float, Float) -> Float) -> [Float] {
        var weights = Array(self[layer, 0])
        for head in 1..<max(1, headCount) {
            for (key, weight) in self[layer, head].enumerated() { weights[key] = combine(weights[key], weight) }
        }
        return weights
    }
}

extension ArraySlice {
    /// The same elements, counted from 0.
    fileprivate var rebased: ArraySlice { startIndex == 0 ? self : Array(self)[...] }
}
