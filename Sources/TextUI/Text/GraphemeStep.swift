/// The grapheme at an offset of a text: how far to the next one, and the room it takes.
struct GraphemeStep {
    /// Its length in UTF-8.
    let length: Int
    /// Its columns; a tab's depend on where it stands and are not counted here.
    let columns: Int
    /// Whether it is a space at which a line may end.
    var isSpace = false
    /// Whether it is a tab.
    var isTab = false

    /// Reads the grapheme; an ASCII byte before another one is a grapheme by itself, which saves nearly all the work.
    init(of text: String, bytes: UnsafeBufferPointer<UInt8>, at offset: Int, end: Int) {
        let byte = bytes[offset]
        if byte < 0x80, offset + 1 >= end || (bytes[offset + 1] < 0x80 && byte != UInt8(ascii: "\r")) {
            length = 1
            columns = byte >= 0x20 && byte < 0x7F ? 1 : 0
            isSpace = byte == UInt8(ascii: " ")
            isTab = byte == UInt8(ascii: "\t")
        } else {
            let character = text[text.utf8.index(text.startIndex, offsetBy: offset)]
            length = max(1, min(character.utf8.count, end - offset))
            columns = character.columnWidth
            isSpace = character == " " || character == "\u{3000}"
            isTab = character == "\t"
        }
    }
}
