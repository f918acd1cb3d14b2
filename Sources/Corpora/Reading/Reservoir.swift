/// A sample of a stream of unknown length in which every element is as likely as any other.
///
/// Vitter 1985, algorithm R. The same seed and stream give the same sample.
struct Reservoir<Element> {
    /// What was kept, not in order.
    private(set) var elements: [Element] = []
    private let capacity: Int?
    private var count: UInt64 = 0
    private var random: SplitMix

    /// - Parameter capacity: how many are kept; nil for all.
    init(capacity: Int?, seed: UInt64) {
        self.capacity = capacity
        random = SplitMix(seed: seed)
    }

    /// Offers an element, which is made only if it is kept.
    mutating func offer(_ element: @autoclosure () -> Element) {
        count += 1
        guard let capacity, elements.count >= capacity else { return elements.append(element()) }
        // A whole number below `count`, all equally likely up to one part in 2⁶⁴ / count.
        let place = Int(random.next().multipliedFullWidth(by: count).high)
        if place < capacity { elements[place] = element() }
    }
}
