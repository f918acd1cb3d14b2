/// The texts and settings of a session, kept so that a killed program loses nothing.
public struct Draft: Hashable, Sendable {
    /// The system text.
    public var system: String
    /// The user's text.
    public var user: String
    /// The knobs.
    public var settings: Settings

    /// Makes a draft.
    public init(system: String, user: String, settings: Settings) {
        self.system = system
        self.user = user
        self.settings = settings
    }

    /// Whether there is nothing worth keeping.
    public var isEmpty: Bool { system.isEmpty && user.isEmpty }
}
