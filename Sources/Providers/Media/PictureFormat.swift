import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// OpenAI's picture generation: a pure translation.
///
/// Field and event names: openai 3.54.0 on PyPI, `types/image_generate_params.py`, `image_gen_stream_event.py` and
/// `images_response.py`, read on 2026-11-23.
struct PictureFormat: Sendable {
    let model: String
    /// What the service charges; nil if nobody knows.
    var price: Price?

    /// Where pictures are asked for.
    let path = "images/generations"

    /// Drafts that are asked for on the way: each of them costs tokens.
    static let draftCount = 2

    /// What is sent for a request.
    ///
    /// - Parameter streams: whether drafts come before the picture; only PNG files can be shown.
    func body(_ request: GenerationRequest, streams: Bool) -> JSON {
        var body: JSON = ["model": .string(model), "prompt": .string(request.spokenText), "n": 1]
        for (option, value) in request.media where option != .seconds { body[option.rawValue] = .string(value) }
        if streams {
            body["stream"] = true
            body["partial_images"] = .integer(Self.draftCount)
        }
        return body
    }

    /// Whether the file of a request can be shown.
    static func isShown(_ request: GenerationRequest) -> Bool { (request.media[.format] ?? "png") == "png" }

    /// What an answer tells.
    enum Part: Hashable, Sendable {
        /// What the picture looks like so far.
        case draft([UInt8])
        /// The picture.
        case picture([UInt8], Usage?)
    }

    /// What a message of a streamed answer tells; nil for one that tells nothing.
    func part(of message: StreamMessage) throws -> Part? {
        if message.data == Array("[DONE]".utf8) { return nil }
        let event = try message.document()
        if !event["error"].isNull { throw ServiceError(document: event) }
        switch event["type"].string ?? message.event {
        case "image_generation.partial_image": return .draft(try Self.decoded(event["b64_json"]))
        case "image_generation.completed": return .picture(try Self.decoded(event["b64_json"]), usage(event["usage"]))
        case "error": throw ServiceError(document: event)
        default: return nil
        }
    }

    /// The picture of an answer in one piece.
    func part(of document: JSON) throws(Failure) -> Part {
        .picture(try Self.decoded(document["data"][0]["b64_json"]), usage(document["usage"]))
    }

    private static func decoded(_ value: JSON) throws(Failure) -> [UInt8] {
        guard let text = value.string, let data = Data(base64Encoded: text), !data.isEmpty else {
            throw Failure(
                .malformed, "the service sends no picture", expected: "one in b64_json",
                found: value.isNull ? "none" : "what is no base64")
        }
        return Array(data)
    }

    /// The account of an answer.
    private func usage(_ value: JSON) -> Usage? {
        guard !value.isNull else { return nil }
        var usage = Usage(promptTokens: value["input_tokens"].int, generatedTokens: value["output_tokens"].int)
        // Pictures that are given and text that is written have other prices.
        let isPlain =
            value["input_tokens_details"]["image_tokens"].int ?? 0 == 0
            && value["output_tokens_details"]["text_tokens"].int ?? 0 == 0
        usage.costUSD = isPlain ? price?.cost(of: usage) : nil
        return usage
    }
}

extension GenerationRequest {
    /// All that a model without roles is told: the system text, then the user's.
    var spokenText: String {
        switch prompt {
        case .raw(let text): text
        case .chat(let messages): messages.map(\.content).filter { !$0.isEmpty }.joined(separator: "\n\n")
        }
    }
}
