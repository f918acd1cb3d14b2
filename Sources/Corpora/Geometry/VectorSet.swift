import Dispatch
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
            halves = values.map(HalfFloat.bits)
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
    /// How many vectors a product reads the set for at once.
    static let widestProduct = 8

    /// The product of every vector with each of some others: `[other, vector]`.
    ///
    /// - Parameters:
    ///   - others: eight at most, of the set's length.
    ///   - isHalf: whether the halves are read, which takes half the time.
    func products(with others: [[Float]], isHalf: Bool = false) -> [Float] {
        precondition(others.count <= Self.widestProduct && others.allSatisfy { $0.count == dimensions })
        guard isHalf else {
            return values.withUnsafeBytes { multiply($0, KERNELS_F32, others, isTransposed: false, outputs: count) }
        }
        return halves.withUnsafeBytes { multiply($0, KERNELS_F16, others, isTransposed: false, outputs: count) }
    }

    /// Sums of the vectors, weighted: `[weights, dimension]`; each of the weights `[vector]`.
    func sums(weightedBy weights: [[Float]]) -> [Float] {
        precondition(weights.count <= Self.widestProduct && weights.allSatisfy { $0.count == count })
        return values.withUnsafeBytes {
            multiply($0, KERNELS_F32, weights, isTransposed: true, outputs: dimensions)
        }
    }

    private func multiply(
        _ bytes: UnsafeRawBufferPointer, _ type: kernels_type, _ inputs: [[Float]], isTransposed: Bool, outputs: Int
    ) -> [Float] {
        guard let start = bytes.baseAddress, let inputCount = inputs.first?.count, outputs > 0, inputCount > 0 else {
            return [Float](repeating: 0, count: inputs.count * outputs)
        }
        nonisolated(unsafe) let matrix = kernels_matrix(
            weights: start, type: type, inputs: inputCount, outputs: outputs, is_transposed: isTransposed)
        let batch = inputs.count
        // Parts that do not depend on the machine, so that every machine adds in the same order.
        let parts = max(1, min(16, count * dimensions / (1 << 16)))
        return Array(joining: inputs).withUnsafeBufferPointer { input in
            [Float](unsafeUninitializedCapacity: batch * outputs) { output, written in
                nonisolated(unsafe) let (x, y) = (input.baseAddress, output.baseAddress)
                DispatchQueue.concurrentPerform(iterations: parts) { part in
                    guard let x, let y else { return }
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: Int(KERNELS_SCRATCH)) { scratch in
                        guard let scratch = scratch.baseAddress else { return }
                        withUnsafePointer(to: matrix) {
                            kernels_best().pointee.multiply(
                                $0, outputs * part / parts, outputs * (part + 1) / parts, x, inputCount, batch, nil, y,
                                outputs, scratch)
                        }
                    }
                }
                written = batch * outputs
            }
        }
    }
}

extension [Float] {
    /// Several lists, one after the other.
    fileprivate init(joining lists: [[Float]]) { self = lists.flatMap(\.self) }
}
