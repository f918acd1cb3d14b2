import TextUI

/// Which text can be read on a ground.
enum Contrast {
    /// The wanted colour if it can be read on the ground, otherwise black or white, whichever can be read better.
    static func readable(_ wanted: Color?, on ground: Color) -> Color {
        let luminance = luminance(ground)
        if let wanted, ratio(self.luminance(wanted), luminance) >= 4.5 { return wanted }
        return ratio(luminance, 1) >= ratio(luminance, 0) ? Color(0xFFFFFF) : Color(0x101014)
    }

    /// WCAG's contrast ratio of two relative luminances.
    private static func ratio(_ first: Double, _ second: Double) -> Double {
        (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    /// Relative luminance, with a square in place of sRGB's exact curve.
    private static func luminance(_ color: Color) -> Double {
        func linear(_ value: UInt8) -> Double {
            let share = Double(value) / 255
            return share * share
        }
        let (red, green, blue) = color.components
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
