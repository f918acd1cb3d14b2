/// A secret that lets a service know whose request it is.
///
/// Whoever prints, logs or dumps it sees dots. The value leaves it only through ``revealed``, which is for a request's header.
public struct APIKey: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The key itself; never draw, log or store it.
    public let revealed: String

    /// Makes a key.
    public init(_ value: String) {
        revealed = value
    }

    /// Dots, whatever the key.
    public var description: String { "•••" }
    /// Dots, whatever the key.
    public var debugDescription: String { description }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
