/// Whose pattern is read: one head's, or those of a layer's heads put together.
public enum HeadSelection: Hashable, Sendable {
    /// One head, from 0.
    case head(Int)
    /// The mean over the layer's heads; its rows sum to 1 too.
    case mean
    /// The largest weight that any head of the layer gives; its rows sum to more than 1.
    case maximum
}

/// Some rows of a pattern: as many as fit on a screen, or all.
public struct AttentionBand: Hashable, Sendable {
    /// Which layer, from 0.
    public let layer: Int
    /// Whose pattern it is.
    public let heads: HeadSelection
    /// Which tokens rows and columns are.
    public let window: ContextWindow
    /// The rows that are here, as positions in the KV cache.
    public let queries: Range<Int>
    /// Weights, `[query, key position]`, each row as long as the context; 0 above the diagonal, unless the model looks both
    /// ways.
    public let weights: [Float]

    /// Makes a band; `weights` holds `queries.count × window.visibleCount` values.
    public init(layer: Int, heads: HeadSelection, window: ContextWindow, queries: Range<Int>, weights: [Float]) {
        precondition(weights.count == queries.count * window.visibleCount)
        self.layer = layer
        self.heads = heads
        self.window = window
        self.queries = queries
        self.weights = weights
    }

    /// The weight that a query of `queries` gives to a key, both as positions in the KV cache.
    public subscript(query: Int, key: Int) -> Float {
        weights[(query - queries.lowerBound) * window.visibleCount + key]
    }

    /// Where a query of `queries` looks, `[key position]`.
    public subscript(query: Int) -> ArraySlice<Float> {
        let start = (query - queries.lowerBound) * window.visibleCount
        return weights[start..<start + window.visibleCount]
    }
}

/// One head's whole pattern, small: each cell is the largest weight of the square that it stands for.
public struct AttentionThumbnail: Hashable, Sendable {
    /// Which layer, from 0.
    public let layer: Int
    /// Which head, from 0.
    public let head: Int
    /// Cells in a row and in a column; never more than there are tokens.
    public let side: Int
    /// Weights, `[query cell, key cell]`; 0 above the diagonal, unless the model looks both ways.
    public let weights: [Float]

    /// Makes a thumbnail; `weights` is square.
    public init(layer: Int, head: Int, side: Int, weights: [Float]) {
        precondition(weights.count == side * side)
        self.layer = layer
        self.head = head
        self.side = side
        self.weights = weights
    }

    /// The largest weight of a cell.
    public subscript(row: Int, column: Int) -> Float { weights[row * side + column] }

    /// The positions that a row or a column of cells stands for, of `count` positions.
    public static func positions(ofCell cell: Int, side: Int, count: Int) -> Range<Int> {
        cell * count / side..<(cell + 1) * count / side
    }
}
