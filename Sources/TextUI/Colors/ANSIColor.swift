/// The sixteen colours that every terminal names alike; what they look like is up to the terminal.
public enum ANSIColor: UInt8, CaseIterable, Hashable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white
    case brightBlack, brightRed, brightGreen, brightYellow, brightBlue, brightMagenta, brightCyan, brightWhite

    /// The name as themes write it: `bright-blue`.
    public var name: String {
        rawValue < 8 ? "\(self)" : "bright-\(ANSIColor(rawValue: rawValue - 8) ?? .black)"
    }

    /// Finds the colour with that name.
    public init?(name: String) {
        guard let color = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = color
    }
}
