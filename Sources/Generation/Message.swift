/// Who speaks in a chat.
public enum Role: String, Hashable, Sendable, CaseIterable {
    /// Instructions that hold for the whole conversation.
    case system
    /// The person.
    case user
    /// The model.
    case assistant
}

/// One turn of a chat.
public struct Message: Hashable, Sendable {
    /// Who speaks.
    public var role: Role
    /// What is said.
    public var content: String

    /// Makes a turn.
    public init(role: Role, content: String) {
        self.role = role
        self.content = content
    }
}

/// What a model is asked to continue.
public enum Prompt: Hashable, Sendable {
    /// The text as it is: no template, no roles.
    case raw(String)
    /// Turns of a chat, put into the model's own chat template; a model without one continues the plain texts.
    case chat([Message])
}
