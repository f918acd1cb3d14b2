/// What one cell shows: a base scalar and at most three combining marks.
///
/// Terminals disagree about longer clusters, so that is all that is ever sent to one.
public struct Glyph: Hashable, Sendable {
    /// The scalar that takes the room.
    public let base: Unicode.Scalar
    /// Up to three marks of 21 bits each, the first one lowest; zero is none.
    private var packedMarks: UInt64 = 0

    private static let bitsPerMark: UInt64 = 21

    /// An empty cell.
    public static let space = Glyph(" ")

    /// Makes a glyph without marks.
    public init(_ base: Unicode.Scalar) {
        self.base = base
    }

    /// The combining marks, in order.
    public var marks: [Unicode.Scalar] {
        (0..<3).compactMap { index in
            let value = packedMarks >> (UInt64(index) * Self.bitsPerMark) & 0x1F_FFFF
            return value == 0 ? nil : Unicode.Scalar(UInt32(value))
        }
    }

    /// Puts one more mark on the base; a fourth one is left out.
    public mutating func add(mark: Unicode.Scalar) {
        for index in 0..<UInt64(3) where packedMarks >> (index * Self.bitsPerMark) == 0 {
            packedMarks |= UInt64(mark.value) << (index * Self.bitsPerMark)
            return
        }
    }

    /// The glyph as text.
    public var string: String {
        var text = String(Character(base))
        if packedMarks != 0 { text.unicodeScalars.append(contentsOf: marks) }
        return text
    }
}
