import Testing
import TextUI

@testable import Terminal

struct ColorTests {
    @Test(arguments: [
        (ColorLevel.direct, Color(0x6CB6FF), Int32(0x6CB6FF)), (.direct, Color(0x000000), 0x010101),
        (.direct, Color(0x000010), 0x000010), (.direct, .ansi(.brightBlue), 12), (.direct, .palette(231), 0xFFFFFF),
        (.palette256, Color(0xFF0000), 196), (.palette256, Color(0x080808), 232), (.palette256, .ansi(.red), 1),
        (.ansi16, Color(0xFF0000), 9), (.ansi16, .palette(196), 9), (.ansi16, .ansi(.brightBlack), 8),
        (.ansi8, Color(0x00CC00), 2), (.ansi8, .ansi(.brightRed), 1), (.ansi8, .ansi(.brightBlack), 7),
        (.monochrome, Color(0xFF0000), -1),
    ])
    func `a colour becomes the nearest that the terminal has`(level: ColorLevel, color: Color, number: Int32) {
        var numbers = ColorNumbers(level: level)
        #expect(numbers.number(of: color) == number)
        #expect(numbers.number(of: color) == number)
    }

    @Test(arguments: ColorLevel.allCases)
    func `no colour is the terminal's own`(level: ColorLevel) {
        var numbers = ColorNumbers(level: level)
        #expect(numbers.number(of: nil) == -1)
    }

    @Test func `a pair keeps its number, and is new once`() {
        var pairs = ColorPairs(capacity: 10)
        let pair = ColorPairs.Pair(foreground: 1, background: 2)
        #expect(pairs.number(of: pair) == (1, true))
        #expect(pairs.number(of: ColorPairs.Pair(foreground: 2, background: 1)) == (2, true))
        #expect(pairs.number(of: pair) == (1, false))
        #expect(pairs.number(of: ColorPairs.Pair(foreground: -1, background: -1)) == (0, false))
    }

    @Test func `a full table gives no pair until it is emptied`() {
        var pairs = ColorPairs(capacity: 3)
        for color in Int32(1)...2 { _ = pairs.number(of: ColorPairs.Pair(foreground: color, background: -1)) }
        #expect(!pairs.isExhausted)
        #expect(pairs.number(of: ColorPairs.Pair(foreground: 3, background: -1)) == (0, false))
        #expect(pairs.isExhausted)
        pairs.empty()
        #expect(!pairs.isExhausted)
        #expect(pairs.number(of: ColorPairs.Pair(foreground: 3, background: -1)) == (1, true))
    }

    @Test(arguments: [
        (1 << 24, ColorLevel.palette256), (256, .palette256), (88, .ansi16), (8, .ansi8), (0, .monochrome),
    ])
    func `a description's number of colours is a level`(count: Int, level: ColorLevel) {
        #expect(TerminalDescription.level(colorCount: count) == level)
    }

    @Test func `direct colour is used where the environment or the name promises it`() {
        #expect(DirectColor.isOffered(term: "xterm-256color", environment: ["COLORTERM": "truecolor"]))
        #expect(DirectColor.isOffered(term: "xterm-kitty", environment: [:]))
        #expect(!DirectColor.isOffered(term: "xterm-256color", environment: [:]))
        #expect(!DirectColor.isOffered(term: "xterm-256color", environment: ["COLORTERM": ""]))
    }

    @Test(arguments: ["../evil", "a b", "", "x|y", "x,y"])
    func `a terminal's name that is no plain word is never written anywhere`(name: String) {
        #expect(!DirectColor.install(for: name, in: "/nonexistent"))
    }
}
