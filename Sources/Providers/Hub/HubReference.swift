public import Generation

/// A repository on the Hugging Face hub and one of its revisions.
///
/// ```
/// OWNER/NAME   OWNER/NAME@REVISION   hf:OWNER/NAME   https://huggingface.co/OWNER/NAME/tree/REVISION
/// ```
public struct HubReference: Hashable, Sendable {
    /// The revision that counts where none is written.
    public static let defaultRevision = "main"

    /// `OWNER/NAME`, or `NAME` alone for the oldest models.
    public let repository: String
    /// A branch, a tag or a commit.
    public let revision: String

    /// Reads what a user wrote or pasted.
    public init(_ text: String) throws(Failure) {
        var written = text[...]
        for prefix in ["hf:", "https://huggingface.co/", "https://hf.co/"] where written.hasPrefix(prefix) {
            written = written.dropFirst(prefix.count)
        }
        if let tree = written.firstRange(of: "/tree/") {
            try self.init(
                repository: String(written[..<tree.lowerBound]), revision: String(written[tree.upperBound...]))
        } else {
            let parts = written.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            try self.init(repository: String(parts[0]), revision: parts.count == 2 ? String(parts[1]) : nil)
        }
    }

    /// Names a repository and a revision; nil is `main`.
    public init(repository: String, revision: String? = nil) throws(Failure) {
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ ModelFolder.isPlainName($0) }) else {
            throw Failure(
                .usage, "not a repository's name", at: repository, expected: "OWNER/NAME",
                hint: "names are as on https://huggingface.co/models")
        }
        let revision = revision ?? Self.defaultRevision
        guard
            revision.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ ModelFolder.isPlainName($0) })
        else {
            throw Failure(.usage, "not a revision", at: revision, expected: "a branch, a tag or a commit")
        }
        (self.repository, self.revision) = (repository, revision)
    }

    /// Whether the revision is a commit, whose files never change.
    public var isCommit: Bool { ContentHash.isHexadecimal(revision, count: 40) }
}

extension HubReference: CustomStringConvertible {
    /// As a user writes it where a model is asked for.
    public var description: String {
        "hf:\(repository)" + (revision == Self.defaultRevision ? "" : "@\(revision)")
    }
}
