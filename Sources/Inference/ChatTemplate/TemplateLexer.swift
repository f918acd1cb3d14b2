import Generation

/// A piece of a template's source.
struct TemplateToken: Sendable {
    /// What sort of piece.
    enum Kind: Hashable, Sendable {
        /// Text between the tags.
        case text(String)
        case openOutput, closeOutput, openBlock, closeBlock
        case name(String)
        case string(String)
        case integer(Int)
        case number(Double)
        case symbol(String)
        case end
    }

    let kind: Kind
    let position: TemplatePosition
}

/// Cuts a template into tokens, with the whitespace rules that chat templates are written for.
///
/// These are Jinja's `trim_blocks` and `lstrip_blocks`: a newline after a block tag and spaces between the line's start and a block
/// tag are no text; `-` inside a tag takes away all the space on that side.
struct TemplateLexer {
    private let source: [Unicode.Scalar]
    private var offset = 0
    private var line = 1
    private var column = 1
    private var tokens: [TemplateToken] = []

    init(source text: String) {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if scalar == "\n", scalars.last == "\r" { scalars.removeLast() }
            scalars.append(scalar)
        }
        for place in scalars.indices where scalars[place] == "\r" { scalars[place] = "\n" }
        if scalars.last == "\n" { scalars.removeLast() }
        source = scalars
    }

    /// All tokens; the last one is `.end`.
    mutating func run() throws(Failure) -> [TemplateToken] {
        var stripsStart = false
        while offset < source.count {
            try readText(stripsStart: stripsStart)
            guard offset < source.count else { break }
            let opening = source[offset + 1]
            if opening == "#" {
                stripsStart = try skipComment()
            } else if opening == "%", let rawStart = startOfRaw() {
                stripsStart = try readRaw(from: rawStart)
            } else {
                stripsStart = try readTag(isBlock: opening == "%")
            }
        }
        tokens.append(TemplateToken(kind: .end, position: position))
        return tokens
    }

    private var position: TemplatePosition { TemplatePosition(line: line, column: column) }

    private func failure(_ what: String, at position: TemplatePosition) -> Failure {
        Failure(.malformed, "cannot read the chat template", at: "\(position)", found: what)
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where offset < source.count {
            if source[offset] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            offset += 1
        }
    }

    private func startsWith(_ text: String) -> Bool { source[offset...].starts(with: text.unicodeScalars) }

    private var isAtTag: Bool {
        guard offset + 1 < source.count, source[offset] == "{" else { return false }
        return ["{", "%", "#"].contains(source[offset + 1])
    }

    private mutating func readText(stripsStart: Bool) throws(Failure) {
        let start = position
        var text: [Unicode.Scalar] = []
        while offset < source.count, !isAtTag {
            text.append(source[offset])
            advance()
        }
        if stripsStart { text = Array(text.drop { $0.properties.isWhitespace }) }
        append(text, startingAt: start)
    }

    /// Adds text, less the space that the tag behind it takes away.
    private mutating func append(_ text: [Unicode.Scalar], startingAt start: TemplatePosition) {
        var text = text
        if offset < source.count {
            let mark = offset + 2 < source.count ? source[offset + 2] : " "
            if mark == "-" {
                while let last = text.last, last.properties.isWhitespace { text.removeLast() }
            } else if source[offset + 1] != "{", mark != "+" {
                // Only what stands between the line's start and the tag.
                let spaces = text.reversed().prefix { $0 != "\n" && $0.properties.isWhitespace }.count
                let isLineStart =
                    spaces < text.count ? text[text.count - spaces - 1] == "\n" : start.column == 1 || tokens.isEmpty
                if isLineStart { text.removeLast(spaces) }
            }
        }
        guard !text.isEmpty else { return }
        var string = String.UnicodeScalarView()
        string.append(contentsOf: text)
        tokens.append(TemplateToken(kind: .text(String(string)), position: start))
    }

    /// Skips a comment and returns whether it takes away the space behind it.
    private mutating func skipComment() throws(Failure) -> Bool {
        let start = position
        advance(2)
        while offset < source.count, !startsWith("#}") { advance() }
        guard offset < source.count else { throw failure("a comment without end", at: start) }
        let mark = source[offset - 1]
        advance(2)
        if mark != "-", mark != "+", offset < source.count, source[offset] == "\n" { advance() }
        return mark == "-"
    }

    // MARK: Text that is not read

    /// Where the text of `{% raw %}` starts, if that is the tag here, and whether the space before the text goes.
    private func startOfRaw() -> (offset: Int, strips: Bool)? {
        guard let end = endOfTag("raw", at: offset) else { return nil }
        return source[end - 3] == "+" ? nil : (end, source[end - 3] == "-")
    }

    /// Where a tag that is one word ends, if it stands at a place.
    private func endOfTag(_ word: String, at place: Int) -> Int? {
        var rest = source[place...]
        guard rest.starts(with: "{%".unicodeScalars) else { return nil }
        rest = rest.dropFirst(2)
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        rest = rest.drop { $0.properties.isWhitespace }
        guard rest.starts(with: word.unicodeScalars) else { return nil }
        rest = rest.dropFirst(word.unicodeScalars.count).drop { $0.properties.isWhitespace }
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        return rest.starts(with: "%}".unicodeScalars) ? rest.startIndex + 2 : nil
    }

    /// Takes text up to `{% endraw %}` and returns whether that takes away the space behind it.
    private mutating func readRaw(from text: (offset: Int, strips: Bool)) throws(Failure) -> Bool {
        let tag = position
        advance(text.offset - offset)
        if text.strips { while offset < source.count, source[offset].properties.isWhitespace { advance() } }
        let start = position
        let first = offset
        while offset < source.count {
            if let end = endOfTag("endraw", at: offset) {
                append(Array(source[first..<offset]), startingAt: start)
                let mark = source[end - 3]
                advance(end - offset)
                if mark != "-", mark != "+", offset < source.count, source[offset] == "\n" { advance() }
                return mark == "-"
            }
            advance()
        }
        throw failure("a raw part without end", at: tag)
    }

    // MARK: Tags

    /// Reads a tag and returns whether it takes away the space behind it.
    private mutating func readTag(isBlock: Bool) throws(Failure) -> Bool {
        let start = position
        tokens.append(TemplateToken(kind: isBlock ? .openBlock : .openOutput, position: start))
        advance(2)
        if offset < source.count, source[offset] == "-" || source[offset] == "+" { advance() }
        let close = isBlock ? "%}" : "}}"
        var depth = 0
        while true {
            while offset < source.count, source[offset].properties.isWhitespace { advance() }
            guard offset < source.count else { throw failure("a tag without end", at: start) }
            if depth == 0, startsWith(close) || startsWith("-" + close) || startsWith("+" + close) {
                let strips = source[offset] == "-"
                let keepsNewline = source[offset] == "+"
                tokens.append(TemplateToken(kind: isBlock ? .closeBlock : .closeOutput, position: position))
                advance(strips || keepsNewline ? 3 : 2)
                if isBlock, !strips, !keepsNewline, offset < source.count, source[offset] == "\n" { advance() }
                return strips
            }
            let token = try readToken()
            if [.symbol("{"), .symbol("("), .symbol("[")].contains(token.kind) { depth += 1 }
            if [.symbol("}"), .symbol(")"), .symbol("]")].contains(token.kind) { depth -= 1 }
            tokens.append(token)
        }
    }

    private mutating func readToken() throws(Failure) -> TemplateToken {
        let start = position
        let first = source[offset]
        if first == "'" || first == "\"" { return TemplateToken(kind: .string(try readString()), position: start) }
        if first.properties.isAlphabetic || first == "_" {
            let name = take { $0.properties.isAlphabetic || $0 == "_" || $0.properties.numericType == .decimal }
            return TemplateToken(kind: .name(name), position: start)
        }
        if ("0"..."9").contains(first) {
            if let number = try readInteger(at: start) { return TemplateToken(kind: .integer(number), position: start) }
            // In `list.0.1` both are indices.
            let isMember = offset > 0 && source[offset - 1] == "."
            var digits = take { ("0"..."9").contains($0) || $0 == "_" }
            let hasPoint =
                !isMember && offset + 1 < source.count && source[offset] == "."
                && ("0"..."9").contains(source[offset + 1])
            if hasPoint {
                advance()
                digits += "." + take { ("0"..."9").contains($0) || $0 == "_" }
            }
            let exponent = takeExponent()
            if hasPoint || !exponent.isEmpty {
                if let number = Double(digits.filter { $0 != "_" } + exponent) {
                    return TemplateToken(kind: .number(number), position: start)
                }
            } else if let integer = Int(digits.filter { $0 != "_" }) {
                return TemplateToken(kind: .integer(integer), position: start)
            }
            throw failure("the number \(digits)", at: start)
        }
        for symbol in Self.symbols where startsWith(symbol) {
            advance(symbol.count)
            return TemplateToken(kind: .symbol(symbol), position: start)
        }
        throw failure("`\(first)`", at: start)
    }

    /// A whole number in another base: `0x1F`, `0o17`, `0b101`.
    private mutating func readInteger(at start: TemplatePosition) throws(Failure) -> Int? {
        guard source[offset] == "0", offset + 2 < source.count else { return nil }
        let radix: Int
        switch source[offset + 1] {
        case "x", "X": radix = 16
        case "o", "O": radix = 8
        case "b", "B": radix = 2
        default: return nil
        }
        advance(2)
        let digits = take { $0 == "_" || $0.properties.isASCIIHexDigit }.filter { $0 != "_" }
        guard let number = Int(digits, radix: radix) else { throw failure("the number \(digits)", at: start) }
        return number
    }

    private static let symbols = [
        "==", "!=", "<=", ">=", "//", "**", "+", "-", "*", "/", "%", "~", "|", "(", ")", "[", "]", "{", "}", ",", ":",
        ".", "=",
        "<", ">",
    ]

    /// `e20`, `E-7`.
    private mutating func takeExponent() -> String {
        guard offset + 1 < source.count, source[offset] == "e" || source[offset] == "E" else { return "" }
        let isSigned = source[offset + 1] == "-" || source[offset + 1] == "+"
        let first = offset + (isSigned ? 2 : 1)
        guard first < source.count, ("0"..."9").contains(source[first]) else { return "" }
        let sign = isSigned ? String(source[offset + 1]) : ""
        advance(isSigned ? 2 : 1)
        return "e" + sign + take { ("0"..."9").contains($0) }
    }

    private mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while offset < source.count, isPart(source[offset]) {
            text.append(source[offset])
            advance()
        }
        return String(text)
    }

    private mutating func readString() throws(Failure) -> String {
        let start = position
        let quote = source[offset]
        advance()
        var text = String.UnicodeScalarView()
        while offset < source.count, source[offset] != quote {
            if source[offset] == "\\", offset + 1 < source.count {
                advance()
                try readEscape(into: &text)
            } else {
                text.append(source[offset])
                advance()
            }
        }
        guard offset < source.count else { throw failure("a text without closing quote", at: start) }
        advance()
        return String(text)
    }

    private mutating func readEscape(into text: inout String.UnicodeScalarView) throws(Failure) {
        let start = position
        let letter = source[offset]
        advance()
        switch letter {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "r": text.append("\r")
        case "a": text.append("\u{7}")
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "v": text.append("\u{B}")
        case "\\", "'", "\"": text.append(letter)
        case "\n": break
        case "u", "U", "x":
            let count = letter == "x" ? 2 : letter == "u" ? 4 : 8
            let digits = String(String.UnicodeScalarView(source[offset...].prefix(count)))
            guard digits.unicodeScalars.count == count, let code = UInt32(digits, radix: 16),
                let scalar = Unicode.Scalar(code)
            else { throw failure("the escape \\\(letter)\(digits)", at: start) }
            text.append(scalar)
            advance(count)
        case "0"..."7":
            var code = letter.value - 48
            for _ in 0..<2 where offset < source.count && ("0"..."7").contains(source[offset]) {
                code = code * 8 + source[offset].value - 48
                advance()
            }
            if let scalar = Unicode.Scalar(code) { text.append(scalar) }
        default:
            text.append("\\")
            text.append(letter)
        }
    }
}
