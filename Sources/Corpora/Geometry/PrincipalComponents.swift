import Kernels

/// The two directions along which vectors differ most, and each vector's place on them.
///
/// Found by subspace iteration on the covariance. Always the same result for the same vectors; of each direction the component that is farthest from zero is positive, as in scikit-learn.
public struct PrincipalComponents: Sendable {
    /// The mean of the vectors.
    public let mean: [Float]
    /// The two directions, each of length 1; zeros where there is nothing left to differ.
    public let axes: [[Float]]
    /// Which share of the variance lies along each of them.
    public let explained: [Double]
    /// Each vector's place.
    public let places: [SIMD2<Float>]

    /// Rounds after which directions that still change are as good as each other: those of texts stand out after ten to thirty.
    private static let mostRounds = 200
    /// Directions that are followed, of which the first two come out.
    private static let followedCount = 8
    /// Vectors that are multiplied together.
    private static let blockCount = 4096

    /// Finds the directions.
    ///
    /// - Throws: `CancellationError` when the surrounding task was cancelled.
    public init(of set: VectorSet) throws {
        let share = 1 / Double(max(1, set.count))
        let mean = Self.mean(of: set, share)
        let covariance = try Self.covariance(of: set, mean, share)
        let total = (0..<set.dimensions).reduce(0.0) { $0 + Double(covariance[$1 * (set.dimensions + 1)]) }
        // Less than the rounding of the vectors themselves is nothing.
        let pairs = total > 1e-9 ? try Self.iterate(covariance, set.dimensions) : []

        self.mean = mean
        axes = (0..<2).map { index in
            guard pairs.indices.contains(index), pairs[index].value > total * 1e-9 else {
                return [Float](repeating: 0, count: set.dimensions)
            }
            let axis = pairs[index].vector
            let farthest = axis.max { abs($0) < abs($1) } ?? 0
            return axis.map { Float(farthest < 0 ? -$0 : $0) }
        }
        explained = (0..<2).map { pairs.indices.contains($0) ? max(0, pairs[$0].value / total) : 0 }
        let along = set.products(with: axes.flatMap(\.self))
        let origin = axes.map { set.dot($0, mean) }
        places = (0..<set.count).map { SIMD2(along[$0] - origin[0], along[set.count + $0] - origin[1]) }
    }

    /// The place of another vector, of length 1, on the same map.
    public func place(of vector: [Float]) -> SIMD2<Float> {
        let centred = zip(vector, mean).map { $0 - $1 }
        let along = axes.map { axis in zip(centred, axis).reduce(Float(0)) { $0 + $1.0 * $1.1 } }
        return SIMD2(along[0], along[1])
    }

    // MARK: Arithmetic

    private struct EigenPair {
        let value: Double
        let vector: [Double]
    }

    /// The greatest eigenvalues of a covariance with their vectors, of which the first two are exact.
    private static func iterate(_ covariance: [Float], _ dimensions: Int) throws -> [EigenPair] {
        var random = SplitMix(seed: 1)
        let width = min(followedCount, dimensions)
        var basis = orthonormal((0..<width).map { _ in (0..<dimensions).map { _ in Double(random.unit()) - 0.5 } })
        var pairs: [EigenPair] = []
        for _ in 0..<mostRounds {
            try Task.checkCancellation()
            let product = covariance.withUnsafeBytes {
                MatrixProduct.of(
                    $0, KERNELS_F32, outputs: dimensions, basis.flatMap { $0.map(Float.init) }, inputCount: dimensions)
            }
            let image = (0..<width).map { product[$0 * dimensions..<($0 + 1) * dimensions].map(Double.init) }
            let (values, rotation) = SymmetricMatrix.eigen(basis.map { row in image.map { dot(row, $0) } })
            let vectors = combine(basis, by: rotation)
            let images = combine(image, by: rotation)
            pairs = zip(values, vectors).map { EigenPair(value: $0, vector: $1) }
            let residuals = zip(pairs, images).prefix(2).map { residual(of: $0, image: $1) }
            if residuals.allSatisfy({ $0 < 1e-5 * values[0] }) { break }
            basis = orthonormal(images)
        }
        return pairs
    }

    /// How far what the covariance makes of a vector is from the vector times its value.
    private static func residual(of pair: EigenPair, image: [Double]) -> Double {
        let rest = zip(image, pair.vector).map { $0 - pair.value * $1 }
        return dot(rest, rest).squareRoot()
    }

    private static func mean(of set: VectorSet, _ share: Double) -> [Float] {
        var sum = [Double](repeating: 0, count: set.dimensions)
        for index in 0..<set.count {
            for (place, value) in set[index].enumerated() { sum[place] += Double(value) }
        }
        return sum.map { Float($0 * share) }
    }

    /// How the dimensions go together: `[dimension, dimension]`, made of some vectors at a time.
    private static func covariance(of set: VectorSet, _ mean: [Float], _ share: Double) throws -> [Float] {
        let dimensions = set.dimensions
        var sum = [Double](repeating: 0, count: dimensions * dimensions)
        for first in stride(from: 0, to: set.count, by: blockCount) {
            try Task.checkCancellation()
            let rows = min(blockCount, set.count - first)
            var (block, columns) = (
                [Float](repeating: 0, count: rows * dimensions), [Float](repeating: 0, count: rows * dimensions)
            )
            set.values.withUnsafeBufferPointer { values in
                for row in 0..<rows {
                    for place in 0..<dimensions {
                        let value = values[(first + row) * dimensions + place] - mean[place]
                        block[row * dimensions + place] = value
                        columns[place * rows + row] = value
                    }
                }
            }
            let products = block.withUnsafeBytes {
                MatrixProduct.of($0, KERNELS_F32, isTransposed: true, outputs: dimensions, columns, inputCount: rows)
            }
            for (place, product) in products.enumerated() { sum[place] += Double(product) }
        }
        return sum.map { Float($0 * share) }
    }

    private static func combine(_ vectors: [[Double]], by rotation: [[Double]]) -> [[Double]] {
        rotation.map { weights in
            var sum = [Double](repeating: 0, count: vectors[0].count)
            for (weight, vector) in zip(weights, vectors) {
                for place in sum.indices { sum[place] += weight * vector[place] }
            }
            return sum
        }
    }

    /// The same subspace with directions at right angles, by Gram and Schmidt, twice for safety.
    private static func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
        var basis: [[Double]] = []
        for vector in vectors {
            var rest = vector
            for _ in 0..<2 {
                for earlier in basis {
                    let along = dot(rest, earlier)
                    for place in rest.indices { rest[place] -= along * earlier[place] }
                }
                let length = dot(rest, rest).squareRoot()
                rest = rest.map { length > 1e-300 ? $0 / length : 0 }
            }
            basis.append(rest)
        }
        return basis
    }

    private static func dot(_ first: [Double], _ second: [Double]) -> Double {
        zip(first, second).reduce(0.0) { $0 + $1.0 * $1.1 }
    }
}
