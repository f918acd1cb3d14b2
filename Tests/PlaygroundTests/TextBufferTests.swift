import Testing

@testable import Playground

struct TextBufferTests {
    @Test func `the text kept beside the lines is always what they say`() {
        var buffer = TextBuffer("uno\r\ndos\u{2028}e")
        buffer.insert("\u{301}")
        buffer.paste(" 👩‍👩‍👧\ntres\n")
        buffer.move(to: TextPosition(line: 1, column: 1))
        buffer.insert("á🇪")
        buffer.insert("🇸")
        buffer.move(.documentStart, extending: true)
        _ = buffer.cut()
        let changes: [(inout TextBuffer) -> Void] = [
            { $0.undo() }, { $0.undo() }, { $0.redo() }, { $0.delete(.forward) },
        ]
        for change in changes {
            change(&buffer)
            #expect(buffer.text == buffer.lines.map { String($0) }.joined(separator: "\n"))
            #expect(buffer.utf8Offset(of: buffer.end) == buffer.text.utf8.count)
        }
    }

    /// A text with `|` where the cursor is.
    private func drawn(_ buffer: TextBuffer) -> String {
        buffer.text(in: .start..<buffer.cursor) + "|" + buffer.text(in: buffer.cursor..<buffer.end)
    }

    /// The buffer for a text with `|` where the cursor is.
    private func buffer(_ drawing: String) -> TextBuffer {
        let parts = drawing.split(separator: "|", omittingEmptySubsequences: false)
        var buffer = TextBuffer(String(parts[0]))
        let cursor = buffer.end
        buffer.insert(String(parts[1]))
        buffer.move(to: cursor)
        return buffer
    }

    @Test(arguments: ["", "one line", "two\nlines", "\n", "ends\n", "ñ👩‍👩‍👧e\u{301}\n\n🇪🇸"])
    func `gives back the text it was made from`(text: String) {
        #expect(TextBuffer(text).text == text)
    }

    @Test(arguments: ["a\r\nb", "a\rb", "a\u{2028}b", "a\u{85}b", "a\nb"])
    func `line ends of every kind become line breaks`(text: String) {
        #expect(TextBuffer(text).text == "a\nb")
        var pasted = TextBuffer()
        pasted.paste(text)
        #expect(pasted.text == "a\nb")
    }

    @Test(arguments: [
        ("ab|cd", TextMotion.backward, "a|bcd"), ("a\n|b", .backward, "a|\nb"), ("|a", .backward, "|a"),
        ("a|👨‍👩‍👧b", .forward, "a👨‍👩‍👧|b"), ("a|\nb", .forward, "a\n|b"), ("a|", .forward, "a|"),
        ("one two|", .wordBackward, "one |two"), ("one  |two", .wordBackward, "|one  two"),
        ("a\n|b", .wordBackward, "a|\nb"), ("...|", .wordBackward, "|..."),
        ("|one, two", .wordForward, "one|, two"), ("one|, two", .wordForward, "one, two|"),
        ("¿Qu|é hace?", .wordForward, "¿Qué| hace?"), ("a|\nb", .wordForward, "a\n|b"),
        ("one\ntw|o", .lineStart, "one\n|two"), ("o|ne\ntwo", .lineEnd, "one|\ntwo"),
        ("one\ntw|o", .documentStart, "|one\ntwo"), ("o|ne\ntwo", .documentEnd, "one\ntwo|"),
    ])
    func `moves by graphemes, words and lines`(before: String, motion: TextMotion, after: String) {
        var buffer = buffer(before)
        buffer.move(motion)
        #expect(drawn(buffer) == after)
    }

    @Test(arguments: [
        ("ab|c", TextMotion.backward, "a|c"), ("a\n|b", .backward, "a|b"), ("a👩🏽‍🚀|", .backward, "a|"),
        ("a|bc", .forward, "a|c"), ("one two|!", .wordBackward, "one |!"), ("one| two", .wordForward, "one|"),
        ("one two|", .lineStart, "|"), ("o|ne\ntwo", .lineEnd, "o|\ntwo"), ("|", .backward, "|"),
    ])
    func `deletes as far as the motion goes`(before: String, motion: TextMotion, after: String) {
        var buffer = buffer(before)
        buffer.delete(motion)
        #expect(drawn(buffer) == after)
    }

    @Test func `an accent typed behind its letter becomes one grapheme with it`() {
        var buffer = buffer("cafe|s")
        buffer.insert("\u{301}")
        #expect(drawn(buffer) == "cafe\u{301}|s")
        #expect(buffer.lines[0].count == 5)
        buffer.undo()
        #expect(drawn(buffer) == "cafe|s")
        buffer.redo()
        #expect(drawn(buffer) == "cafe\u{301}|s")
    }

    @Test func `deleting what kept two halves of a flag apart joins them`() {
        var buffer = TextBuffer("🇪-🇸")
        buffer.move(to: TextPosition(line: 0, column: 2))
        buffer.delete(.backward)
        #expect(buffer.lines == [["🇪🇸"]])
        #expect(buffer.cursor.column == 1)
        buffer.undo()
        #expect(buffer.lines == [["🇪", "-", "🇸"]])
    }

    @Test func `typing replaces the selection, and one undo brings it back`() {
        var buffer = buffer("keep |these words\nhere")
        buffer.move(.documentEnd, extending: true)
        #expect(buffer.selectedText == "these words\nhere")
        buffer.insert("x")
        #expect(drawn(buffer) == "keep x|")
        buffer.undo()
        #expect(drawn(buffer) == "keep these words\nhere|")
        #expect(buffer.selection == nil)
    }

    @Test func `a move without Shift goes to the edge of the selection`() {
        var buffer = buffer("one |two")
        buffer.move(.wordForward, extending: true)
        buffer.move(.backward)
        #expect(drawn(buffer) == "one |two")
        #expect(buffer.selection == nil)
    }

    @Test func `selecting a word takes the whole word and nothing else`() {
        var buffer = TextBuffer("uno dos, tres")
        buffer.selectWord(at: TextPosition(line: 0, column: 5))
        #expect(buffer.selectedText == "dos")
        buffer.selectWord(at: TextPosition(line: 7, column: 99))
        #expect(buffer.selectedText == "tres")
    }

    @Test func `typing is undone word by word, a paste on its own`() {
        var buffer = TextBuffer()
        for character in "one two" { buffer.insert(String(character)) }
        buffer.paste(" PASTED")
        for character in "xy" { buffer.insert(String(character)) }
        var texts = [buffer.text]
        while buffer.undo() { texts.append(buffer.text) }
        #expect(texts == ["one two PASTEDxy", "one two PASTED", "one two", "one ", ""])
        while buffer.redo() {}
        #expect(buffer.text == "one two PASTEDxy")
    }

    @Test func `a move of the cursor ends what is undone together`() {
        var buffer = TextBuffer()
        buffer.insert("a")
        buffer.move(.documentEnd)
        buffer.insert("b")
        buffer.undo()
        #expect(buffer.text == "a")
    }

    @Test func `a new change forgets what could be done again`() {
        var buffer = TextBuffer("a")
        buffer.insert("b")
        buffer.undo()
        buffer.insert("c")
        #expect(!buffer.canRedo)
        buffer.redo()
        #expect(buffer.text == "ac")
    }

    @Test func `any run of changes can be taken back and done again exactly`() {
        let pieces = ["a", " ", "\n", "e", "\u{301}", "🇪", "🇸", "\u{200D}", "👩", "\r\n", "word", "two\nlines"]
        let motions = TextMotion.allCases
        for seed in 0..<60 {
            var random = SplitMix(state: UInt64(seed))
            var buffer = TextBuffer("")
            var texts = [buffer.lines]
            for _ in 0..<60 {
                let revision = buffer.revision
                switch random.next(5) {
                case 0: buffer.delete(motions[random.next(motions.count)])
                case 1: buffer.move(motions[random.next(motions.count)], extending: random.next(2) == 0)
                default: buffer.paste(pieces[random.next(pieces.count)])
                }
                #expect(buffer.lines == TextBuffer(buffer.text).lines, "graphemes are whole")
                #expect(buffer.clamped(buffer.cursor) == buffer.cursor)
                if buffer.revision != revision { texts.append(buffer.lines) }
            }
            let last = buffer.lines
            while buffer.undo() { #expect(texts.contains(buffer.lines)) }
            #expect(buffer.lines == texts[0])
            while buffer.redo() {}
            #expect(buffer.lines == last)
        }
    }
}

/// A small repeatable source of numbers.
private struct SplitMix {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
