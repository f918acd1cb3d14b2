import Testing
import TextUI

@testable import Terminal

struct FallbackTests {
    @Test(arguments: [
        ("╭─┬╮", "+-++"), ("│▏", "||"), ("█▌░▒", "##.:"), ("●▸←…", "o><."), ("¿Qué año?", "?Que ano?"), ("日", "?"),
    ])
    func `without UTF-8 the nearest ASCII character is shown`(text: String, ascii: String) {
        let shown = text.unicodeScalars.map { Character(Glyph($0).asciiFallback) }
        #expect(String(shown) == ascii)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("ñ", "w7E=")])
    func `bytes are encoded as RFC 4648 says`(text: String, encoded: String) {
        #expect(String(decoding: Base64.encode(Array(text.utf8)), as: UTF8.self) == encoded)
    }
}
