import Terminal
import Testing
import TextUI

/// What a terminal sends, and what it means.
struct Exchange: CustomTestStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]
    let events: [InputEvent]

    init(_ name: String, _ text: String, _ events: InputEvent...) {
        self.init(name, bytes: Array(text.utf8), events)
    }

    init(_ name: String, bytes: [UInt8], _ events: [InputEvent]) {
        self.name = name
        self.bytes = bytes
        self.events = events
    }

    var testDescription: String { name }
}

private func point(_ column: Int, _ row: Int) -> Point { Point(column: column, row: row) }

private let exchanges = [
    Exchange("plain letters", "aZ ", .key(.character("a")), .key(.character("Z")), .key(.character(" "))),
    Exchange("two, three and four bytes", "ñ€😀", .key(.character("ñ")), .key(.character("€")), .key(.character("😀"))),
    Exchange("enter, tab, backspace", "\r\t\u{7F}", .key(Key(.enter)), .key(Key(.tab)), .key(Key(.backspace))),
    Exchange(
        "control and a letter", "\u{12}\u{1}\u{1A}", .key(.control("r")), .key(.control("a")), .key(.control("z"))),
    Exchange("control and a sign", "\u{0}\u{1F}", .key(.control(" ")), .key(.control("_"))),
    Exchange("alt and a letter", "\u{1B}x\u{1B}X", .key(.alt("x")), .key(.alt("X"))),
    Exchange(
        "alt with enter and backspace", "\u{1B}\r\u{1B}\u{7F}", .key(Key(.enter, .alt)), .key(Key(.backspace, .alt))),
    Exchange(
        "arrows as CSI", "\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", .key(Key(.up)), .key(Key(.down)), .key(Key(.right)),
        .key(Key(.left))),
    Exchange("arrows as SS3", "\u{1B}OA\u{1B}OD", .key(Key(.up)), .key(Key(.left))),
    Exchange(
        "arrows with modifiers", "\u{1B}[1;2A\u{1B}[1;5C\u{1B}[1;8D", .key(Key(.up, .shift)),
        .key(Key(.right, .control)), .key(Key(.left, [.shift, .alt, .control]))),
    Exchange(
        "home and end in three dialects", "\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~", .key(Key(.home)),
        .key(Key(.end)), .key(Key(.home)), .key(Key(.end)), .key(Key(.home)), .key(Key(.end))),
    Exchange(
        "the block above the arrows", "\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6;5~", .key(Key(.insert)), .key(Key(.delete)),
        .key(Key(.pageUp)), .key(Key(.pageDown, .control))),
    Exchange("shift and tab", "\u{1B}[Z", .key(Key(.tab, .shift))),
    Exchange(
        "function keys", "\u{1B}OP\u{1B}OS\u{1B}[11~\u{1B}[15~\u{1B}[17~\u{1B}[24~\u{1B}[1;2P\u{1B}[[A",
        .key(.function(1)), .key(.function(4)), .key(.function(1)), .key(.function(5)), .key(.function(6)),
        .key(.function(12)), .key(Key(.function(1), .shift)), .key(.function(1))),
    Exchange(
        "keys by number", "\u{1B}[97;5u\u{1B}[27u\u{1B}[13;2u\u{1B}[241;2u\u{1B}[97:65;2:1u\u{1B}[27;6;114~",
        .key(.control("a")), .key(Key(.escape)), .key(Key(.enter, .shift)), .key(.character("Ñ")),
        .key(.character("A")), .key(Key(.character("r"), [.shift, .control]))),
    Exchange("a key that types nothing", "\u{1B}[57441u"),
    Exchange(
        "press, drag, release", "\u{1B}[<0;10;5M\u{1B}[<32;11;5M\u{1B}[<0;11;5m",
        .mouse(Mouse(.press(.left), at: point(9, 4))), .mouse(Mouse(.drag(.left), at: point(10, 4))),
        .mouse(Mouse(.release(.left), at: point(10, 4)))),
    Exchange(
        "other buttons with modifiers", "\u{1B}[<18;1;1M\u{1B}[<5;300;200m",
        .mouse(Mouse(.press(.right), at: .zero, .control)),
        .mouse(Mouse(.release(.middle), at: point(299, 199), .shift))),
    Exchange(
        "the wheel", "\u{1B}[<64;1;1M\u{1B}[<65;1;1M\u{1B}[<66;1;1M\u{1B}[<67;1;1M",
        .mouse(Mouse(.scroll(columns: 0, rows: -1), at: .zero)),
        .mouse(Mouse(.scroll(columns: 0, rows: 1), at: .zero)),
        .mouse(Mouse(.scroll(columns: -1, rows: 0), at: .zero)),
        .mouse(Mouse(.scroll(columns: 1, rows: 0), at: .zero))),
    Exchange("movement without a button", "\u{1B}[<35;3;4M", .mouse(Mouse(.move, at: point(2, 3)))),
    Exchange("a mouse report without numbers", "\u{1B}[<;;M"),
    Exchange("a mouse report of a cell that is none", "\u{1B}[<0;0;3M"),
    Exchange(
        "an old mouse report", "\u{1B}[M !!\u{1B}[M#!!", .mouse(Mouse(.press(.left), at: .zero)),
        .mouse(Mouse(.release(.left), at: .zero))),
    Exchange("the focus", "\u{1B}[I\u{1B}[O", .focus(true), .focus(false)),
    Exchange(
        "a paste between keys", "a\u{1B}[200~uno\rdos\r\ntres\ncuatro\u{1B}[201~b", .key(.character("a")),
        .paste("uno\ndos\ntres\ncuatro"), .key(.character("b"))),
    Exchange(
        "a paste of sequences, as text", "\u{1B}[200~\u{1B}[A~\u{1B}[20\u{7}1~\tñ\u{1B}[201~",
        .paste("[A~[201~\tñ")),
    Exchange("an empty paste", "\u{1B}[200~\u{1B}[201~", .paste("")),
    Exchange("two times Escape, then an arrow", "\u{1B}\u{1B}[A", .key(Key(.escape)), .key(Key(.up))),
    Exchange("answers that nobody asked for", "\u{1B}]11;rgb:00/00/00\u{7}\u{1B}P1+r\u{1B}\\x", .key(.character("x"))),
    Exchange("a private answer", "\u{1B}[?62;22cx", .key(.character("x"))),
    Exchange(
        "a sequence without an end", "\u{1B}[" + String(repeating: "1", count: 65) + "a", .key(.character("a"))),
    Exchange(
        "bytes that are no UTF-8", bytes: [0xFF, 0xC3, 0x61, 0xE2, 0x82, 0x1B, 0x5B, 0x41, 0xED, 0xA0, 0x80],
        [
            .key(.character("\u{FFFD}")), .key(.character("\u{FFFD}")), .key(.character("a")),
            .key(.character("\u{FFFD}")), .key(Key(.up)), .key(.character("\u{FFFD}")),
        ]),
]

struct InputDecoderTests {
    @Test(arguments: exchanges)
    func `says what a terminal sent`(exchange: Exchange) {
        var decoder = InputDecoder()
        #expect(decoder.feed(exchange.bytes) == exchange.events)
        #expect(!decoder.isWaiting)
    }

    @Test(arguments: exchanges)
    func `says the same wherever the bytes are cut`(exchange: Exchange) {
        for cut in exchange.bytes.indices {
            var decoder = InputDecoder()
            let events = decoder.feed(Array(exchange.bytes[..<cut])) + decoder.feed(Array(exchange.bytes[cut...]))
            #expect(events == exchange.events, "cut after \(cut) bytes")
        }
        var decoder = InputDecoder()
        #expect(exchange.bytes.flatMap { decoder.feed([$0]) } == exchange.events)
    }

    @Test(arguments: [
        ("\u{1B}", [InputEvent.key(Key(.escape))]), ("\u{1B}[", [.key(.alt("["))]), ("\u{1B}O", [.key(.alt("O"))]),
        ("\u{1B}]", [.key(.alt("]"))]), ("\u{1B}[1;", []), ("\u{1B}]11", []),
    ])
    func `an Escape that nothing follows is a key`(text: String, events: [InputEvent]) {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(text.utf8)) == [])
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == events)
        #expect(decoder.feed(Array("a".utf8)) == [.key(.character("a"))])
    }

    @Test func `half a character waits for its other half however long it takes`() {
        var decoder = InputDecoder()
        #expect(decoder.feed([0xC3]) == [])
        #expect(!decoder.isWaiting)
        #expect(decoder.flush() == [])
        #expect(decoder.feed([0xB1]) == [.key(.character("ñ"))])
    }

    @Test func `a paste of megabytes is one event`() {
        let line = "0123456789 ~ áéíóú\r"
        let text = String(repeating: line, count: 50_000)
        var decoder = InputDecoder()
        let bytes = Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)
        var events: [InputEvent] = []
        for start in stride(from: 0, to: bytes.count, by: 4_093) {
            events += decoder.feed(Array(bytes[start..<min(start + 4_093, bytes.count)]))
        }
        #expect(events == [.paste(text.replacing("\r", with: "\n"))])
    }
}
