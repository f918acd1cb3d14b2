/// A part of the playground screen that can have the focus.
public enum Pane: String, Hashable, Sendable, CaseIterable {
    /// The editor of the system text.
    case system
    /// The editor of the user's text.
    case user
    /// The knobs.
    case parameters
    /// The generated text.
    case output
    /// What may come next, or what a chosen token was drawn from.
    case nextToken
    /// Where the model looks.
    case attention

    /// Whether plain letters are text here.
    public var isEditor: Bool { self == .system || self == .user }

    /// The panes that share one place, as tabs, when the screen is narrow.
    public static let tabs: [Pane] = [.output, .nextToken, .attention]
}

/// A language of the interface.
public enum Language: String, Hashable, Sendable, CaseIterable, Codable {
    /// English.
    case english = "en"
    /// Spanish.
    case spanish = "es"
}
