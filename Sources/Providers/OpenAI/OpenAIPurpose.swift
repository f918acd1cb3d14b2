import Generation

/// What a model of OpenAI's makes, as its name says; the model list does not tell them apart.
///
/// Names: openai 3.54.0 on PyPI, `types/image_model.py`, `video_model.py`, `embedding_model.py`, `audio_model.py`, `moderation_model.py`,
/// read in November 2026; the days on which models went: `types/image_generate_params.py`, `resources/videos.py`.
enum OpenAIPurpose: Hashable, Sendable {
    /// Text: a model to talk with.
    case text
    /// A picture.
    case picture
    /// A video.
    case video
    /// Anything else, in words.
    case other(String)

    init(_ model: String) {
        let parts = model.split(separator: "-")
        func begins(_ names: String...) -> Bool { names.contains { model.hasPrefix($0) } }
        func has(_ names: Substring...) -> Bool { names.contains(where: parts.contains) }
        if begins("dall-e", "gpt-image", "chatgpt-image") {
            self = .picture
        } else if begins("sora") {
            self = .video
        } else if begins("text-embedding") {
            self = .other("vectors")
        } else if begins("whisper", "tts") || has("transcribe", "tts", "realtime") {
            self = .other("sound, or text out of it,")
        } else if begins("omni-moderation", "text-moderation") {
            self = .other("judgements")
        } else {
            self = .text
        }
    }

    /// What it makes; nil for what nobody can be shown here.
    var output: ModelOutput? {
        switch self {
        case .text: .text
        case .picture: .picture
        case .video: .video
        case .other: nil
        }
    }

    /// Why OpenAI itself cannot be asked for a model; nil if it can.
    static func refusal(of model: String) -> Failure? {
        let place = "openai:\(model)"
        if let retired = retired.first(where: { model == $0.name || model.hasPrefix($0.name + "-20") }) {
            return Failure(
                .unsupported, "\(model) was shut down", at: retired.day,
                hint: retired.successor.map { "openai:\($0) is its successor" }
                    ?? "OpenAI has no successor; a server that speaks its format can be named in OPENAI_BASE_URL")
        }
        guard case .other(let what) = OpenAIPurpose(model) else { return nil }
        return Failure(
            .unsupported, "this model makes \(what) and does not write", at: place,
            hint: "mirilla models list names models that write")
    }

    /// The models that are gone, the day on which they went, and what to take in their place.
    static let retired: [(name: String, day: String, successor: String?)] = [
        ("dall-e-2", "2026-05-12", "gpt-image-2.5-flare"), ("dall-e-3", "2026-05-12", "gpt-image-2.5-flare"),
        ("gpt-image-1", "2026-10-23", "gpt-image-2.5-flare"), ("sora-2", "2026-09-24", nil),
        ("sora-2-pro", "2026-09-24", nil),
    ]
}
