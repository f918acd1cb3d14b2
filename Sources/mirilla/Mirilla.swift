import ArgumentParser

/// The command that holds the others; alone it opens the playground.
struct Mirilla: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mirilla",
        abstract: "Look inside a language model while you turn its knobs.",
        discussion: """
            Without a command it opens the playground. The other commands answer without a screen.

            A model is written: nano (or nothing) for the embedded one, ./folder or file.gguf, hf:OWNER/NAME[@revision] from the
            Hugging Face cache, ollama-store:NAME[:tag] for what Ollama keeps here; openai:, anthropic:, gemini:, hf-router: or
            ollama:MODEL for one that runs elsewhere, http://HOST:PORT/v1#MODEL for any OpenAI-compatible server.

            Example: mirilla generate "Once upon a time" --temperature 0.7 --seed 7
            """,
        version: Program.version,
        subcommands: [
            TUICommand.self, GenerateCommand.self, CompareCommand.self, SweepCommand.self, TokenizeCommand.self,
            TraceCommand.self, RenderCommand.self, EmbedCommand.self, SearchCommand.self,
            ModelsCommand.self, BenchCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: TUICommand.self)
}
