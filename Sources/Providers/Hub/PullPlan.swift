public import Generation

/// What pulling a model means: which files, how much of them is here already.
public struct PullPlan: Sendable {
    /// A file and the name of its content in the cache.
    public struct File: Hashable, Sendable {
        /// Its path in the repository.
        public let path: String
        /// Its entity tag.
        let tag: String
        /// Its length; nil if the hub does not say.
        public let size: Int?
    }

    /// What was asked for.
    public let reference: HubReference
    /// The commit that it stands for.
    public let commit: String
    /// The files that are needed.
    public let files: [File]
    /// The folder of the model, or its GGUF file, once it is complete.
    public let path: String
    /// How much is needed and how much of it is here.
    public let progress: PullProgress
    /// Whether everything is here and is linked into the model's folder.
    public let isComplete: Bool
    let missing: [String]
    let listing: [HubFile]

    /// Bytes that have to be fetched.
    public var missingByteCount: Int { max(0, progress.byteCount - progress.finishedByteCount) }
}
