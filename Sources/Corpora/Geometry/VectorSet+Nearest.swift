public import Generation

extension VectorSet {
    /// The vectors nearest to a query by cosine, nearest first; of equals the earlier one.
    ///
    /// Exact, although only halves are read of most vectors: what is near enough to be among the nearest, whatever rounding did, is
    /// measured again in full.
    ///
    /// - Parameter excluded: vectors that are not wanted, such as the one that is asked about.
    public func nearest(to query: [Float], count wanted: Int, excluding excluded: Set<Int> = []) -> [Neighbour] {
        guard wanted > 0, count > 0, query.count == dimensions else { return [] }
        let query = Self.normalized(query)
        let rough = products(with: query, isHalf: true)
        var best = NearestList(limit: min(count, wanted + excluded.count))
        for index in 0..<count { best.offer(index, rough[index]) }
        let floor = best.worst - 2 * HalfFloat.cosineError
        var exact = NearestList(limit: wanted)
        for index in 0..<count where rough[index] >= floor && !excluded.contains(index) {
            exact.offer(index, dot(query, self[index]))
        }
        return exact.sorted
    }

    /// Queries that are multiplied together: enough to make the most of what is read, few enough that the products fit into caches.
    private static let queriesAtOnce = 64

    /// The nearest of every vector among the others, nearest first: `[vector][neighbour]`.
    ///
    /// Takes the product of every pair: a second for ten thousand vectors of 384 numbers.
    ///
    /// - Parameter report: hears how many vectors are done; what it throws ends the search.
    public func nearestOfAll(count wanted: Int, report: (Int) throws -> Void) rethrows -> [[Neighbour]] {
        var all: [[Neighbour]] = []
        all.reserveCapacity(count)
        for first in stride(from: 0, to: count, by: Self.queriesAtOnce) {
            try report(first)
            let queries = first..<min(count, first + Self.queriesAtOnce)
            let products = products(with: queries.flatMap { self[$0] })
            products.withUnsafeBufferPointer { products in
                for query in queries {
                    var best = NearestList(limit: wanted)
                    let row = (query - queries.lowerBound) * count
                    for index in 0..<count where index != query { best.offer(index, products[row + index]) }
                    all.append(best.sorted)
                }
            }
        }
        return all
    }
}

/// The greatest of many numbers, as a heap whose root is the least of them.
struct NearestList {
    private var heap: [Neighbour] = []
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
        heap.reserveCapacity(limit)
    }

    /// The least that is kept; nothing is kept yet, or not enough, if it is minus infinity.
    var worst: Float { heap.count < limit ? -.infinity : heap.first?.cosine ?? .infinity }

    /// What is kept, greatest first; of equals the earlier one.
    var sorted: [Neighbour] { heap.sorted { Self.isLess($1, $0) } }

    /// Keeps an entry if it belongs to the greatest.
    @inline(__always)
    mutating func offer(_ index: Int, _ cosine: Float) {
        // Entries come in the order of their indices, so of equals the one that is there stays.
        guard heap.count < limit || cosine > worst else { return }
        insert(Neighbour(index: index, cosine: cosine))
    }

    private mutating func insert(_ entry: Neighbour) {
        if heap.count < limit {
            heap.append(entry)
            var child = heap.count - 1
            while child > 0, Self.isLess(heap[child], heap[(child - 1) / 2]) {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
            return
        }
        guard !heap.isEmpty else { return }
        heap[0] = entry
        var parent = 0
        while true {
            var least = parent
            for child in 2 * parent + 1...2 * parent + 2 where child < heap.count {
                if Self.isLess(heap[child], heap[least]) { least = child }
            }
            guard least != parent else { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private static func isLess(_ first: Neighbour, _ second: Neighbour) -> Bool {
        first.cosine == second.cosine ? first.index > second.index : first.cosine < second.cosine
    }
}
