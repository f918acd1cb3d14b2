public import Generation
import Kernels

/// Vectors of one length, side by side in memory, for questions about angles.
///
/// ```swift
/// let set = try VectorSet(embeddings.vectors)
/// let near = set.nearest(to: query, count: 10)
/// ```
/// Every vector is brought to length 1, so a cosine is a dot product; a vector of zeros stays one and is near to nothing. They are kept
/// twice: in halves, which is what a search reads, and in floats, which decide.
public struct VectorSet: Sendable {
    /// How many numbers a vector has.
    public let dimensions: Int
    /// How many vectors there are.
    public let count: Int
    /// `[vector, dimension]`.
    let values: [Float]
    /// The same in half precision.
    let halves: [UInt16]

    /// Takes vectors in, in their order.
    ///
    /// - Throws: `Failure` for numbers that are none.
    public init(_ table: VectorTable) throws(Failure) {
        guard let broken = table.values.firstIndex(where: { !$0.isFinite }) else {
            dimensions = table.dimensions
            count = table.count
            values = (0..<table.count).flatMap { Self.normalized(table[$0]) }
            halves = HalfFloat.bits(values)
            return
        }
        throw Failure(
            .malformed, "a vector holds something that is no number", at: "vector \(broken / table.dimensions + 1)")
    }

    /// One vector, of length 1.
    public subscript(index: Int) -> ArraySlice<Float> { values[index * dimensions..<(index + 1) * dimensions] }

    /// The vector brought to length 1; zeros stay zeros.
    public static func normalized(_ vector: some Collection<Float>) -> [Float] {
        let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
        return vector.map { length > 0 ? Float(Double($0) / length) : 0 }
    }

    /// The cosine of two vectors of the set.
    public func cosine(_ first: Int, _ second: Int) -> Float { dot(self[first], self[second]) }

    /// The cosines of a selection, each with each: `[row, column]`.
    public func cosines(among indices: [Int]) -> [Float] {
        indices.flatMap { row in indices.map { cosine(row, $0) } }
    }

    /// The direction of a − b + c: the sum of some vectors less the sum of others, of length 1.
    public func combination(plus: [Int], minus: [Int]) -> [Float] {
        var sum = [Float](repeating: 0, count: dimensions)
        for index in plus { for (place, value) in self[index].enumerated() { sum[place] += value } }
        for index in minus { for (place, value) in self[index].enumerated() { sum[place] -= value } }
        return Self.normalized(sum)
    }

    func dot(_ first: some Collection<Float>, _ second: some Collection<Float>) -> Float {
        Float(zip(first, second).reduce(0.0) { $0 + Double($1.0) * Double($1.1) })
    }
}

// MARK: Products with all vectors at once

extension VectorSet {
    /// The product of every vector with each of some others: `[other, vector]`.
    ///
    /// - Parameter isHalf: whether the halves are read, which takes half the time.
    func products(with others: [Float], isHalf: Bool = false) -> [Float] {
        isHalf
            ? halves.withUnsafeBytes {
                MatrixProduct.of($0, KERNELS_F16, outputs: count, others, inputCount: dimensions)
            }
            : values.withUnsafeBytes {
                MatrixProduct.of($0, KERNELS_F32, outputs: count, others, inputCount: dimensions)
            }
    }
}
