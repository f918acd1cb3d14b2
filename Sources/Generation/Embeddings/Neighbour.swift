/// A vector near another one.
public struct Neighbour: Hashable, Sendable {
    /// Its place among those that were searched.
    public var index: Int
    /// The cosine of the angle between both: 1 the same direction, 0 nothing in common, -1 opposite.
    public var cosine: Float

    /// Makes a neighbour.
    public init(index: Int, cosine: Float) {
        self.index = index
        self.cosine = cosine
    }
}
