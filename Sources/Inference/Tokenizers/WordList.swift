/// A text and the words that it is cut into; between two words there may be what is left out.
struct WordList {
    /// UTF-8.
    var text: [UInt8]
    /// Where the words are, in their order.
    var ranges: [Range<Int>]
    /// Whether the first word begins the whole text, so that it is not behind an added token or left-out spaces.
    var isAtStart: Bool

    /// The whole text as one word.
    init(_ text: [UInt8], isAtStart: Bool) {
        self.text = text
        ranges = [0..<text.count]
        self.isAtStart = isAtStart
    }

    /// Cuts every word.
    mutating func cut(_ split: (Range<Int>, inout [Range<Int>]) -> Void) {
        var words: [Range<Int>] = []
        words.reserveCapacity(ranges.count)
        for range in ranges { split(range, &words) }
        ranges = words
        if let first = words.first, first.lowerBound > 0 { isAtStart = false }
    }

    /// Writes every word anew; words that become empty are left out.
    mutating func rewrite(_ change: (ArraySlice<UInt8>, _ isFirst: Bool, inout [UInt8]) -> Void) {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + ranges.count)
        var words: [Range<Int>] = []
        for (index, range) in ranges.enumerated() {
            let start = result.count
            change(text[range], index == 0 && isAtStart, &result)
            if result.count > start { words.append(start..<result.count) }
        }
        text = result
        ranges = words
    }
}
