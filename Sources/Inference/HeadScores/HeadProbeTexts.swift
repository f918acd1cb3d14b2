import Generation

/// The two sequences of tokens on which heads are measured.
struct HeadProbeTexts: Hashable, Sendable {
    /// A fixed text in English and Spanish, as many tokens of it as the literature's first-token score is given for.
    let text: [TokenID]
    /// `[begin, r₁ … rₙ, r₁ … rₙ]`: random tokens, none twice, then the same again, so that nothing but what came before says what
    /// comes next.
    let repeated: [TokenID]
    /// n, how far apart the two occurrences of a token are.
    let period: Int

    /// Tokens of the text.
    ///
    /// The threshold of Gu et al. (arXiv 2410.10781) is for this many.
    static let textCount = 64
    /// Random tokens before they are repeated.
    static let longestPeriod = 50
    static let seed: UInt64 = 42
    static let prose = """
        The cat slept on the mat because it was tired. El gato durmió en la alfombra porque estaba cansado. \
        Ada lives in Oslo, and every morning Ada walks to the harbour. Ada vive en Oslo, y cada mañana Ada camina hasta \
        el puerto. When the rain stopped, the children ran out to play. Cuando dejó de llover, los niños salieron a jugar.
        """

    init(text: [TokenID], repeated: [TokenID], period: Int) {
        self.text = text
        self.repeated = repeated
        self.period = period
    }

    init(tokenizer: any Tokenizer, beginning: [TokenID], configuration: ModelConfiguration) {
        let known = 0..<configuration.vocabularySize
        text = Array(
            tokenizer.encode(Self.prose, addsSpecial: true, parsesSpecial: false).filter(known.contains)
                .prefix(min(Self.textCount, configuration.contextLimit)))

        let beginning = beginning.prefix(1).filter(known.contains)
        var ordinary = known.filter { !beginning.contains($0) && !tokenizer.token($0).isSpecial }
        period = min(Self.longestPeriod, ordinary.count, (configuration.contextLimit - beginning.count) / 2)
        // Shuffles as far as needed (Fisher and Yates).
        let random = RandomSource(seed: Self.seed)
        for index in 0..<period {
            let rest = Double(ordinary.count - index)
            ordinary.swapAt(index, index + Int(random.fraction(index) * rest))
        }
        repeated = beginning + ordinary[..<period] + ordinary[..<period]
    }
}
