/// How a cell looks: colours and attributes.
///
/// A colour that is `nil` is the terminal's own.
public struct Style: Hashable, Sendable {
    /// What a terminal can do to a glyph besides colouring it.
    public struct Attributes: OptionSet, Hashable, Sendable {
        /// One bit per attribute.
        public let rawValue: UInt8

        /// Makes a set of attributes from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Bold.
        public static let bold = Attributes(rawValue: 1)
        /// Less bright.
        public static let dim = Attributes(rawValue: 2)
        /// Italic.
        public static let italic = Attributes(rawValue: 4)
        /// Underlined.
        public static let underline = Attributes(rawValue: 8)
        /// Foreground and background swapped.
        public static let reverse = Attributes(rawValue: 16)
    }

    // Plain bits rather than two optionals: a canvas holds and compares tens of thousands of these in a frame.
    private static let terminalDefault: UInt32 = 0xFF00_0000
    private var foregroundBits: UInt32
    private var backgroundBits: UInt32

    /// The attributes.
    public var attributes: Attributes

    /// The terminal's own colours, no attribute.
    public static let plain = Style()

    /// Makes a style.
    public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
        foregroundBits = foreground?.bits ?? Self.terminalDefault
        backgroundBits = background?.bits ?? Self.terminalDefault
        self.attributes = attributes
    }

    /// The colour of the glyph.
    public var foreground: Color? {
        get { foregroundBits == Self.terminalDefault ? nil : Color(bits: foregroundBits) }
        set { foregroundBits = newValue?.bits ?? Self.terminalDefault }
    }

    /// The colour behind the glyph.
    public var background: Color? {
        get { backgroundBits == Self.terminalDefault ? nil : Color(bits: backgroundBits) }
        set { backgroundBits = newValue?.bits ?? Self.terminalDefault }
    }

    /// This style on top of another: colours that are `nil` here are taken from below, attributes are this style's.
    public func over(_ below: Style) -> Style {
        var style = self
        if foregroundBits == Self.terminalDefault { style.foregroundBits = below.foregroundBits }
        if backgroundBits == Self.terminalDefault { style.backgroundBits = below.backgroundBits }
        return style
    }

    /// This style for a glyph drawn on another cell: only the background is taken from below.
    func standing(on below: Style) -> Style {
        var style = self
        if backgroundBits == Self.terminalDefault { style.backgroundBits = below.backgroundBits }
        return style
    }

    /// The same style with other attributes added.
    public func adding(_ attributes: Attributes) -> Style {
        var style = self
        style.attributes.formUnion(attributes)
        return style
    }

    /// The same style with another foreground.
    public func foreground(_ color: Color?) -> Style {
        var style = self
        style.foreground = color
        return style
    }

    /// The same style with another background.
    public func background(_ color: Color?) -> Style {
        var style = self
        style.background = color
        return style
    }
}
