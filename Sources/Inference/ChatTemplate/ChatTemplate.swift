public import Generation

/// A chat template: the part of a model's files that says how turns become one text.
///
/// Templates are written in Jinja, as Hugging Face's transformers runs it; this is the part of the language that they use.
///
///     let template = try ChatTemplate(source: files.chatTemplate)
///     let prompt = try template.render(messages: [Message(role: .user, content: "Hi")])
public struct ChatTemplate: Sendable {
    /// A part of a rendered prompt.
    public struct Segment: Hashable, Sendable {
        /// The text.
        public var text: String
        /// Whether it came from a message, so that special tokens written in it are plain text.
        public var isContent: Bool

        /// Makes a part.
        public init(text: String, isContent: Bool) {
            self.text = text
            self.isContent = isContent
        }
    }

    /// A further value that a template may ask for: `enable_thinking`.
    public enum Value: Hashable, Sendable {
        /// `true` or `false`.
        case bool(Bool)
        /// A whole number.
        case integer(Int)
        /// A text.
        case text(String)
    }

    private let statements: [TemplateStatement]

    /// Reads a template.
    ///
    /// - Throws: a failure with line and column where the template is wrong or uses what mirilla does not know.
    public init(source: String) throws(Failure) {
        var parser = try TemplateParser(source: source)
        statements = try parser.parse()
    }

    /// The prompt for these messages.
    ///
    /// - Parameters:
    ///   - messages: the turns.
    ///   - addGenerationPrompt: whether the prompt ends where the model's answer begins.
    ///   - bosToken: the begin-of-text token as it is written.
    ///   - eosToken: the end-of-text token as it is written.
    ///   - extra: further values by name.
    ///   - now: the moment that templates with a date show, in seconds since 1970; nil is the present one.
    /// - Throws: the template's own refusal (two turns of the same role…), or a failure with line and column.
    public func render(
        messages: [Message], addGenerationPrompt: Bool = true, bosToken: String = "", eosToken: String = "",
        extra: [String: Value] = [:], now: Int? = nil
    ) throws(Failure) -> String {
        try renderSegments(
            messages: messages, addGenerationPrompt: addGenerationPrompt, bosToken: bosToken, eosToken: eosToken,
            extra: extra, now: now
        ).map(\.text).joined()
    }

    /// The prompt for these messages, as parts that tell what the messages said from what the template added.
    public func renderSegments(
        messages: [Message], addGenerationPrompt: Bool = true, bosToken: String = "", eosToken: String = "",
        extra: [String: Value] = [:], now: Int? = nil
    ) throws(Failure) -> [Segment] {
        let messages = TemplateValue.list(
            messages.map { message in
                .dictionary([
                    TemplateMember("role", .text(message.role.rawValue)),
                    TemplateMember("content", .text(TemplateText(message.content, isContent: true))),
                ])
            })
        var values = extra.mapValues { value -> TemplateValue in
            switch value {
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .text(let value): .text(value)
            }
        }
        values["messages"] = messages
        values["add_generation_prompt"] = .bool(addGenerationPrompt)
        values["bos_token"] = .text(bosToken)
        values["eos_token"] = .text(eosToken)
        return Self.segments(try text(values, now: now))
    }

    /// The prompt for a conversation written as JSON, with everything that a template may ask for beyond roles and texts.
    ///
    /// - Parameters:
    ///   - conversation: an array of messages, each an object with `role` and whatever else the template reads (`content`, `tool_calls`,
    ///     `reasoning_content`…), or an object with `messages` and further values (`tools`, `documents`, `enable_thinking`…).
    ///   - location: where the JSON is from, for failures.
    public func render(
        conversation: [UInt8], at location: String, addGenerationPrompt: Bool = true, bosToken: String = "",
        eosToken: String = "", now: Int? = nil
    ) throws(Failure) -> String {
        var values = try ConversationReader(location: location).values(conversation)
        values["add_generation_prompt"] = .bool(addGenerationPrompt)
        values["bos_token"] = .text(bosToken)
        values["eos_token"] = .text(eosToken)
        return try text(values, now: now).string
    }

    /// What the template prints; `tools` and `documents` are there, if only as nothing, as in transformers.
    private func text(_ values: [String: TemplateValue], now: Int?) throws(Failure) -> TemplateText {
        let values = ["tools": .none, "documents": .none].merging(values) { $1 }
        var interpreter = TemplateInterpreter(values: values, now: now ?? TemplateDate.now)
        return try interpreter.render(statements)
    }

    private static func segments(_ text: TemplateText) -> [Segment] {
        var segments: [Segment] = []
        var rest = text.units[...]
        while let first = rest.first {
            let isContent = TemplateText.isContent(first)
            let part = rest.prefix { TemplateText.isContent($0) == isContent }
            segments.append(Segment(text: TemplateText(units: part).string, isContent: isContent))
            rest = rest.dropFirst(part.count)
        }
        return segments
    }
}
