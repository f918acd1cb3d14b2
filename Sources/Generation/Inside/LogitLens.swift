/// What each layer would have said: the residual stream after it, read by the final norm and the unembedding.
///
/// Source: nostalgebraist, "interpreting GPT: the logit lens" (2020).
public struct LogitLens: Hashable, Sendable {
    /// Which tokens positions are.
    public let window: ContextWindow
    /// The positions that were read, in the KV cache.
    public let positions: Range<Int>
    /// Rows: 0 reads the embeddings, `l` the residual stream after block `l`; the last is the model's own answer.
    public let rowCount: Int
    /// `[row, position]`.
    public let cells: [Cell]

    /// What one layer says at one position.
    public struct Cell: Hashable, Sendable {
        /// Its most probable token.
        public let token: Token
        /// How probable that is.
        public let probability: Float
        /// How probable the model's own answer at this position is here.
        public let answerProbability: Float
        /// The place of the model's own answer in this layer's ranking, 0 the most probable.
        public let answerRank: Int

        /// Makes a cell.
        public init(token: Token, probability: Float, answerProbability: Float, answerRank: Int) {
            self.token = token
            self.probability = probability
            self.answerProbability = answerProbability
            self.answerRank = answerRank
        }
    }

    /// Makes a lens; `cells` holds `rowCount × positions.count` of them.
    public init(window: ContextWindow, positions: Range<Int>, rowCount: Int, cells: [Cell]) {
        precondition(cells.count == rowCount * positions.count)
        self.window = window
        self.positions = positions
        self.rowCount = rowCount
        self.cells = cells
    }

    /// What a row says at a position.
    public subscript(row: Int, position: Int) -> Cell {
        cells[row * positions.count + position - positions.lowerBound]
    }

    /// The first row from which on every row names the model's own answer.
    public func firstRow(settledAt position: Int) -> Int {
        (0..<rowCount).last { self[$0, position].answerRank != 0 }.map { $0 + 1 } ?? 0
    }
}
