import Generation

/// A key and the header field in which a service wants it.
public struct Credential: Hashable, Sendable {
    /// The header field: `Authorization`, or a service's own.
    public let field: String
    /// What stands before the key in it: `Bearer `.
    public let prefix: String
    /// The key.
    public let key: APIKey

    /// A key in a field of its own.
    public init(_ key: APIKey, field: String, prefix: String = "") {
        self.key = key
        self.field = field
        self.prefix = prefix
    }

    /// A key as `Authorization: Bearer KEY`.
    public static func bearer(_ key: APIKey) -> Credential {
        Credential(key, field: "Authorization", prefix: "Bearer ")
    }

    /// A text without the key, for the case that a server repeats it in an error.
    public func redacting(_ text: String) -> String {
        key.revealed.isEmpty ? text : text.replacing(key.revealed, with: key.description)
    }

    /// A failure without the key, in whatever part of it a server has placed it.
    func redacting(_ failure: Failure) -> Failure {
        var failure = failure
        failure.what = redacting(failure.what)
        failure.location = failure.location.map(redacting)
        failure.found = failure.found.map(redacting)
        failure.hint = failure.hint.map(redacting)
        return failure
    }
}
