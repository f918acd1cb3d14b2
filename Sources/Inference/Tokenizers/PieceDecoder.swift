/// How a written piece becomes the bytes that it adds to a text.
struct PieceDecoder {
    /// One thing that is done to a piece.
    enum Step {
        /// Its characters stand for bytes.
        case byteLevel
        /// `<0x0A>` is a byte.
        case byteFallback
        case replace([UInt8], with: [UInt8])
        /// A piece that begins so continues a word, every other begins one.
        case wordPiece(continuing: [UInt8], tidies: Bool)
        /// A piece that ends so ends a word.
        case wordEnd([UInt8])
        /// As many of a text are left out at both ends.
        case strip([UInt8], start: Int, end: Int)
        /// Every piece is a word.
        case spaced
    }

    var steps: [Step]
    /// Whether one space at the very front of a decoded text is an artefact.
    var dropsLeadingSpace = false

    /// Whether it puts spaces between words, added tokens among them: `[UNK]` is a word too.
    var isForWords: Bool {
        steps.contains { step in
            if case .wordPiece = step { true } else { false }
        }
    }

    /// The bytes that a piece adds.
    func bytes(ofPiece piece: [UInt8]) -> [UInt8] {
        var bytes = piece
        for step in steps {
            switch step {
            case .byteLevel: bytes = ByteAlphabet.bytes(ofPiece: bytes) ?? bytes
            case .byteFallback:
                // A byte is ready: what follows is said of characters.
                if let byte = SentencePieceText.byte(ofPiece: bytes) { return [byte] }
            case .replace(let old, let new): TextNormalizer.replace(old, with: new).apply(to: &bytes)
            case .wordPiece(let continuing, let tidies):
                if !continuing.isEmpty, bytes.starts(with: continuing) {
                    bytes.removeFirst(continuing.count)
                } else {
                    bytes.insert(0x20, at: 0)
                }
                if tidies { Self.tidy(&bytes) }
            case .wordEnd(let mark):
                guard !mark.isEmpty, bytes.count >= mark.count, bytes.suffix(mark.count).elementsEqual(mark) else {
                    break
                }
                bytes = bytes.dropLast(mark.count) + [0x20]
            case .strip(let text, let start, let end):
                guard !text.isEmpty else { break }
                for _ in 0..<min(start, bytes.count) where bytes.starts(with: text) { bytes.removeFirst(text.count) }
                for _ in 0..<min(end, bytes.count) where bytes.reversed().starts(with: text.reversed()) {
                    bytes.removeLast(text.count)
                }
            case .spaced: bytes.insert(0x20, at: 0)
            }
        }
        return bytes
    }

    /// BERT's `clean_up_tokenization_spaces`, piece by piece.
    private static func tidy(_ bytes: inout [UInt8]) {
        for (old, new) in [
            (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"),
            (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
        ] {
            TextNormalizer.replace(Array(old.utf8), with: Array(new.utf8)).apply(to: &bytes)
        }
    }
}
