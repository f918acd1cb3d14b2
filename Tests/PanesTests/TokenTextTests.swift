import Generation
import Testing

@testable import Panes

struct TokenTextTests {
    @Test func `lists spaces, line ends and controls visibly`() {
        func listed(_ text: String) -> String { TokenText.listed(Token(id: 0, bytes: Array(text.utf8))) }
        #expect(listed(" dog") == "·dog")
        #expect(listed("\n\n") == "↵↵")
        #expect(listed("\u{07}") == "\\x07")
        #expect(listed(" 猫") == "·猫")
    }

    @Test func `a character cut in two belongs to the token that completes it`() {
        let bytes = Array("a👋b".utf8)
        let tokens = [bytes[..<3], bytes[3..<5], bytes[5...]].map { Token(id: 0, bytes: Array($0)) }
        #expect(TokenText.pieces(tokens) == ["a", "👋", "b"])
    }

    @Test func `bytes that never become a character are marked`() {
        #expect(TokenText.pieces([Token(id: 0, bytes: [0x61, 0xF0, 0x9F])]) == ["a\u{FFFD}"])
        #expect(TokenText.pieces([Token(id: 0, bytes: [0xFF]), Token(id: 1, bytes: [0x62])]).joined().hasSuffix("b"))
    }

    @Test(arguments: [(0.7, 2, "0.70"), (1, 0, "1"), (-0.004, 2, "0.00"), (12.345, 1, "12.3"), (.infinity, 1, "∞")])
    func `writes numbers with fixed decimals`(value: Double, decimals: Int, text: String) {
        #expect(Figure.fixed(value, decimals: decimals) == text)
    }

    @Test func `groups thousands as each language does`() {
        #expect(Figure.english(4091) == "4,091")
        #expect(Figure.spanish(4091) == "4091")
        #expect(Figure.spanish(50257) == "50\u{A0}257")
        #expect(Figure.short(124_439_808) == "124M")
        #expect(Figure.short(3_012_096) == "3.0M")
    }
}
