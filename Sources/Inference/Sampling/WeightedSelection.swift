/// Finds where a sum of weights is reached in key order, without sorting: expected time linear in the number of entries.
enum WeightedSelection {
    /// One value to order by and what it weighs.
    struct Entry {
        let key: Double
        let weight: Double
    }

    /// The smallest key up to which the weights reach a sum.
    struct Boundary {
        /// The key.
        let key: Double
        /// What the entries with smaller keys weigh together.
        let weightBefore: Double
    }

    /// Walks the entries from the smallest key and stops where the weights reach `target`; at the largest key if they never do.
    ///
    /// Quickselect: entries are parted around a pivot and only the side that holds the boundary is looked at again.
    ///
    /// - Parameters:
    ///   - entries: at least one; left in another order.
    ///   - target: the sum to reach.
    static func select(from entries: inout [Entry], reaching target: Double) -> Boundary {
        var range = entries.indices
        var weightBefore = 0.0
        while true {
            let pivot = median(
                entries[range.lowerBound].key, entries[range.lowerBound + range.count / 2].key,
                entries[range.upperBound - 1].key)
            // [smaller | equal | not looked at | larger]
            var smallerEnd = range.lowerBound
            var next = range.lowerBound
            var largerStart = range.upperBound
            var smallerWeight = 0.0
            var equalWeight = 0.0
            while next < largerStart {
                let entry = entries[next]
                if entry.key < pivot {
                    smallerWeight += entry.weight
                    entries.swapAt(next, smallerEnd)
                    smallerEnd += 1
                    next += 1
                } else if entry.key > pivot {
                    largerStart -= 1
                    entries.swapAt(next, largerStart)
                } else {
                    equalWeight += entry.weight
                    next += 1
                }
            }
            if smallerEnd > range.lowerBound, weightBefore + smallerWeight >= target {
                range = range.lowerBound..<smallerEnd
            } else if largerStart == range.upperBound || weightBefore + smallerWeight + equalWeight >= target {
                return Boundary(key: pivot, weightBefore: weightBefore + smallerWeight)
            } else {
                weightBefore += smallerWeight + equalWeight
                range = largerStart..<range.upperBound
            }
        }
    }

    private static func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
        max(min(a, b), min(max(a, b), c))
    }
}
