import Generation

/// The KV caches of a model: several, so that a branch, a comparison or typing does not undo another's work.
///
/// Each remembers one sequence. A request gets the one that it shares the longest beginning with; what a running generation uses
/// is lent to it alone until it gives it back. All of them together stay within a budget: the least recently used go first.
struct CacheShelf {
    private struct Place {
        let cache: KeyValueCache
        var isLent: Bool
    }

    private static let placeCount = 4

    private let configuration: ModelConfiguration
    private let budget: Int
    /// The least recently used first.
    private var places: [Place] = []

    init(_ configuration: ModelConfiguration, budget: Int) {
        self.configuration = configuration
        self.budget = budget
    }

    /// How many tokens a sequence may have.
    var contextLimit: Int {
        max(1, min(configuration.contextLimit, budget / KeyValueCache.bytesPerPosition(configuration)))
    }

    /// A cache that remembers all of these tokens already, lent or not; only to read from, before anything else runs.
    func remembering(_ tokens: [TokenID], switchedOff: Set<HeadIndex>) -> KeyValueCache? {
        places.last {
            $0.cache.switchedOff == switchedOff && $0.cache.commonPrefixCount(with: tokens) == tokens.count
        }?.cache
    }

    /// Lends the best cache for these tokens; it remembers nothing but a beginning of them.
    mutating func lend(for tokens: [TokenID], switchedOff: Set<HeadIndex>) -> KeyValueCache {
        let cache: KeyValueCache
        if let index = bestPlace(for: tokens, switchedOff: switchedOff) {
            cache = places.remove(at: index).cache
            cache.truncate(to: cache.commonPrefixCount(with: tokens))
        } else {
            cache = KeyValueCache(configuration, switchedOff: switchedOff)
            makeRoom()
        }
        places.append(Place(cache: cache, isLent: true))
        return cache
    }

    /// Takes a cache back.
    mutating func takeBack(_ cache: KeyValueCache) {
        guard let index = places.firstIndex(where: { $0.cache === cache }) else { return }
        places.remove(at: index)
        places.append(Place(cache: cache, isLent: false))
        while places.reduce(0, { $0 + $1.cache.byteCount }) > budget,
            let oldest = places.firstIndex(where: { !$0.isLent })
        {
            places.remove(at: oldest)
        }
    }

    /// The longest common beginning wins; but while there are empty places, a cache is not cut to less than half.
    private func bestPlace(for tokens: [TokenID], switchedOff: Set<HeadIndex>) -> Int? {
        let common = places.indices
            .filter { !places[$0].isLent && places[$0].cache.switchedOff == switchedOff }
            .map { (index: $0, count: places[$0].cache.commonPrefixCount(with: tokens)) }
        guard let best = common.max(by: { $0.count < $1.count }), best.count > 0 else { return nil }
        let isWorthKeeping = best.count * 2 < places[best.index].cache.count
        return isWorthKeeping && places.count < Self.placeCount ? nil : best.index
    }

    private mutating func makeRoom() {
        while places.count >= Self.placeCount, let oldest = places.firstIndex(where: { !$0.isLent }) {
            places.remove(at: oldest)
        }
    }
}
