/// Vectors of one length, one after the other in memory: `[vector, dimension]`.
public struct VectorTable: Hashable, Sendable {
    /// How long each vector is.
    public let dimensions: Int
    /// All their numbers.
    public private(set) var values: [Float]

    /// Makes a table; `values` holds whole vectors.
    public init(dimensions: Int, values: [Float] = []) {
        precondition(dimensions > 0 && values.count.isMultiple(of: dimensions), "a table holds whole vectors")
        self.dimensions = dimensions
        self.values = values
    }

    /// The vectors of some texts, all of the first one's length; nil if there are none.
    public init?(_ vectors: [[Float]]) {
        guard let dimensions = vectors.first?.count, dimensions > 0 else { return nil }
        self.init(dimensions: dimensions)
        reserveCapacity(vectors.count)
        for vector in vectors { append(vector) }
    }

    /// How many vectors.
    public var count: Int { values.count / dimensions }

    /// One vector, `[dimension]`.
    public subscript(index: Int) -> ArraySlice<Float> { values[index * dimensions..<(index + 1) * dimensions] }

    /// Makes room for so many vectors.
    public mutating func reserveCapacity(_ count: Int) { values.reserveCapacity(count * dimensions) }

    /// Adds a vector of the table's length.
    public mutating func append(_ vector: some Collection<Float>) {
        precondition(vector.count == dimensions, "a table's vectors are equally long")
        values.append(contentsOf: vector)
    }
}
