/// Colours in order, for values from 0 to 1: at most 256 steps, perceptually even.
///
/// A ramp without colours is a monochrome one: glyph density and attributes then carry the value.
public struct Ramp: Hashable, Sendable {
    /// The colours, lowest value first; `nil` is the ground, and a monochrome theme has no steps at all.
    public let steps: [Color?]
    /// A readable style on every step.
    private let styles: [Style]

    /// Glyphs that get denser.
    public static let shades: [Unicode.Scalar] = [" ", "░", "▒", "▓", "█"]

    /// A ramp without colours.
    public static let monochrome = Ramp(steps: [], inks: [])

    /// Makes a ramp of ready steps; on each the ink is used that reads best, the first one where it reads well.
    public init(steps: [Color?], inks: [Color]) {
        self.steps = steps
        styles = steps.map { step in
            Style(foreground: step.flatMap { $0.readableInk(among: inks) }, background: step)
        }
    }

    /// Makes a ramp that passes through the given colours and looks even all the way; the stops lose their distances.
    ///
    /// Palette colours and the ground cannot be mixed: with one among the stops the stops are the steps.
    public init(through stops: [Color?], count: Int = 256, inks: [Color]) {
        self.init(steps: Self.even(stops, count: count), inks: inks)
    }

    /// Makes a ramp whose middle stop stands in the middle; each half looks even by itself.
    public init(diverging stops: [Color?], count: Int = 255, inks: [Color]) {
        let half = (count + 1) / 2
        let middle = stops.count / 2
        guard stops.count >= 3, stops.allSatisfy(\.canBeMixed) else {
            self.init(steps: stops, inks: inks)
            return
        }
        let low = Self.even(Array(stops[...middle]), count: half)
        let high = Self.even(Array(stops[middle...]), count: half)
        self.init(steps: low + high.dropFirst(), inks: inks)
    }

    /// The colour of a value from 0 to 1, `nil` for the ground; values outside count as the nearest end, `NaN` as 0.
    public func color(at value: Double) -> Color? {
        index(of: value).flatMap { steps[$0] }
    }

    /// Whether there are no colours, so that density and attributes carry the value.
    public var isMonochrome: Bool { steps.isEmpty }

    /// The style of text that a value colours: the ramp's colour behind it, readable.
    ///
    /// Without colours, attributes say roughly how much it is.
    public func style(at value: Double) -> Style {
        if let index = index(of: value) { return styles[index] }
        switch value {
        case 0.8...: return Style(attributes: [.bold, .reverse])
        case 0.55..<0.8: return Style(attributes: [.bold, .underline])
        case 0.3..<0.55: return Style(attributes: .underline)
        default: return .plain
        }
    }

    /// The glyph whose density shows a value from 0 to 1.
    public static func shade(at value: Double) -> Glyph {
        let clamped = value.isNaN ? 0 : min(1, max(0, value))
        return Glyph(shades[Int((clamped * Double(shades.count - 1)).rounded())])
    }

    private func index(of value: Double) -> Int? {
        guard !steps.isEmpty else { return nil }
        let clamped = value.isNaN ? 0 : min(1, max(0, value))
        return Int((clamped * Double(steps.count - 1)).rounded())
    }

    /// Colours at equal distances on the way through the stops in OKLab.
    private static func even(_ stops: [Color?], count: Int) -> [Color?] {
        guard stops.count > 1, count > 1, stops.allSatisfy(\.canBeMixed) else { return stops }
        let places = stops.compactMap { $0.map(OKLab.init) }
        let lengths = zip(places, places.dropFirst()).map { $0.distance(to: $1) }
        let total = lengths.reduce(0, +)
        return (0..<count).map { step in
            var left = total * Double(step) / Double(count - 1)
            for (index, length) in lengths.enumerated() {
                if left <= length, length > 0 {
                    return places[index].mixed(with: places[index + 1], by: left / length).color
                }
                left -= length
            }
            return stops[stops.count - 1]
        }
    }
}

extension Color? {
    /// Whether red, green and blue are known, rather than up to the terminal.
    fileprivate var canBeMixed: Bool { self.map { $0.paletteIndex == nil } ?? false }
}
