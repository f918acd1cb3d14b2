/// A part of a text as scalars with their general categories: what regular expressions look at.
struct ScalarText {
    /// The scalars.
    let values: [UInt32]
    /// Their general categories, as `GeneralCategory` numbers them.
    let categories: [UInt8]
    /// Where each begins in the text, and where the last one ends.
    let offsets: [Int]

    var count: Int { values.count }

    /// Takes a part of a text apart.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - range: whole characters of it.
    init(_ text: [UInt8], in range: Range<Int>) {
        var values: [UInt32] = []
        var categories: [UInt8] = []
        var offsets: [Int] = []
        values.reserveCapacity(range.count)
        categories.reserveCapacity(range.count)
        offsets.reserveCapacity(range.count + 1)
        var offset = range.lowerBound
        while offset < range.upperBound {
            offsets.append(offset)
            let first = text[offset]
            offset += 1
            guard first >= 0x80 else {
                values.append(UInt32(first))
                categories.append(GeneralCategory.ascii[Int(first)])
                continue
            }
            var value = UInt32(first) & (first >= 0xF0 ? 0x07 : first >= 0xE0 ? 0x0F : 0x1F)
            while offset < range.upperBound, text[offset] & 0xC0 == 0x80 {
                value = value << 6 | UInt32(text[offset] & 0x3F)
                offset += 1
            }
            values.append(value)
            categories.append(GeneralCategory.of(value))
        }
        offsets.append(range.upperBound)
        self.values = values
        self.categories = categories
        self.offsets = offsets
    }
}

/// Unicode's general categories, numbered, so that a set of them is one integer.
enum GeneralCategory {
    /// The names in the order of the numbers.
    static let names = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm",
        "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    /// The categories whose names begin so (`L`, `Nd`), as bits; nil if there is none.
    static func mask(_ name: some StringProtocol) -> UInt32? {
        let mask = names.enumerated().reduce(UInt32(0)) { $1.element.hasPrefix(name) ? $0 | 1 << $1.offset : $0 }
        return mask == 0 || name.isEmpty ? nil : mask
    }

    /// The categories of the first 128 scalars.
    static let ascii = (UInt32(0)..<128).map(of)

    /// The number of a scalar's category.
    static func of(_ value: UInt32) -> UInt8 {
        guard let scalar = Unicode.Scalar(value) else { return 27 }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter: 0
        case .lowercaseLetter: 1
        case .titlecaseLetter: 2
        case .modifierLetter: 3
        case .otherLetter: 4
        case .nonspacingMark: 5
        case .spacingMark: 6
        case .enclosingMark: 7
        case .decimalNumber: 8
        case .letterNumber: 9
        case .otherNumber: 10
        case .connectorPunctuation: 11
        case .dashPunctuation: 12
        case .openPunctuation: 13
        case .closePunctuation: 14
        case .initialPunctuation: 15
        case .finalPunctuation: 16
        case .otherPunctuation: 17
        case .mathSymbol: 18
        case .currencySymbol: 19
        case .modifierSymbol: 20
        case .otherSymbol: 21
        case .spaceSeparator: 22
        case .lineSeparator: 23
        case .paragraphSeparator: 24
        case .control: 25
        case .format: 26
        case .surrogate: 27
        case .privateUse: 28
        case .unassigned: 29
        @unknown default: 29
        }
    }
}
