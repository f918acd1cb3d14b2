import Generation
import Testing

@testable import Inference

@Suite("The JSON reader")
struct JSONTests {
    private func parse(_ text: String) throws -> JSON { try JSON(parsing: Array(text.utf8), at: "test.json") }

    @Test func `keeps keys apart that are canonically equivalent`() throws {
        let composed = "\u{E9}"
        let decomposed = "e\u{301}"
        #expect(composed == decomposed)
        let members = try #require(parse(#"{"\#(composed)": 1, "\#(decomposed)": 2}"#).members)
        #expect(members.map(\.value) == [.integer(1), .integer(2)])
        #expect(members[0].key != members[1].key)
    }

    @Test func `reads every kind of value`() throws {
        let value = try parse(
            #" {"a": [1, -2.5, 1e3, true, false, null], "b": {"c": "x"}, "d": 12345678901234567890} "#)
        #expect(
            value["a"]?.elements
                == [.integer(1), .number(-2.5), .number(1000), .bool(true), .bool(false), .null])
        #expect(value["b"]?["c"]?.text == "x")
        #expect(value["d"]?.number == 1.2345678901234567e19)
        #expect(value["missing"] == nil)
    }

    @Test func `reads escapes`() throws {
        #expect(try parse(#""\"\\\/\b\f\n\r\té\u4e2d\ud83d\ude00""#).text == "\"\\/\u{8}\u{c}\n\r\té中😀")
    }

    @Test(arguments: [
        "", "{", "[1,", "[1 2]", #"{"a" 1}"#, #"{a: 1}"#, "01", "1.", "-", "1e", "nul", "truth", "\"abc", "\"\u{1}\"",
        #""\x""#, #""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "[1],", "+1", ".5", "[1,]", #"{"a":1,}"#,
    ])
    func `refuses what is not JSON`(text: String) {
        #expect(throws: Failure.self) { try parse(text) }
    }

    @Test func `refuses bytes that are not UTF-8`() {
        #expect(throws: Failure.self) { try JSON(parsing: [0x22, 0xFF, 0x22], at: "test.json") }
    }

    @Test func `says line and column`() throws {
        let failure = try #require(throws: Failure.self) { try parse("{\n  \"é\": 1,\n  \"ñ\" 2}") }
        #expect(failure.location == "test.json:3:7")
        #expect(failure.kind == .malformed)
    }

    @Test func `refuses nesting without end`() throws {
        #expect(throws: Failure.self) { try parse(String(repeating: "[", count: 1_000_000)) }
        #expect(try parse(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).elements?.count == 1)
    }
}
