/// How many colours a terminal can show.
public enum ColorLevel: Int, CaseIterable, Comparable, Hashable, Sendable {
    /// None: attributes and glyph density carry the meaning.
    case monochrome
    /// The eight ANSI colours.
    case ansi8
    /// The eight ANSI colours and their bright versions.
    case ansi16
    /// The palette of 256 colours.
    case palette256
    /// Any red, green and blue.
    case direct

    /// Whether one level shows fewer colours than the other.
    public static func < (left: ColorLevel, right: ColorLevel) -> Bool { left.rawValue < right.rawValue }
}
