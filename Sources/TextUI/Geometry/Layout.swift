/// How much room one part of a split rectangle wants.
public enum Extent: Hashable, Sendable {
    /// Exactly so many cells, as long as there is room.
    case fixed(Int)
    /// A share of what the fixed parts leave, but not less than the minimum as long as there is room.
    case flexible(weight: Int = 1, minimum: Int = 0)

    /// An equal share of what is left.
    public static let rest = Extent.flexible()
}

extension Rect {
    /// Splits the rectangle into stacked parts, top to bottom.
    ///
    /// There is always one part per extent. When the room is too small the last parts shrink first, down to nothing.
    public func split(rows extents: [Extent], spacing: Int = 0) -> [Rect] {
        Extent.solve(extents, total: rows, spacing: spacing).map { start, length in
            Rect(column: left, row: top + start, columns: columns, rows: length)
        }
    }

    /// Splits the rectangle into parts side by side, left to right; otherwise like the split into rows.
    public func split(columns extents: [Extent], spacing: Int = 0) -> [Rect] {
        Extent.solve(extents, total: columns, spacing: spacing).map { start, length in
            Rect(column: left + start, row: top, columns: length, rows: rows)
        }
    }
}

extension Extent {
    private var minimum: Int {
        switch self {
        case .fixed(let cells): max(0, cells)
        case .flexible(_, let minimum): max(0, minimum)
        }
    }

    private var weight: Int {
        switch self {
        case .fixed: 0
        case .flexible(let weight, _): max(0, weight)
        }
    }

    /// Start and length of every part along one axis.
    static func solve(_ extents: [Extent], total: Int, spacing: Int) -> [(start: Int, length: Int)] {
        let gaps = max(0, spacing) * max(0, extents.count - 1)
        let available = max(0, total - gaps)
        let lengths = lengths(extents, available: available)
        var start = 0
        return lengths.map { length in
            let place = min(start, max(0, total))
            start += length + max(0, spacing)
            return (place, min(length, max(0, total - place)))
        }
    }

    private static func lengths(_ extents: [Extent], available: Int) -> [Int] {
        // Minimums first, in order: who comes last goes without.
        var left = available
        var lengths = extents.map { extent in
            let granted = min(extent.minimum, left)
            left -= granted
            return granted
        }
        // What is left is shared by weight; a part whose minimum is already more than its share keeps the minimum.
        var sharing = extents.indices.filter { extents[$0].weight > 0 }
        var room = left + sharing.reduce(0) { $0 + lengths[$1] }
        while true {
            let weights = sharing.reduce(0) { $0 + extents[$1].weight }
            guard weights > 0 else { break }
            let content = sharing.filter { lengths[$0] * weights > room * extents[$0].weight }
            guard content.isEmpty else {
                room -= content.reduce(0) { $0 + lengths[$1] }
                sharing.removeAll { content.contains($0) }
                continue
            }
            // Cumulative rounding hands out every cell, and the same cells at the same size.
            var passed = 0
            for index in sharing {
                let start = room * passed / weights
                passed += extents[index].weight
                lengths[index] = room * passed / weights - start
            }
            break
        }
        return lengths
    }
}
