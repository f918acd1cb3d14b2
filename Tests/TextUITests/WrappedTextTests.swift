import Testing

@testable import TextUI

struct WrappedTextTests {
    private func lines(_ text: String, _ width: Int) -> [String] {
        let wrapped = WrappedText(text, width: width)
        return wrapped.lines.map { String(wrapped.text(of: $0)) }
    }

    @Test(arguments: [
        ("the quick brown fox", 10, ["the quick ", "brown fox"]),
        ("the quick", 9, ["the quick"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ab abcdefghij", 4, ["ab ", "abcd", "efgh", "ij"]),
        ("one\n\ntwo\n", 10, ["one", "", "two", ""]),
        ("", 10, [""]),
        ("end     ", 4, ["end     "]),
        ("end     x", 4, ["end     ", "x"]),
        ("日本語の文", 5, ["日本", "語の", "文"]),
        ("ab日本", 4, ["ab日", "本"]),
        ("así se rompe aquí", 8, ["así se ", "rompe ", "aquí"]),
        ("日", 1, ["日"]),
        (" abcdef", 3, [" ", "abc", "def"]),
        (" ábcdef", 3, [" ", "ábc", "def"]),
        ("a\r\nb", 5, ["a\r", "b"]),
    ])
    func `breaks lines`(text: String, width: Int, expected: [String]) {
        // A carriage return and newline are one grapheme: compare scalars.
        #expect(lines(text, width).map { Array($0.unicodeScalars) } == expected.map { Array($0.unicodeScalars) })
    }

    @Test func `an offset has a cell and a cell an offset`() {
        let wrapped = WrappedText("the quick\nbrowñ fox", width: 6)
        #expect(wrapped.lines.count == 4)
        #expect(wrapped.position(of: 0) == .zero)
        #expect(wrapped.position(of: 4) == Point(column: 0, row: 1))
        #expect(wrapped.position(of: 9) == Point(column: 5, row: 1))
        #expect(wrapped.position(of: 10) == Point(column: 0, row: 2))
        // ñ takes two bytes and one column.
        #expect(wrapped.position(of: 16) == Point(column: 5, row: 2))
        #expect(wrapped.offset(at: Point(column: 5, row: 2)) == 16)
        #expect(wrapped.offset(at: Point(column: 99, row: 1)) == 9)
        #expect(wrapped.offset(at: Point(column: 99, row: 99)) == wrapped.text.utf8.count)
        #expect(wrapped.offset(at: Point(column: -3, row: -3)) == 0)
    }

    @Test func `the end of a broken line is still on it`() {
        let wrapped = WrappedText("abcdef", width: 3)
        #expect(wrapped.offset(at: Point(column: 9, row: 0)) == 2)
        #expect(wrapped.offset(at: Point(column: 9, row: 1)) == 6)
    }

    @Test(arguments: 0..<80 as Range<UInt64>)
    func `lines cover the text, fit, and map both ways`(seed: UInt64) {
        var random = SeededText(seed: seed)
        let width = 1 + random.number(below: 14)
        let text = random.text(pieces: 60)
        let wrapped = WrappedText(text, width: width)
        var next = 0
        for line in wrapped.lines {
            // Between lines nothing is lost but newlines.
            #expect(line.range.lowerBound == next)
            next = line.range.upperBound + (line.endsParagraph ? 1 : 0)
            #expect(line.columns <= width)
            let drawn = String(wrapped.text(of: line))
            let trimmed = drawn.trimmingTrailingSpaces()
            #expect(trimmed.columnWidth <= width || trimmed.filter { $0.columnWidth > 0 }.count == 1)
        }
        #expect(next == text.utf8.count + 1)
        var offset = 0
        for character in text {
            let position = wrapped.position(of: offset)
            #expect(position.column <= width)
            #expect(
                wrapped.lines[position.row].range.contains(offset)
                    || wrapped.lines[position.row].range.upperBound == offset)
            if character.columnWidth > 0, position.column + character.columnWidth <= width {
                #expect(wrapped.offset(at: position) == offset)
            }
            offset += character.utf8.count
        }
    }

    @Test(arguments: 0..<80 as Range<UInt64>)
    func `wrapping again gives what wrapping anew gives`(seed: UInt64) {
        var random = SeededText(seed: seed &+ 1000)
        let parts = (0..<3).map { _ in random.text(pieces: 25) }
        let before = WrappedText(parts[0] + parts[1] + parts[2], width: 9)
        for change in ["", "x", "\n", "\n\n", "a\nb", random.text(pieces: 9)] {
            for text in [
                parts[0] + change + parts[2], change + parts[1] + parts[2], parts[0] + parts[1] + change,
                parts[0] + parts[1] + change + parts[2],
            ] {
                #expect(before.rewrapped(text) == WrappedText(text, width: 9))
            }
        }
    }

    @Test func `ASCII and other text break alike`() {
        var random = SeededText(seed: 7)
        for _ in 0..<200 {
            let ascii = (0..<30).map { _ in ["a", "bc", " ", "   ", "long-word"][random.number(below: 5)] }.joined()
            let width = 1 + random.number(below: 12)
            let plain = WrappedText(ascii, width: width)
            let accented = WrappedText(ascii.replacing("a", with: "á"), width: width)
            #expect(plain.lines.map(\.columns) == accented.lines.map(\.columns))
        }
    }

    @Test func `a part is found by its offset`() {
        var text = StyledText()
        for piece in ["ab", "", "c"] { text.append(piece, style: .plain) }
        #expect([-1, 0, 1, 2, 3].map { text.part(at: $0) } == [nil, 0, 0, 2, nil])
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var text = self
        while let last = text.last, last == " " || last == "\t" || last.columnWidth == 0 { text.removeLast() }
        return text
    }
}
