extension Unicode.Scalar {
    /// How a scalar takes part in a cell.
    enum Room: Equatable {
        /// It starts a glyph of so many columns.
        case base(columns: Int)
        /// It is drawn on the glyph before.
        case mark
        /// It is never drawn.
        case ignored
    }

    /// The room that the scalar takes in a terminal.
    var room: Room {
        let value = self.value
        if value < 0x300 {
            if value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xAD { return .ignored }
            return .base(columns: 1)
        }
        // Most of what is written in wide scripts, without a search.
        if (0x3041...0x3096).contains(value) || (0x4E00...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value) {
            return .base(columns: 2)
        }
        if WidthTable.contains(WidthTable.ignored, value) { return .ignored }
        if WidthTable.contains(WidthTable.marks, value) { return .mark }
        return .base(columns: WidthTable.contains(WidthTable.wide, value) ? 2 : 1)
    }

    /// Whether the scalar only changes the skin of the emoji before it.
    var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

    /// Whether the scalar is one half of a flag.
    var isFlagLetter: Bool { (0x1F1E6...0x1F1FF).contains(value) }
}

extension WidthTable {
    /// Looks a scalar up by binary search.
    static func contains(_ ranges: [(first: UInt32, last: UInt32)], _ value: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < value { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].first <= value
    }
}

extension Character {
    /// How many columns the grapheme takes in a terminal: 0 for controls, 2 for wide ones, seldom more.
    public var columnWidth: Int {
        if let ascii = asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
        return Grapheme(self).columns
    }
}

extension String {
    /// How many columns the text takes on one line; tabs count to their stops, other controls take none.
    public var columnWidth: Int {
        let ascii = utf8.withContiguousStorageIfAvailable { bytes in
            bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        }
        if ascii == true { return utf8.count }
        var columns = 0
        for character in self {
            columns += character == "\t" ? TabStop.width(at: columns) : character.columnWidth
        }
        return columns
    }

    /// The text cut to so many columns; what was cut shows as `…`.
    public func truncated(toColumns limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard columnWidth > limit else { return self }
        var columns = 0
        var end = startIndex
        for index in indices {
            let width = self[index] == "\t" ? TabStop.width(at: columns) : self[index].columnWidth
            guard columns + width <= limit - 1 else { break }
            columns += width
            end = self.index(after: index)
        }
        return self[..<end] + "…"
    }
}

/// Where tabs lead.
enum TabStop {
    /// The distance between two stops, in columns.
    static let distance = 4

    /// How many columns a tab takes that starts at a column of its line.
    static func width(at column: Int) -> Int { distance - column % distance }
}
