extension ScalarSet {
    /// The set that `\p{…}` or `[:…:]` names; nil if mirilla does not know the name.
    init?(named name: String) {
        let key = name.lowercased().filter { $0 != "_" && $0 != " " && $0 != "-" }
        if let set = Self.names[key] {
            self = set
        } else if key.count <= 2, let mask = GeneralCategory.mask(key.prefix(1).uppercased() + key.dropFirst()) {
            self = .categories(mask)
        } else {
            return nil
        }
    }

    private static func category(_ name: String) -> ScalarSet { .categories(GeneralCategory.mask(name) ?? 0) }

    private static let names: [String: ScalarSet] = [
        "any": .complement(.union([])), "space": .space, "whitespace": .space, "word": .word,
        "alpha": .union([category("L"), category("M"), category("Nl")]), "digit": category("Nd"),
        "alnum": .union([category("L"), category("M"), category("Nl"), category("Nd")]),
        "punct": .union([category("P"), category("S")]),
        "upper": category("Lu"), "lower": category("Ll"), "cntrl": category("Cc"),
        "blank": .union([.one(0x09), category("Zs")]), "ascii": .range(0...0x7F),
        "xdigit": .union([.range(0x30...0x39), .range(0x41...0x46), .range(0x61...0x66)]),
        // General categories by their long names.
        "letter": category("L"), "uppercaseletter": category("Lu"), "lowercaseletter": category("Ll"),
        "titlecaseletter": category("Lt"), "modifierletter": category("Lm"), "otherletter": category("Lo"),
        "mark": category("M"), "nonspacingmark": category("Mn"), "spacingmark": category("Mc"),
        "enclosingmark": category("Me"), "number": category("N"), "decimalnumber": category("Nd"),
        "letternumber": category("Nl"), "othernumber": category("No"), "punctuation": category("P"),
        "symbol": category("S"), "separator": category("Z"), "other": category("C"), "control": category("Cc"),
        "format": category("Cf"), "mathsymbol": category("Sm"), "currencysymbol": category("Sc"),
        // The scripts that tokenizers treat by themselves.
        "han": .union(
            [
                0x2E80...0x2E99, 0x2E9B...0x2EF3, 0x2F00...0x2FD5, 0x3005...0x3005, 0x3007...0x3007, 0x3021...0x3029,
                0x3038...0x303B, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFA6D, 0xFA70...0xFAD9, 0x16FE2...0x16FE3,
                0x16FF0...0x16FF1, 0x20000...0x2A6DF, 0x2A700...0x2EBE0, 0x2EBF0...0x2EE5D, 0x2F800...0x2FA1D,
                0x30000...0x323AF,
            ].map { .range($0) }),
        "hiragana": .union(
            [0x3041...0x3096, 0x309D...0x309F, 0x1B001...0x1B11F, 0x1F200...0x1F200].map { .range($0) }),
        "katakana": .union(
            [
                0x30A1...0x30FA, 0x30FD...0x30FF, 0x31F0...0x31FF, 0x32D0...0x32FE, 0x3300...0x3357, 0xFF66...0xFF6F,
                0xFF71...0xFF9D,
            ].map { .range($0) }),
        "hangul": .union(
            [
                0x1100...0x11FF, 0x302E...0x302F, 0x3131...0x318E, 0x3200...0x321E, 0x3260...0x327E, 0xA960...0xA97C,
                0xAC00...0xD7A3, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0xFFA0...0xFFBE, 0xFFC2...0xFFDC,
            ].map { .range($0) }),
        "thai": .union([.range(0xE01...0xE3A), .range(0xE40...0xE5B)]),
    ]
}
