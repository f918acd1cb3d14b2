/// A way to cut a text into words, or words into smaller ones, or to write words anew.
enum TextSplitter: Sendable {
    /// By one of the patterns that have a scanner.
    case pattern(WordPattern)
    /// By a regular expression.
    case expression(RegularExpression, Delimiter, isInverted: Bool)
    /// By what scalars are.
    case scalars(PreparedScalarSet, Delimiter)
    /// By a text.
    case literal([UInt8], Delimiter, isInverted: Bool)
    /// Before every such mark of a space.
    case before([UInt8])
    /// Before every run of such marks.
    case beforeRun([UInt8])
    /// Writes every space of a word as that mark.
    case markSpaces([UInt8])
    /// Puts something before words that do not begin with it; `onlyAtStart`: only before the one that begins the whole text.
    case ensurePrefix([UInt8], onlyAtStart: Bool)
    /// Writes bytes as the characters that byte-level vocabularies have for them.
    case byteAlphabet

    /// What becomes of a part that words are cut at.
    enum Delimiter: String, Sendable {
        /// It is left out.
        case removed = "Removed"
        /// It is a word.
        case isolated = "Isolated"
        /// It ends the word before it.
        case mergedWithPrevious = "MergedWithPrevious"
        /// It begins the word behind it.
        case mergedWithNext = "MergedWithNext"
        /// With those next to it it is one word.
        case contiguous = "Contiguous"
    }

    /// Every digit for itself.
    static let digits = TextSplitter.scalars(
        PreparedScalarSet(.categories(GeneralCategory.mask("N") ?? 0)), .isolated)

    func apply(to words: inout WordList) {
        let text = words.text
        switch self {
        case .pattern(let pattern): words.cut { pattern.split(text, in: $0, into: &$1) }
        case .expression(let expression, let delimiter, let isInverted):
            words.cut { word, result in
                let matches = expression.matches(in: text, range: word)
                delimiter.cut(word, at: matches, isInverted: isInverted, into: &result)
            }
        case .scalars(let set, let delimiter):
            words.cut { word, result in
                let scalars = ScalarText(text, in: word)
                let matches = (0..<scalars.count).filter { set.contains(scalars, $0) }
                    .map { scalars.offsets[$0]..<scalars.offsets[$0 + 1] }
                delimiter.cut(word, at: matches, isInverted: false, into: &result)
            }
        case .literal(let literal, let delimiter, let isInverted):
            words.cut { word, result in
                var matches: [Range<Int>] = []
                var offset = word.lowerBound
                while !literal.isEmpty, offset < word.upperBound {
                    let isMatch = text[offset..<word.upperBound].starts(with: literal)
                    if isMatch { matches.append(offset..<offset + literal.count) }
                    offset += isMatch ? literal.count : 1
                }
                delimiter.cut(word, at: matches, isInverted: isInverted, into: &result)
            }
        case .before(let mark):
            words.cut { Self.cut($0, of: text, before: mark, eachOfRun: true, into: &$1) }
        case .beforeRun(let mark):
            words.cut { Self.cut($0, of: text, before: mark, eachOfRun: false, into: &$1) }
        case .markSpaces(let mark):
            guard text.contains(0x20) else { return }
            words.rewrite { word, _, result in
                for byte in word { if byte == 0x20 { result += mark } else { result.append(byte) } }
            }
        case .ensurePrefix(let prefix, let onlyAtStart):
            words.rewrite { word, isFirst, result in
                if !word.isEmpty, isFirst || !onlyAtStart, !word.starts(with: prefix) { result += prefix }
                result += word
            }
        case .byteAlphabet:
            words.rewrite { word, _, result in for byte in word { result += ByteAlphabet.characters[Int(byte)] } }
        }
    }

    private static func cut(
        _ word: Range<Int>, of text: [UInt8], before mark: [UInt8], eachOfRun: Bool, into words: inout [Range<Int>]
    ) {
        var start = word.lowerBound
        var offset = start
        var isInRun = false
        while offset < word.upperBound {
            let isMark = text[offset] == mark.first && text[offset..<word.upperBound].starts(with: mark)
            if isMark, eachOfRun || !isInRun, offset > start {
                words.append(start..<offset)
                start = offset
            }
            isInRun = isMark
            offset += isMark ? mark.count : 1
        }
        if start < word.upperBound { words.append(start..<word.upperBound) }
    }
}

extension TextSplitter.Delimiter {
    /// Cuts a word at some parts of it.
    ///
    /// - Parameter isInverted: whether the parts are the words and what lies between them is what they are cut at.
    func cut(_ word: Range<Int>, at matches: [Range<Int>], isInverted: Bool, into words: inout [Range<Int>]) {
        var parts: [(range: Range<Int>, isDelimiter: Bool)] = []
        var offset = word.lowerBound
        for match in matches {
            if offset < match.lowerBound { parts.append((offset..<match.lowerBound, isInverted)) }
            parts.append((match, !isInverted))
            offset = match.upperBound
        }
        if offset < word.upperBound { parts.append((offset..<word.upperBound, isInverted)) }

        var result: [Range<Int>] = []
        var wasDelimiter = false
        switch self {
        case .isolated: result = parts.map(\.range)
        case .removed: result = parts.filter { !$0.isDelimiter }.map(\.range)
        case .contiguous:
            for (range, isDelimiter) in parts {
                if let last = result.last, isDelimiter == wasDelimiter {
                    result[result.count - 1] = last.lowerBound..<range.upperBound
                } else {
                    result.append(range)
                }
                wasDelimiter = isDelimiter
            }
        case .mergedWithPrevious:
            for (range, isDelimiter) in parts {
                if let last = result.last, isDelimiter, !wasDelimiter {
                    result[result.count - 1] = last.lowerBound..<range.upperBound
                } else {
                    result.append(range)
                }
                wasDelimiter = isDelimiter
            }
        case .mergedWithNext:
            for (range, isDelimiter) in parts.reversed() {
                if let last = result.last, isDelimiter, !wasDelimiter {
                    result[result.count - 1] = range.lowerBound..<last.upperBound
                } else {
                    result.append(range)
                }
                wasDelimiter = isDelimiter
            }
            result.reverse()
        }
        words += result.filter { !$0.isEmpty }
    }
}
