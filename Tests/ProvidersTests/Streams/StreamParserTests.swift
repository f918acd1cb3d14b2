import Generation
import Testing

@testable import Providers

@Suite("Streams")
struct StreamParserTests {
    private func messages(_ framing: StreamFraming, _ chunks: [[UInt8]]) throws -> [StreamMessage] {
        var parser = framing.makeParser()
        var messages: [StreamMessage] = []
        for chunk in chunks { messages += try parser.messages(in: chunk) }
        return messages + parser.end()
    }

    private func texts(_ framing: StreamFraming, _ text: String) throws -> [String] {
        try messages(framing, [Array(text.utf8)]).map { String(decoding: $0.data, as: UTF8.self) }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `read events whatever ends their lines`(ending: String) throws {
        let lines = [
            "data: one", "", ": a comment", "event: named", "data: two", "data:three", "", "id: 7", "", "data: last",
            "",
        ]
        let stream = lines.map { $0 + ending }.joined()
        let read = try messages(.events, [Array(stream.utf8)])
        #expect(read.map { String(decoding: $0.data, as: UTF8.self) } == ["one", "two\nthree", "last"])
        #expect(read.map(\.event) == [nil, "named", nil])
    }

    @Test func `give an event that nothing follows`() throws {
        #expect(try texts(.events, "data: {\"a\":1}") == ["{\"a\":1}"])
        #expect(try texts(.events, "data: [DONE]\n") == ["[DONE]"])
        #expect(try texts(.lines, "{\"a\":1}\n{\"b\":2}") == ["{\"a\":1}", "{\"b\":2}"])
    }

    @Test func `pass over a byte-order mark, only at the front`() throws {
        #expect(try texts(.events, "\u{FEFF}data: one\n\ndata: \u{FEFF}two\n\n") == ["one", "\u{FEFF}two"])
        #expect(try texts(.lines, "\u{FEFF}{}\n") == ["{}"])
    }

    @Test func `take one space after the colon away and no more`() throws {
        #expect(try texts(.events, "data:  two spaces\n\ndata:\n\ndata\n\n") == [" two spaces", "", ""])
    }

    @Test func `keep line separators of Unicode inside a line`() throws {
        #expect(try texts(.lines, "{\"a\":\"\u{2028}\u{85}\"}\r\n\r\n{}\n") == ["{\"a\":\"\u{2028}\u{85}\"}", "{}"])
    }

    @Test func `refuse a line without end`() {
        var lines = LineSplitter(.any, limit: 8)
        #expect(throws: Failure.self) { try lines.lines(in: Array("123456789".utf8)) }
    }

    @Test(arguments: [
        (
            StreamFraming.events,
            "\u{FEFF}event: a\r\ndata: ¿qué?\r\ndata: 😀\r\n\r\n:ping\r\rdata: z\n\ndata: [DONE]\n\n"
        ),
        (.lines, "{\"text\":\"¿qué? 😀\"}\r\n\n{\"done\":true}"),
    ])
    func `give the same messages wherever they are cut`(framing: StreamFraming, stream: String) throws {
        let bytes = Array(stream.utf8)
        let whole = try messages(framing, [bytes])
        #expect(!whole.isEmpty)
        for cut in 0...bytes.count {
            #expect(try messages(framing, [Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
        #expect(try messages(framing, bytes.map { [$0] }) == whole)
    }

    @Test func `decode text whose characters are cut in two`() {
        let bytes = Array("a¿😀é漢".utf8)
        for cut in 0...bytes.count {
            var decoder = TextDecoder()
            let text = decoder.text(adding: Array(bytes[..<cut])) + decoder.text(adding: Array(bytes[cut...]))
            #expect(text == "a¿😀é漢")
        }
        var decoder = TextDecoder()
        #expect(decoder.text(adding: [0xFF, 0x41]) == "\u{FFFD}A")
        #expect(decoder.text(adding: [0xF0, 0x9F]).isEmpty)
        #expect(decoder.rest() == "\u{FFFD}")
    }
}
