internal import TextUI

/// The number under which the terminal knows a colour, or the nearest one that it has.
struct ColorNumbers {
    /// The terminal's own colour.
    static let terminalDefault: Int32 = -1

    private let level: ColorLevel
    private var known: [Color: Int32] = [:]

    /// Makes numbers for terminals of one level.
    init(level: ColorLevel) { self.level = level }

    /// The number of a colour; nil is the terminal's own.
    mutating func number(of color: Color?) -> Int32 {
        guard let color else { return Self.terminalDefault }
        if level == .direct { return Self.directNumber(of: color) }
        if let number = known[color] { return number }
        let number = Self.paletteNumber(of: color, level: level)
        known[color] = number
        return number
    }

    /// Red, green and blue in one number.
    ///
    /// Those below 16 are the ANSI colours, so nearly black is moved by one step.
    private static func directNumber(of color: Color) -> Int32 {
        if let index = color.paletteIndex, index < 16 { return Int32(index) }
        let (red, green, blue) = color.components
        let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        return value < 16 ? 0x010101 : value
    }

    private static func paletteNumber(of color: Color, level: ColorLevel) -> Int32 {
        // Without bright colours dark grey would be black, and what is dim would be invisible.
        let isDarkGrey = level == .ansi8 && color == .ansi(.brightBlack)
        let shown = isDarkGrey ? Color.ansi(.white) : color.reduced(to: level)
        return shown?.paletteIndex.map(Int32.init) ?? terminalDefault
    }
}
