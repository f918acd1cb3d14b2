import Generation

/// The KV caches of a model: several, so that a branch, a comparison or typing does not undo another's work.
///
/// Each remembers one sequence. A request gets the one that it shares the longest beginning with, or a copy of that beginning; what
/// a running generation uses is lent to it alone until it gives it back. A budget
/// bounds what they hold together: the least recently used go first, but none that is lent.
struct CacheShelf {
    private struct Place {
        let cache: KeyValueCache
        /// What it was lent for; nil when it was given back.
        var goal: [TokenID]?
        var isLent: Bool { goal != nil }
    }

    private static let placeCount = 4

    private let configuration: ModelConfiguration
    private let budget: Int
    private let type: CacheType
    /// The least recently used first.
    private var places: [Place] = []

    init(_ configuration: ModelConfiguration, budget: Int, type: CacheType) {
        self.type = type
        self.configuration = configuration
        self.budget = budget
    }

    /// Bytes that the caches take together.
    var byteCount: Int { places.reduce(0) { $0 + $1.cache.byteCount } }

    /// How many tokens a sequence may have.
    var contextLimit: Int {
        max(1, min(configuration.contextLimit, budget / KeyValueCache.bytesPerPosition(configuration, type: type)))
    }

    /// A cache that remembers all of these tokens already, lent or not; only to read from, before anything else runs.
    func remembering(_ tokens: [TokenID], switchedOff: SwitchedOff) -> KeyValueCache? {
        places.last {
            $0.cache.switchedOff == switchedOff && $0.cache.commonPrefixCount(with: tokens) == tokens.count
        }?.cache
    }

    /// Whether a cache that is lent will soon remember more of these tokens than any does now.
    ///
    /// Who waits for it need not put the same prompt through the model once more.
    func isLearning(_ tokens: [TokenID], switchedOff: SwitchedOff) -> Bool {
        let same = places.filter { $0.cache.switchedOff == switchedOff }
        let known = same.map { $0.cache.commonPrefixCount(with: tokens) }.max() ?? 0
        return same.contains { place in
            guard let goal = place.goal, place.cache.count < goal.count else { return false }
            return zip(goal, tokens).prefix { $0 == $1 }.count > known
        }
    }

    /// Lends a cache for these tokens; it remembers nothing but a beginning of them.
    ///
    /// A cache of which more than half would be lost, or that is lent already, stays; what is common is copied to a new one.
    mutating func lend(for tokens: [TokenID], switchedOff: SwitchedOff) -> KeyValueCache {
        let common = places.map {
            $0.cache.switchedOff == switchedOff ? $0.cache.commonPrefixCount(with: tokens) : 0
        }
        let best = places.indices.max { common[$0] < common[$1] }
        let cache: KeyValueCache
        if let best, common[best] > 0, !places[best].isLent, 2 * common[best] >= places[best].cache.count {
            cache = places.remove(at: best).cache
            cache.truncate(to: common[best])
        } else {
            if let best, common[best] > 0 {
                cache = KeyValueCache(copying: places[best].cache, count: common[best])
            } else {
                cache = KeyValueCache(configuration, switchedOff: switchedOff, type: type)
            }
            makeRoom()
        }
        places.append(Place(cache: cache, goal: tokens))
        return cache
    }

    /// Takes a cache back.
    mutating func takeBack(_ cache: KeyValueCache) {
        guard let index = places.firstIndex(where: { $0.cache === cache }) else { return }
        places.remove(at: index)
        places.append(Place(cache: cache))
        while byteCount > budget, let oldest = places.firstIndex(where: { !$0.isLent }) {
            places.remove(at: oldest)
        }
    }

    private mutating func makeRoom() {
        while places.count >= Self.placeCount, let oldest = places.firstIndex(where: { !$0.isLent }) {
            places.remove(at: oldest)
        }
    }
}
