#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A colour in Ottosson's OKLab space, where equal distances look about equally different.
struct OKLab: Hashable, Sendable {
    /// Black 0 to white 1.
    var lightness: Double
    /// Green to red.
    var a: Double
    /// Blue to yellow.
    var b: Double

    init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    init(_ color: Color) {
        let (red, green, blue) = color.linearComponents
        let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
        a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
        b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    }

    /// The nearest colour that a screen can show.
    var color: Color {
        func cube(_ value: Double) -> Double { value * value * value }
        let long = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
        let medium = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
        let short = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
        return Color(
            linearRed: 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            green: -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            blue: -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short)
    }

    /// How different two colours look.
    func distance(to other: OKLab) -> Double {
        let (lightness, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
        return (lightness * lightness + a * a + b * b).squareRoot()
    }

    /// The colour so far (0 to 1) on the straight way to another.
    func mixed(with other: OKLab, by share: Double) -> OKLab {
        OKLab(
            lightness: lightness + (other.lightness - lightness) * share, a: a + (other.a - a) * share,
            b: b + (other.b - b) * share)
    }
}

extension Color {
    /// A mixture with another colour that looks even; 0 is this colour, 1 the other.
    public func mixed(with other: Color, by share: Double) -> Color {
        OKLab(self).mixed(with: OKLab(other), by: min(1, max(0, share))).color
    }

    /// WCAG's contrast ratio between two colours: 1 for equal ones, 21 for black and white.
    public func contrast(with other: Color) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// The first ink that reads well on this ground, or else the one that reads best.
    func readableInk(among inks: [Color]) -> Color? {
        inks.first { $0.contrast(with: self) >= 4.5 } ?? inks.max { $0.contrast(with: self) < $1.contrast(with: self) }
    }

    private var luminance: Double {
        let (red, green, blue) = linearComponents
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The amounts of light, from 0 to 1, that sRGB's numbers stand for.
    fileprivate var linearComponents: (red: Double, green: Double, blue: Double) {
        func linear(_ value: UInt8) -> Double {
            let value = Double(value) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        let (red, green, blue) = components
        return (linear(red), linear(green), linear(blue))
    }

    fileprivate init(linearRed red: Double, green: Double, blue: Double) {
        func encoded(_ value: Double) -> UInt8 {
            let clamped = min(1, max(0, value))
            let curve = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * pow(clamped, 1 / 2.4) - 0.055
            return UInt8((curve * 255).rounded())
        }
        self.init(red: encoded(red), green: encoded(green), blue: encoded(blue))
    }
}
