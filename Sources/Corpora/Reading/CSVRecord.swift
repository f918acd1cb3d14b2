/// One record of a CSV file, its quotes already taken off.
struct CSVRecord {
    /// Its number, from 0; the header's is 0.
    var number = 0
    /// The line of the file on which it begins, from 1.
    var line = 1
    /// All fields, one after the other.
    var bytes: [UInt8] = []
    /// Where each field ends.
    var ends: [Int] = []

    /// How many fields it has.
    var count: Int { ends.count }

    /// A field's bytes.
    func bytes(ofField index: Int) -> ArraySlice<UInt8> { bytes[(index > 0 ? ends[index - 1] : 0)..<ends[index]] }

    /// A field's text; bytes that are no UTF-8 are read as Windows writes Western European texts.
    subscript(index: Int) -> String {
        let bytes = bytes(ofField: index)
        return String(validating: bytes, as: UTF8.self)
            ?? String(decoding: Windows1252.utf8(bytes), as: UTF8.self)
    }

    /// Whether a field holds nothing but spaces.
    func isBlank(_ index: Int) -> Bool {
        bytes(ofField: index).allSatisfy { $0 == 0x20 || 0x09...0x0D ~= $0 }
    }
}
