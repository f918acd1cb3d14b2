/// Places in a list, found by a hash of what lies there: an open table, so that a look-up allocates nothing.
struct PlaceTable: Sendable {
    /// Each place at the slot that its hash gives or at the next free one; -1 is free.
    private var slots: [Int32]

    /// Makes a table for that many places; more are an error of the caller.
    init(capacity: Int) {
        var count = 16
        while count < capacity + capacity / 2 { count *= 2 }
        slots = [Int32](repeating: -1, count: count)
    }

    /// The place at a slot; nil if it is free.
    subscript(slot: Int) -> Int? {
        get { slots[slot] < 0 ? nil : Int(slots[slot]) }
        set { slots[slot] = newValue.map(Int32.init) ?? -1 }
    }

    /// The slot of the place with this hash that is the right one, or the free slot where it would be.
    func slot(hash: Int, where isRight: (_ place: Int) -> Bool) -> Int {
        var slot = hash & (slots.count - 1)
        while slots[slot] >= 0, !isRight(Int(slots[slot])) { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }
}
