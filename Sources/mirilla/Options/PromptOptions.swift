import ArgumentParser
import Generation

/// The prompt of a headless command and the model that gets it.
struct PromptOptions: ParsableArguments {
    @OptionGroup var text: PromptText

    @OptionGroup var model: ModelOptions

    /// What the model is asked to continue.
    func prompt() throws(Failure) -> Prompt { try text.prompt() }
}

/// The prompt of a headless command.
struct PromptText: ParsableArguments {
    @Argument(help: ArgumentHelp("The text to continue; - reads standard input.", valueName: "prompt"))
    var text: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Instructions that hold for the whole conversation.", valueName: "text"))
    var system: String?

    @Flag(help: "Continue the prompt as it is, without the model's chat template.")
    var raw = false

    /// What a model is asked to continue.
    func prompt() throws(Failure) -> Prompt {
        if raw, system != nil {
            throw Failure(
                .usage, "a raw prompt has no place for a system text", at: "--system",
                hint: "leave --raw out, or write the instructions into the prompt")
        }
        let text = TextArgument.read(text)
        if raw { return .raw(text) }
        return .chat(
            [system.map { Message(role: .system, content: $0) }, Message(role: .user, content: text)].compactMap { $0 })
    }
}
