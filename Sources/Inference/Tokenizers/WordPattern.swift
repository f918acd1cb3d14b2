/// How a byte-level tokenizer cuts a text into words: the regular expressions that models were trained with, as scanners.
///
/// The expressions are few and fixed, and each is a list of alternatives that a look at the next characters decides; written out
/// they need no regular expression engine and read a text once.
enum WordPattern: Hashable, Sendable {
    /// GPT-2: `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`.
    case gpt2
    /// Llama 3 and Qwen 2, which differ in the length of a number (3 and 1):
    /// `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,n}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`.
    case llama3(digits: Int)

    /// The pattern that a `tokenizer.json` writes so, or nil if it is none of these.
    init?(source: String) {
        let llama3 = Self.llama3Source
        switch source {
        case Self.gpt2Source: self = .gpt2
        case llama3.before + "{1,3}" + llama3.after: self = .llama3(digits: 3)
        case llama3.before + llama3.after: self = .llama3(digits: 1)
        default: return nil
        }
    }

    private static let gpt2Source = #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#
    private static let llama3Source = (
        before: #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}"#,
        after: #"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
    )

    /// The words of a part of a text: they cover it without a gap.
    func split(_ text: [UInt8], in range: Range<Int>, into words: inout [Range<Int>]) {
        let scanner = WordScanner(text: text, end: range.upperBound)
        var start = range.lowerBound
        while start < range.upperBound {
            let end =
                switch self {
                case .gpt2: scanner.gpt2WordEnd(from: start)
                case .llama3(let digits): scanner.llama3WordEnd(from: start, digits: digits)
                }
            words.append(start..<end)
            start = end
        }
    }
}

/// Finds where words end.
private struct WordScanner {
    let text: [UInt8]
    let end: Int

    func gpt2WordEnd(from start: Int) -> Int {
        if let end = contractionEnd(from: start, ignoresCase: false) { return end }
        let first = TextCharacter(in: text, at: start, end: end)
        // An optional space, then a run of one class.
        let body = text[start] == 0x20 ? start + 1 : start
        let character = body == start ? first : TextCharacter(in: text, at: body, end: end)
        if let character, character.kind != .space {
            return runEnd(from: body) { $0.kind == character.kind }
        }
        return spaceEnd(from: start)
    }

    func llama3WordEnd(from start: Int, digits: Int) -> Int {
        if let end = contractionEnd(from: start, ignoresCase: true) { return end }
        guard let first = TextCharacter(in: text, at: start, end: end) else { return end }
        let second = TextCharacter(in: text, at: start + first.length, end: end)
        if first.kind == .letter || (first.kind != .number && !first.isNewline && second?.kind == .letter) {
            return runEnd(from: start + first.length) { $0.kind == .letter }
        }
        if first.kind == .number {
            var count = 0
            return runEnd(from: start) { character in
                count += 1
                return character.kind == .number && count <= digits
            }
        }
        if first.kind == .other || (text[start] == 0x20 && second?.kind == .other) {
            let symbols = runEnd(from: start + first.length) { $0.kind == .other }
            return runEnd(from: symbols) { $0.isNewline }
        }
        let spaces = runEnd(from: start) { $0.kind == .space }
        if let newline = text[start..<spaces].lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) { return newline + 1 }
        return spaceEnd(from: start)
    }

    /// `\s+(?!\S)|\s+`: all the spaces at the end of the text; else all but the one that belongs to the next word.
    private func spaceEnd(from start: Int) -> Int {
        var last = start
        let spaces = runEnd(from: start) { character in
            if character.kind == .space { last = character.offset }
            return character.kind == .space
        }
        return spaces == end || last == start ? spaces : last
    }

    private func runEnd(from start: Int, while isPart: (TextCharacter) -> Bool) -> Int {
        var offset = start
        while let character = TextCharacter(in: text, at: offset, end: end), isPart(character) {
            offset += character.length
        }
        return offset
    }

    /// `'s|'t|'re|'ve|'m|'ll|'d`.
    private func contractionEnd(from start: Int, ignoresCase: Bool) -> Int? {
        guard text[start] == UInt8(ascii: "'"), start + 1 < end else { return nil }
        let fold: UInt8 = ignoresCase ? 0x20 : 0
        let first = text[start + 1]
        switch first | (first < 0x80 ? fold : 0) {
        case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return start + 2
        case UInt8(ascii: "r"), UInt8(ascii: "v"):
            return start + 2 < end && text[start + 2] | fold == UInt8(ascii: "e") ? start + 3 : nil
        case UInt8(ascii: "l"):
            return start + 2 < end && text[start + 2] | fold == UInt8(ascii: "l") ? start + 3 : nil
        case 0xC5:
            // The long s, which is an s when case is ignored.
            return ignoresCase && start + 2 < end && text[start + 2] == 0xBF ? start + 3 : nil
        default: return nil
        }
    }
}
