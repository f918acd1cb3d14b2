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
    /// Values around zero: 0 is the lowest one, 0.5 nothing, 1 the highest one.
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

    /// Whether the theme has no colours, so that density and attributes carry the data.
    public var isMonochrome: Bool { attention.isMonochrome }

    /// The style of a cell that says what something is by a role's hue and how much by its strength from 0 to 1.
    public func cell(_ role: Role, strength: Double) -> Style {
        let strength = strength.isNaN ? 0 : min(1, max(0, strength))
        guard let hue = self[role].foreground, let ground = self[.background].background,
            hue.paletteIndex == nil, ground.paletteIndex == nil
        else {
            let style = self[role]
            if strength < 0.34 { return style }
            return style.adding(strength < 0.67 ? .bold : [.bold, .reverse])
        }
        let background = ground.mixed(with: hue, by: 0.08 + 0.42 * strength)
        let inks: [Color] = [hue, self[.strong].foreground ?? hue, ground]
        return Style(
            foreground: background.readableInk(among: inks), background: background, attributes: self[role].attributes)
    }
}
