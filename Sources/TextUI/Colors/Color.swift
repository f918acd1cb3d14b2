/// A colour: red, green and blue, or a place in the terminal's palette.
public struct Color: Hashable, Sendable {
    /// `0x00RRGGBB`, or `0x01000000` plus a palette index.
    let bits: UInt32

    private static let paletteBit: UInt32 = 0x0100_0000

    /// Makes a colour of red, green and blue.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        bits = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }

    /// Makes a colour of the usual six hexadecimal digits: `Color(0x6CB6FF)`.
    public init(_ hexadecimal: UInt32) {
        bits = hexadecimal & 0x00FF_FFFF
    }

    init(bits: UInt32) {
        self.bits = bits
    }

    /// A place in the terminal's palette: 0–15 are the ANSI colours, which the user may have chosen, 16–255 are fixed.
    public static func palette(_ index: UInt8) -> Color {
        Color(bits: paletteBit | UInt32(index))
    }

    /// One of the sixteen ANSI colours.
    public static func ansi(_ color: ANSIColor) -> Color {
        .palette(color.rawValue)
    }

    /// The place in the palette, if the colour is one.
    public var paletteIndex: UInt8? {
        bits & Self.paletteBit == 0 ? nil : UInt8(truncatingIfNeeded: bits)
    }

    /// Red, green and blue; for a palette colour those that a terminal usually has there.
    public var components: (red: UInt8, green: UInt8, blue: UInt8) {
        let value = paletteIndex.map { Palette.values[Int($0)] } ?? bits
        return (
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value)
        )
    }
}

extension Color: CustomStringConvertible {
    /// `#rrggbb`, an ANSI name, or `palette 117`.
    public var description: String {
        if let index = paletteIndex { return ANSIColor(rawValue: index)?.name ?? "palette \(index)" }
        let digits = String(bits, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
