import Generation

/// What a model of OpenAI's makes, as its name says; the model list does not tell them apart.
///
/// Names: openai 3.54.0 on PyPI, `types/image_model.py`, `video_model.py`, `embedding_model.py`, `audio_model.py`, `moderation_model.py`,
/// read in November 2026.
enum OpenAIPurpose: Hashable, Sendable {
    /// Text: a model to talk with.
    case text
    /// Anything else, in words.
    case other(String)
    /// What it was is gone; the model to take in its place.
    case retired(String, successor: String)

    init(_ model: String) {
        let parts = model.split(separator: "-")
        func begins(_ names: String...) -> Bool { names.contains { model.hasPrefix($0) } }
        func has(_ names: Substring...) -> Bool { names.contains(where: parts.contains) }
        if begins("dall-e") {
            self = .retired("pictures", successor: "gpt-image-2")
        } else if begins("gpt-image", "chatgpt-image") {
            self = .other("pictures")
        } else if begins("sora") {
            self = .other("videos")
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

    /// Why there is nothing to say to a model; nil for one that writes.
    func refusal(of model: String) -> Failure? {
        let place = "openai:\(model)"
        return switch self {
        case .text: nil
        case .other(let what):
            Failure(
                .unsupported, "this model makes \(what) and does not write", at: place,
                hint: "mirilla models list names models that write")
        case .retired(let what, let successor):
            Failure(
                .unsupported, "this model made \(what), and it is retired", at: place,
                hint: "\(successor) is its successor; mirilla itself speaks with models that write")
        }
    }
}
