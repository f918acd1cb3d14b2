/// Eight dots in a cell, two wide and four high.
public enum Braille {
    /// The bit of a dot, counted from the upper left; a cell counts its upper three rows column by column and the lowest last.
    public static func bit(_ x: Int, _ y: Int) -> UInt32 { y < 3 ? 1 << (x * 3 + y) : 0x40 << x }

    /// The glyph with these dots.
    public static func glyph(_ dots: UInt32) -> Glyph {
        Unicode.Scalar(0x2800 + (dots & 0xFF)).map { Glyph($0) } ?? .space
    }
}
