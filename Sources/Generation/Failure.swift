/// Something that could not be done, as data: what, where, what was expected, what was found, what to do next.
///
/// Secrets are never in it.
public struct Failure: Error, Hashable, Sendable {
    /// What sort of failure.
    public enum Kind: String, Hashable, Sendable {
        /// The command line or a setting is wrong.
        case usage
        /// A value lies outside its range.
        case outOfRange = "out_of_range"
        /// A file, folder or model is not there.
        case notFound = "not_found"
        /// A file is broken.
        case malformed
        /// A file or model is sound, but not of a kind that mirilla can use.
        case unsupported
        /// Something does not fit into memory or a limit.
        case tooLarge = "too_large"
        /// The system refused: permission, disk, terminal.
        case system
        /// A network or a service failed.
        case network
        /// It could be done, but not without being asked first.
        case consent
    }

    /// What sort of failure.
    public var kind: Kind
    /// What failed, in a few words: `cannot read the tensor`.
    public var what: String
    /// Where: a path, an option, a tensor's name.
    public var location: String?
    /// What was expected there.
    public var expected: String?
    /// What was found instead.
    public var found: String?
    /// What to do next.
    public var hint: String?

    /// Makes a failure.
    public init(
        _ kind: Kind, _ what: String, at location: String? = nil, expected: String? = nil, found: String? = nil,
        hint: String? = nil
    ) {
        self.kind = kind
        self.what = what
        self.location = location
        self.expected = expected
        self.found = found
        self.hint = hint
    }

    /// The failure in one line, without the hint: `what: where: expected …, found …`.
    public var message: String {
        var line = what
        if let location { line += ": \(location)" }
        let comparison = [expected.map { "expected \($0)" }, found.map { "found \($0)" }].compactMap { $0 }
        if !comparison.isEmpty { line += ": " + comparison.joined(separator: ", ") }
        return String(line.map { $0.isNewline ? " " : $0 })
    }
}
