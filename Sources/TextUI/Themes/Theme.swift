/// The looks of everything: a style for every role, and the colour ramps that show data.
public struct Theme: Hashable, Sendable {
    /// Whether light text stands on a dark ground or the other way round.
    public enum Appearance: String, CaseIterable, Hashable, Sendable {
        /// Light on dark.
        case dark
        /// Dark on light.
        case light
    }

    /// The name that a user chooses it by.
    public var name: String
    /// Light on dark or dark on light.
    public var appearance: Appearance
    /// The styles, by role; a role that is missing looks like the terminal's own text.
    public var styles: [Role: Style]
    /// How surprising a token was: calm to glowing.
    public var surprise: Ramp
    /// How much attention something gets: none to all, perceptually even.
    public var attention: Ramp
    /// Values around zero: −1 is the first colour, 0 the ground, +1 the last colour.
    public var diverging: Ramp

    /// Makes a theme.
    public init(
        name: String, appearance: Appearance, styles: [Role: Style], surprise: Ramp, attention: Ramp, diverging: Ramp
    ) {
        self.name = name
        self.appearance = appearance
        self.styles = styles
        self.surprise = surprise
        self.attention = attention
        self.diverging = diverging
    }

    /// The style of a role.
    public subscript(_ role: Role) -> Style { styles[role] ?? .plain }
}
