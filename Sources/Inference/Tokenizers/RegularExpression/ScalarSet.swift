/// A set of scalars as a regular expression writes it: `[^\s\p{L}]`.
indirect enum ScalarSet: Sendable {
    /// All from one to another.
    case range(ClosedRange<UInt32>)
    /// Those of some general categories, as bits.
    case categories(UInt32)
    /// `\s`: white space.
    case space
    /// `\w`: letters, marks, decimal digits, and what connects words.
    case word
    /// What is in any of them.
    case union([ScalarSet])
    /// What is in both.
    case intersection(ScalarSet, ScalarSet)
    /// What is not in it.
    case complement(ScalarSet)
    /// What is in it in upper or lower case.
    case ignoringCase(ScalarSet)

    /// One scalar.
    static func one(_ value: UInt32) -> ScalarSet { .range(value...value) }

    /// Whether a scalar of that category is in it.
    func contains(_ value: UInt32, category: UInt8) -> Bool {
        switch self {
        case .range(let range): return range.contains(value)
        case .categories(let mask): return mask >> category & 1 == 1
        case .space: return Self.isSpace(value)
        case .word:
            if value < 0x80 { return category <= 4 || category == 8 || value == 0x5F }
            // Beyond letters, alphabetic are letter-like numbers and circled letters.
            return category <= 8 || category == 11 || Unicode.Scalar(value)?.properties.isAlphabetic == true
        case .union(let sets): return sets.contains { $0.contains(value, category: category) }
        case .intersection(let first, let second):
            return first.contains(value, category: category) && second.contains(value, category: category)
        case .complement(let set): return !set.contains(value, category: category)
        case .ignoringCase(let set):
            if set.contains(value, category: category) { return true }
            return Self.otherCases(of: value).contains { set.contains($0, category: GeneralCategory.of($0)) }
        }
    }

    /// Unicode's White_Space.
    static func isSpace(_ value: UInt32) -> Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// The scalars that differ from one in case alone.
    private static func otherCases(of value: UInt32) -> [UInt32] {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        let lower = single(scalar.properties.lowercaseMapping) ?? value
        let upper = single(scalar.properties.uppercaseMapping) ?? value
        // The long s and the Kelvin sign have an upper or a lower case that is another letter's too.
        let further: [UInt32] =
            switch upper {
            case 0x53: [0x73, 0x17F]
            case 0x4B: [0x6B, 0x212A]
            default: lower == 0x6B ? [0x4B, 0x212A] : []
            }
        return [lower, upper] + further
    }

    private static func single(_ text: String) -> UInt32? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
    }
}

/// A set of scalars with the answers for ASCII ready.
struct PreparedScalarSet: Sendable {
    private let set: ScalarSet
    private let low: UInt64
    private let high: UInt64

    init(_ set: ScalarSet) {
        func bits(from start: UInt32) -> UInt64 {
            (0..<64).reduce(0) { bits, place in
                let value = start + UInt32(place)
                return set.contains(value, category: GeneralCategory.ascii[Int(value)]) ? bits | 1 << place : bits
            }
        }
        self.set = set
        low = bits(from: 0)
        high = bits(from: 64)
    }

    /// Whether a scalar of a text is in it.
    func contains(_ text: ScalarText, _ index: Int) -> Bool {
        let value = text.values[index]
        if value < 64 { return low >> value & 1 == 1 }
        if value < 128 { return high >> (value - 64) & 1 == 1 }
        return set.contains(value, category: text.categories[index])
    }
}
