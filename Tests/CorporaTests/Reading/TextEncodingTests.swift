import Corpora
import Testing

struct TextEncodingTests {
    @Test(arguments: [
        ([0xEF, 0xBB, 0xBF, 0x61], TextEncoding.utf8, 3), ([0xFF, 0xFE, 0x61, 0], .utf16LittleEndian, 2),
        ([0xFE, 0xFF, 0, 0x61], .utf16BigEndian, 2), ([0x61, 0, 0x2C, 0], .utf16LittleEndian, 0),
        ([0, 0x61, 0, 0x2C], .utf16BigEndian, 0), ([0x61, 0xC3, 0xB1], .utf8, 0),
        ([0x61, 0xF1, 0x6F], .windows1252, 0),
        ([], .utf8, 0),
    ])
    func `a file's bytes tell how it is written`(bytes: [UInt8], encoding: TextEncoding, markLength: Int) {
        let found = TextEncoding.recognized(in: bytes, isWhole: true)
        #expect(found == (encoding, markLength))
    }

    @Test func `a character that the beginning of a file cuts is no other encoding`() {
        let cut: [UInt8] = Array("año 🙂".utf8.dropLast())
        #expect(TextEncoding.recognized(in: cut, isWhole: false).encoding == .utf8)
        #expect(TextEncoding.recognized(in: cut, isWhole: true).encoding == .windows1252)
    }
}
