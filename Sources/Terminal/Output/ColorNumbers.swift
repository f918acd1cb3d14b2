internal import TextUI

/// The number under which the terminal knows a colour, or the nearest one that it has.
struct ColorNumbers {
    /// The terminal's own colour.
    static let terminalDefault: Int32 = -1

    private let level: ColorLevel
    private var nearest: [Color: Int32] = [:]

    /// Makes numbers for terminals of one level.
    init(level: ColorLevel) { self.level = level }

    /// The number of a colour; nil is the terminal's own.
    mutating func number(of color: Color?) -> Int32 {
        guard let color, level > .monochrome else { return Self.terminalDefault }
        if let index = color.paletteIndex, index < limit { return Int32(index) }
        if level == .direct { return Self.directNumber(of: color) }
        if let known = nearest[color] { return known }
        let found = nearestIndex(to: color)
        nearest[color] = found
        return found
    }

    /// Palette colours below are sent as they are.
    private var limit: Int {
        switch level {
        case .monochrome: 0
        case .ansi8: 8
        case .ansi16, .direct: 16
        case .palette256: 256
        }
    }

    /// Red, green and blue in one number.
    ///
    /// Those below 16 are the ANSI colours, so nearly black is moved by one step.
    private static func directNumber(of color: Color) -> Int32 {
        let (red, green, blue) = color.components
        let value = Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
        return value < 16 ? 0x010101 : value
    }

    private func nearestIndex(to color: Color) -> Int32 {
        if level == .ansi8, let index = color.paletteIndex, index < 16 {
            // Without bright colours dark grey would be black, and what is dim would be invisible.
            return index == ANSIColor.brightBlack.rawValue ? Int32(ANSIColor.white.rawValue) : Int32(index - 8)
        }
        // Users choose the first sixteen: with 256 colours only the fixed ones are known to look as asked for.
        let candidates = level == .palette256 ? 16...255 : 0...UInt8(limit - 1)
        let best = candidates.min { Self.distance(.palette($0), color) < Self.distance(.palette($1), color) }
        return Int32(best ?? 0)
    }

    /// How different two colours look; the eye sees green best and blue least.
    private static func distance(_ left: Color, _ right: Color) -> Int {
        func squared(_ first: UInt8, _ second: UInt8) -> Int { (Int(first) - Int(second)) * (Int(first) - Int(second)) }
        let (a, b) = (left.components, right.components)
        return 3 * squared(a.red, b.red) + 6 * squared(a.green, b.green) + 2 * squared(a.blue, b.blue)
    }
}
