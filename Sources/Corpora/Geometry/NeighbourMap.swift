public import Generation
import Foundation

/// A map on which near vectors are near: a small UMAP with the kernel of t-SNE.
///
/// The nearest fifteen of every vector make a graph whose edges are as strong as UMAP says (McInnes, Healy and Melville, 2018); points
/// then attract each other along edges and push random others away, under 1/(1+d²), the curve of t-SNE (van der Maaten and Hinton, 2008).
/// It begins with the principal components and is the same for the same vectors and seed. Distances between far groups say little.
public struct NeighbourMap: Sendable {
    /// Where a map stands while it is made.
    public struct Progress: Sendable {
        /// How much is done, from 0 to 1.
        public let fraction: Double
        /// The places so far.
        public let places: [SIMD2<Float>]
    }

    /// More vectors than this take longer than one waits: every pair has to be measured.
    public static let mostVectors = 25_000
    /// How many of the nearest make the graph.
    static let neighbourCount = 15
    private static let rounds = 200
    private static let pushesPerPull = 5

    /// Each vector's place; the map is centred and its spread is 1.
    public let places: [SIMD2<Float>]
    /// Of each vector's ten nearest the share that are among its ten nearest on the map, on average.
    public let preservedShare: Double
    /// The same of the places it began with.
    public let startPreservedShare: Double

    /// Makes a map.
    ///
    /// - Parameters:
    ///   - start: where the points begin: their principal components.
    ///   - report: hears how far it is, some dozen times; what it throws ends the work.
    /// - Throws: `CancellationError` when the surrounding task was cancelled.
    public init(
        of set: VectorSet, from start: [SIMD2<Float>], seed: UInt64, report: (Progress) throws -> Void = { _ in }
    ) throws {
        let start = Self.spread(start)
        let nearest = try set.nearestOfAll(count: Self.neighbourCount) { done in
            try Task.checkCancellation()
            try report(Progress(fraction: 0.3 * Double(done) / Double(set.count), places: start))
        }
        let edges = Self.edges(of: nearest)
        var layout = Layout(places: start.map { $0 * 10 }, edges: edges, random: SplitMix(seed: seed))
        for round in 0..<Self.rounds where !edges.isEmpty {
            try Task.checkCancellation()
            layout.step(rate: 1 - Float(round) / Float(Self.rounds))
            if round.isMultiple(of: 8) {
                let fraction = 0.3 + 0.7 * Double(round) / Double(Self.rounds)
                try report(Progress(fraction: fraction, places: Self.spread(layout.places)))
            }
        }
        places = Self.spread(layout.places)
        preservedShare = Self.preservedShare(of: nearest, on: places)
        startPreservedShare = Self.preservedShare(of: nearest, on: start)
    }

    /// Of each vector's ten nearest the share that are among its ten nearest on a map, on average over a thousand vectors at most.
    public static func preservedShare(of nearest: [[Neighbour]], on places: [SIMD2<Float>]) -> Double {
        let wanted = min(10, places.count - 1)
        guard wanted > 0 else { return 1 }
        var kept = 0
        var asked = 0
        for index in stride(from: 0, to: places.count, by: max(1, places.count / 1000)) {
            var best = NearestList(limit: wanted)
            for other in places.indices where other != index {
                let gap = places[other] - places[index]
                best.offer(other, -(gap * gap).sum())
            }
            let here = Set(best.sorted.map(\.index))
            kept += nearest[index].prefix(wanted).count { here.contains($0.index) }
            asked += wanted
        }
        return Double(kept) / Double(asked)
    }

    // MARK: The graph

    struct Edge {
        let first: Int32
        let second: Int32
        let strength: Float
    }

    /// How strongly each pair belongs together, from 0 to 1: sure in one direction or the other.
    private static func edges(of nearest: [[Neighbour]]) -> [Edge] {
        var strengths: [SIMD2<Int32>: Float] = [:]
        for (index, neighbours) in nearest.enumerated() {
            for (neighbour, strength) in zip(neighbours, self.strengths(of: neighbours)) {
                let pair = SIMD2(Int32(min(index, neighbour.index)), Int32(max(index, neighbour.index)))
                let other = strengths[pair] ?? 0
                strengths[pair] = other + strength - other * strength
            }
        }
        let edges = strengths.map { Edge(first: $0.key.x, second: $0.key.y, strength: $0.value) }
        return edges.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    /// The nearest is sure, and the width of the fall is such that all together count as log₂ of their number.
    private static func strengths(of neighbours: [Neighbour]) -> [Float] {
        let distances = neighbours.map { max(0, 1 - $0.cosine) }
        guard let nearest = distances.first else { return [] }
        let wanted = log2(Float(max(2, distances.count)))
        var (low, high, width) = (Float(0), Float.infinity, Float(0.1))
        for _ in 0..<48 {
            let sum = distances.reduce(0) { $0 + exp(-($1 - nearest) / width) }
            if abs(sum - wanted) < 1e-4 { break }
            if sum > wanted { high = width } else { low = width }
            width = high.isFinite ? (low + high) / 2 : width * 2
        }
        return distances.map { width > 0 ? exp(-($0 - nearest) / width) : 1 }
    }

    // MARK: The layout

    /// Points that pull and push each other.
    private struct Layout {
        var places: [SIMD2<Float>]
        let edges: [Edge]
        var random: SplitMix

        /// Each edge pulls as often as it is strong, and each pull pushes some others away.
        mutating func step(rate: Float) {
            let count = places.count
            places.withUnsafeMutableBufferPointer { places in
                for edge in edges where random.unit() < edge.strength {
                    let (first, second) = (Int(edge.first), Int(edge.second))
                    let gap = places[first] - places[second]
                    let pull = Self.clamped(gap * (2 / (1 + (gap * gap).sum()))) * rate
                    places[first] -= pull
                    places[second] += pull
                    for index in [first, second] {
                        for _ in 0..<NeighbourMap.pushesPerPull {
                            let other = random.below(count)
                            guard other != index else { continue }
                            let gap = places[index] - places[other]
                            let square = (gap * gap).sum()
                            places[index] += Self.clamped(gap * (2 / ((0.001 + square) * (1 + square)))) * rate
                        }
                    }
                }
            }
        }

        private static func clamped(_ move: SIMD2<Float>) -> SIMD2<Float> {
            move.clamped(lowerBound: SIMD2(repeating: -4), upperBound: SIMD2(repeating: 4))
        }
    }

    /// The places around their mean, with a spread of 1.
    private static func spread(_ places: [SIMD2<Float>]) -> [SIMD2<Float>] {
        guard !places.isEmpty else { return [] }
        let mean = places.reduce(SIMD2<Float>.zero, +) / Float(places.count)
        let variance = places.reduce(Float(0)) { $0 + (($1 - mean) * ($1 - mean)).sum() } / Float(places.count)
        let scale = variance > 0 ? 1 / variance.squareRoot() : 1
        return places.map { ($0 - mean) * scale }
    }
}
