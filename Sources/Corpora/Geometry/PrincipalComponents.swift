/// The two directions along which vectors differ most, and each vector's place on them.
///
/// Found by subspace iteration on the covariance, which is never written down: one round is two products with all vectors. Always the
/// same result for the same vectors; of each direction the component that is farthest from zero is positive, as in scikit-learn.
public struct PrincipalComponents: Sendable {
    /// The mean of the vectors.
    public let mean: [Float]
    /// The two directions, each of length 1; zeros where there is nothing left to differ.
    public let axes: [[Float]]
    /// Which share of the variance lies along each of them.
    public let explained: [Double]
    /// Each vector's place.
    public let places: [SIMD2<Float>]

    /// A round more than is ever needed: the directions of texts stand out after ten to thirty.
    private static let mostRounds = 300

    /// Finds the directions.
    ///
    /// - Throws: `CancellationError` when the surrounding task was cancelled.
    public init(of set: VectorSet) throws {
        let share = 1 / Double(max(1, set.count))
        let sum = set.sums(weightedBy: [[Float](repeating: 1, count: set.count)])
        let mean = sum.map { Float(Double($0) * share) }
        var squares = 0.0
        for index in 0..<set.count { squares += Double(set.dot(set[index], set[index])) }
        let total = squares * share - Double(set.dot(mean, mean))
        // Less than the rounding of the vectors themselves is nothing.
        let pairs = total > 1e-9 ? try Self.iterate(set, mean, share) : []

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
        let along = set.products(with: axes)
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

    /// The greatest eigenvalues of the covariance with their vectors, of which the first two are exact.
    private static func iterate(_ set: VectorSet, _ mean: [Float], _ share: Double) throws -> [EigenPair] {
        var random = SplitMix(seed: 1)
        let width = min(VectorSet.widestProduct, set.dimensions)
        var basis = orthonormal(
            (0..<width).map { _ in (0..<set.dimensions).map { _ in Double(random.unit()) - 0.5 } })
        var pairs: [EigenPair] = []
        for _ in 0..<mostRounds {
            try Task.checkCancellation()
            let image = covariance(of: set, mean, times: basis, share)
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

    /// What the covariance makes of some vectors.
    private static func covariance(
        of set: VectorSet, _ mean: [Float], times basis: [[Double]], _ share: Double
    ) -> [[Double]] {
        let basis = basis.map { $0.map(Float.init) }
        let products = set.products(with: basis)
        let centred = basis.indices.map { index in
            let origin = set.dot(basis[index], mean)
            return products[index * set.count..<(index + 1) * set.count].map { $0 - origin }
        }
        let sums = set.sums(weightedBy: centred)
        return basis.indices.map { index in
            let total = centred[index].reduce(0.0) { $0 + Double($1) }
            return (0..<set.dimensions).map {
                (Double(sums[index * set.dimensions + $0]) - total * Double(mean[$0])) * share
            }
        }
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
