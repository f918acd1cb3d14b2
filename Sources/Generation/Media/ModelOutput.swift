/// What a model makes.
public enum ModelOutput: String, Hashable, Sendable {
    /// Text, token by token.
    case text
    /// A picture.
    case picture
    /// A video.
    case video
}

/// A setting of a model that makes pictures or videos, by its name on the wire.
public enum MediaOption: String, Hashable, Sendable, CaseIterable {
    /// Width and height in pixels.
    case size
    /// How much work goes into it.
    case quality
    /// The kind of file.
    case format = "output_format"
    /// How long a video is.
    case seconds
}

/// A setting that a model takes, and the values to choose from.
public struct MediaChoice: Hashable, Sendable {
    /// Which setting.
    public let option: MediaOption
    /// The values; the first one is what the model takes if nothing is said.
    public let values: [String]
    /// Whether other values may be typed: any size, for instance.
    public let takesOthers: Bool

    /// Makes a choice.
    public init(_ option: MediaOption, _ values: [String], takesOthers: Bool = false) {
        self.option = option
        self.values = values
        self.takesOthers = takesOthers
    }
}

/// How far a picture or a video is.
public struct MediaProgress: Hashable, Sendable {
    /// What is being done.
    public enum Phase: String, Hashable, Sendable {
        /// The service works on it and says nothing more.
        case asked
        /// The job waits for its turn.
        case queued
        /// The job is worked on.
        case working
        /// What was made is being fetched.
        case fetching
    }

    /// What is being done.
    public var phase: Phase
    /// How much of it is done, as the service says; nil if it does not.
    public var percent: Int?
    /// The job's name at the service; nil for what is no job.
    public var job: String?

    /// Makes an account.
    public init(_ phase: Phase, percent: Int? = nil, job: String? = nil) {
        self.phase = phase
        self.percent = percent
        self.job = job
    }
}
