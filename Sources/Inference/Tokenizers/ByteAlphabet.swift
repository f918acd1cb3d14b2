/// How byte-level vocabularies, from GPT-2 on, write bytes as visible characters.
///
/// The printable bytes of Latin-1 stand for themselves, the others for the characters from U+0100 on.
enum ByteAlphabet {
    /// The characters, UTF-8, by byte.
    static let characters: [[UInt8]] = scalars.map { Array(String($0).utf8) }

    /// The bytes that a written piece stands for, or nil if it holds a character that stands for none.
    static func bytes(ofPiece piece: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in String(decoding: Array(piece), as: UTF8.self).unicodeScalars {
            guard scalar.value < bytesByScalar.count, let byte = bytesByScalar[Int(scalar.value)] else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static let scalars: [Unicode.Scalar] = {
        var next = UInt16(0x100)
        return (UInt8.min...UInt8.max).map { byte in
            if (0x21...0x7E).contains(byte) || (0xA1...0xAC).contains(byte) || byte >= 0xAE {
                return Unicode.Scalar(byte)
            }
            defer { next += 1 }
            return Unicode.Scalar(next) ?? "\u{FFFD}"
        }
    }()

    private static let bytesByScalar: [UInt8?] = {
        var bytes = [UInt8?](repeating: nil, count: 0x200)
        for (scalar, byte) in zip(scalars, UInt8.min...UInt8.max) { bytes[Int(scalar.value)] = byte }
        return bytes
    }()
}
