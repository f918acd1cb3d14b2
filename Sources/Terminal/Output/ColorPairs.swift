/// The table of (foreground, background) pairs that a terminal library asks for.
///
/// Pair 0 is the terminal's own two colours. When the table is full the pair asked for is not given: the frame is drawn with pair 0
/// there, and the table is emptied before the next frame, which is then drawn in full.
struct ColorPairs {
    /// Two colours as the terminal numbers them; -1 is its own.
    struct Pair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private var numbers: [Pair: Int32] = [:]
    private let capacity: Int
    /// Whether a pair could not be given since the table was emptied.
    private(set) var isExhausted = false

    /// Makes an empty table for `capacity` pairs, pair 0 included.
    init(capacity: Int) { self.capacity = capacity }

    /// The number of a pair, and whether it is new and has to be defined.
    mutating func number(of pair: Pair) -> (number: Int32, isNew: Bool) {
        if pair.foreground < 0, pair.background < 0 { return (0, false) }
        if let number = numbers[pair] { return (number, false) }
        guard numbers.count + 1 < capacity else {
            isExhausted = true
            return (0, false)
        }
        let number = Int32(numbers.count + 1)
        numbers[pair] = number
        return (number, true)
    }

    /// Forgets all pairs.
    mutating func empty() {
        numbers.removeAll(keepingCapacity: true)
        isExhausted = false
    }
}
