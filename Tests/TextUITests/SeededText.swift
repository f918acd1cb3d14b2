/// Random strings that are the same on every run, made of everything that upsets terminals.
struct SeededText {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    /// A number below the limit (xorshift).
    mutating func number(below limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }

    private static let pieces = [
        "a", "Z", "7", " ", "  ", "-", ".", "\t", "\n", "\r\n", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "é",
        "e\u{301}",
        "\u{301}", "ñ", "日", "本", "語", "、", "한", "\u{1112}\u{1161}\u{11AB}", "ｆｕｌｌ", "ﾊﾝ", "👍", "👍🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸",
        "🇪", "❤️", "1️⃣", "مرحبا", "לשלום", "נִ", "क्षि", "का", "ไทย", "z\u{300}\u{301}\u{302}\u{303}\u{304}", "\u{200D}",
        "\u{FE0F}", "\u{202E}", "\u{2028}", "\u{FEFF}", "𝒳", "🀄", "word", "another",
    ]

    /// A text of so many pieces.
    mutating func text(pieces count: Int) -> String {
        (0..<count).map { _ in Self.pieces[number(below: Self.pieces.count)] }.joined()
    }
}
