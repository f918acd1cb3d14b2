import Testing

@testable import TextUI

struct ColumnWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("ｆ", 2), ("ﾊ", 1), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🏳️‍🌈", 1), ("🇪🇸", 1), ("❤️", 1), ("م", 1), ("נִ", 1), ("का", 2), ("─", 1),
        ("█", 1), ("▁", 1), ("●", 1), ("…", 1), ("·", 1), ("⟨", 1), ("\u{0}", 0), ("\u{1B}", 0), ("\u{200D}", 0),
        ("\u{202E}", 0), ("\u{301}", 1),
    ])
    func `a grapheme takes these columns`(text: String, columns: Int) {
        #expect(text.columnWidth == columns, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
    }

    @Test(arguments: [
        ("👩‍👩‍👧‍👦", "👩"), ("👍🏽", "👍"), ("🇪🇸", "🇪"), ("❤️", "❤"), ("e\u{301}", "e\u{301}"), ("\u{301}", " \u{301}"),
    ])
    func `a cluster is reduced to its base and marks`(text: String, drawn: String) throws {
        let grapheme = Grapheme(try #require(text.first))
        #expect(grapheme.first?.glyph.string == drawn)
        #expect(grapheme.rest.isEmpty)
    }

    @Test func `a glyph keeps three marks`() {
        var glyph = Glyph("z")
        for mark in "\u{300}\u{301}\u{302}\u{303}".unicodeScalars { glyph.add(mark: mark) }
        #expect(glyph.string.unicodeScalars.map(\.value) == [0x7A, 0x300, 0x301, 0x302])
    }

    @Test func `a tab leads to the next stop`() {
        #expect("\t".columnWidth == 4)
        #expect("abc\tx".columnWidth == 5)
        #expect("日日\tx".columnWidth == 9)
    }

    @Test(arguments: [
        ("hello", 5, "hello"), ("hello", 4, "hel…"), ("hello", 1, "…"), ("hello", 0, ""), ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"), ("日本語", 6, "日本語"),
    ])
    func `text is cut with an ellipsis`(text: String, limit: Int, shown: String) {
        #expect(text.truncated(toColumns: limit) == shown)
    }

    @Test func `every table is sorted and without overlaps`() {
        for ranges in [WidthTable.wide, WidthTable.marks, WidthTable.ignored] {
            #expect(ranges.allSatisfy { $0.first <= $0.last })
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.last < $1.first })
        }
    }
}

struct GraphemeStepTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `stepping through a text visits its graphemes`(seed: UInt64) {
        var random = SeededText(seed: seed &+ 500)
        var text = random.text(pieces: 80) + "¡Así, señor! “cita” … ©\u{301}é\u{301}か\u{3099}日\u{FE0F}語。"
        let expected = text.map { ($0.utf8.count, $0.columnWidth) }
        text.makeContiguousUTF8()
        var found: [(Int, Int)] = []
        _ = text.utf8.withContiguousStorageIfAvailable { bytes in
            var offset = 0
            while offset < bytes.count {
                let step = GraphemeStep(of: text, bytes: bytes, at: offset, end: bytes.count)
                found.append((step.length, step.columns))
                offset += step.length
            }
        }
        #expect(found.count == expected.count)
        #expect(zip(found, expected).allSatisfy { $0 == $1 })
    }
}
