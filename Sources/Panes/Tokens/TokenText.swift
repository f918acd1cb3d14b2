import Generation

/// Tokens as text for the screen.
enum TokenText {
    /// A token where tokens are listed: every space visible, nothing that would move the cursor.
    static func listed(_ token: Token) -> String {
        visible(token.text, space: "·")
    }

    /// A listed token without the mark of the space before it, for where every column counts.
    static func listedWithoutSpace(_ listed: String) -> String {
        listed.count > 1 && listed.first == "·" ? String(listed.dropFirst()) : listed
    }

    /// Text with control characters made visible and spaces drawn as `space`.
    static func visible(_ text: String, space: Character = " ") -> String {
        var result = ""
        for character in text {
            switch character {
            case " ": result.append(space)
            case "\n", "\r\n": result += "↵"
            case "\t": result += "→"
            default:
                if let scalar = character.unicodeScalars.first, isControl(scalar) {
                    result += "\\x" + hexadecimal(scalar.value)
                } else {
                    result.append(character)
                }
            }
        }
        return result
    }

    /// A token in running text: line ends are kept, and marked unless they are no model's; other controls are made visible.
    static func flowing(_ text: String, marksLineEnds: Bool = true) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
        var result = ""
        for character in text {
            if character.isNewline {
                result += marksLineEnds ? "↵\n" : "\n"
            } else {
                result += character == "\t" ? "    " : visible(String(character))
            }
        }
        return result
    }

    /// The text that becomes complete with each token, for tokens whose bytes may cut a character in two.
    ///
    /// A character belongs to the token that brings its last byte; bytes that never become valid read as `�`.
    static func pieces(_ tokens: [Token]) -> [String] {
        var pieces: [String] = []
        pieces.reserveCapacity(tokens.count)
        var open: [UInt8] = []
        for token in tokens {
            if open.isEmpty, let text = String(validating: token.bytes, as: UTF8.self) {
                pieces.append(text)
                continue
            }
            open += token.bytes
            let start = incompleteStart(open)
            pieces.append(String(decoding: open[..<start], as: UTF8.self))
            open.removeFirst(start)
        }
        if !open.isEmpty, let last = pieces.indices.last { pieces[last] += "\u{FFFD}" }
        return pieces
    }

    /// Where a character that lacks its last bytes begins, or the end if there is none.
    private static func incompleteStart(_ bytes: [UInt8]) -> Int {
        var start = bytes.count
        while start > 0, bytes.count - start < 4 {
            start -= 1
            let byte = bytes[start]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return bytes.count - start < length ? start : bytes.count
        }
        return bytes.count
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return (digits.count == 1 ? "0" : "") + digits
    }
}
