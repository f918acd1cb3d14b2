/// A change to a text before it is cut into words.
enum TextNormalizer: Sendable {
    /// Puts something before every text that is not empty.
    case prepend([UInt8])
    /// Replaces every occurrence.
    case replace([UInt8], with: [UInt8])
    /// Replaces every match.
    case replaceMatches(RegularExpression, with: [UInt8])
    /// Unicode's normalization forms.
    case unicode(NormalizationForm)
    /// Every scalar in lower case.
    case lowercase
    /// Leaves out scalars of some general categories, as bits.
    case leaveOut(categories: UInt32)
    /// Leaves out white space at the ends.
    case strip(left: Bool, right: Bool)
    /// BERT's cleaning: no control characters, and every white space a space.
    case cleanText
    /// BERT's spaces around Chinese characters.
    case separateHan
    /// SentencePiece's own map of characters.
    case characterMap(CharacterMap, by: CharacterMap.Unit)
    /// SentencePiece's `remove_extra_whitespaces`: no spaces at the ends, one between words.
    case collapseSpaces
    /// Bytes as the characters that byte-level vocabularies write for them.
    case byteAlphabet

    func apply(to text: inout [UInt8]) {
        switch self {
        case .prepend(let prefix):
            if !text.isEmpty { text.insert(contentsOf: prefix, at: 0) }
        case .replace(let old, let new): Self.replace(old, with: new, in: &text)
        case .replaceMatches(let expression, let new):
            var result: [UInt8] = []
            var offset = 0
            for match in expression.matches(in: text, range: 0..<text.count) {
                result += text[offset..<match.lowerBound] + new
                offset = match.upperBound
            }
            text = result + text[offset...]
        case .unicode(let form): form.apply(to: &text)
        case .lowercase:
            Self.map(&text) { scalar, result in
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { result.append(lower) }
            }
        case .leaveOut(let mask):
            Self.map(&text) { scalar, result in
                if mask >> GeneralCategory.of(scalar.value) & 1 == 0 { result.append(scalar) }
            }
        case .strip(let left, let right): Self.strip(&text, left: left, right: right)
        case .cleanText:
            Self.map(&text) { scalar, result in
                let category = GeneralCategory.of(scalar.value)
                if scalar == "\t" || scalar == "\n" || scalar == "\r"
                    || ScalarSet.isSpace(scalar.value) && category < 25
                {
                    result.append(" ")
                } else if category < 25 || category == 29, scalar != "\u{FFFD}" {
                    // What Unicode has not assigned (29) stays: the reference's tables do not know it as a control.
                    result.append(scalar)
                }
            }
        case .separateHan:
            Self.map(&text) { scalar, result in
                let isHan = Self.isHan(scalar.value)
                if isHan { result.append(" ") }
                result.append(scalar)
                if isHan { result.append(" ") }
            }
        case .characterMap(let map, let unit): text = map.apply(to: text, by: unit)
        case .collapseSpaces:
            var result: [UInt8] = []
            for byte in text where byte != 0x20 || result.last ?? 0x20 != 0x20 { result.append(byte) }
            // A mark of a space at the end is no more than a space.
            while true {
                if result.last == 0x20 {
                    result.removeLast()
                } else if result.suffix(3).elementsEqual(SentencePieceText.space) {
                    result.removeLast(3)
                } else {
                    break
                }
            }
            text = result
        case .byteAlphabet: text = text.flatMap { ByteAlphabet.characters[Int($0)] }
        }
    }

    /// Whether the first scalar of a text is left out, so that what follows does not count as its beginning.
    func losesFront(of text: [UInt8]) -> Bool {
        guard let first = ScalarText(text, in: 0..<min(text.count, 4)).values.first else { return false }
        switch self {
        case .leaveOut(let mask): return mask >> GeneralCategory.of(first) & 1 == 1
        case .strip(let left, _): return left && ScalarSet.isSpace(first)
        default: return false
        }
    }

    private static func replace(_ old: [UInt8], with new: [UInt8], in text: inout [UInt8]) {
        guard let first = old.first, text.contains(first) else { return }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var offset = 0
        while offset < text.count {
            if text[offset] == first, text[offset...].starts(with: old) {
                result += new
                offset += old.count
            } else {
                result.append(text[offset])
                offset += 1
            }
        }
        text = result
    }

    private static func map(
        _ text: inout [UInt8], _ change: (Unicode.Scalar, inout String.UnicodeScalarView) -> Void
    ) {
        var result = String.UnicodeScalarView()
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { change(scalar, &result) }
        text = Array(String(result).utf8)
    }

    private static func strip(_ text: inout [UInt8], left: Bool, right: Bool) {
        var scalars = String(decoding: text, as: UTF8.self).unicodeScalars[...]
        if left { scalars = scalars.drop { ScalarSet.isSpace($0.value) } }
        while right, let last = scalars.last, ScalarSet.isSpace(last.value) { scalars.removeLast() }
        text = Array(String(scalars).utf8)
    }

    /// What BERT holds for a Chinese character.
    private static func isHan(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
