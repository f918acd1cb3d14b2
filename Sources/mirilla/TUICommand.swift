import ArgumentParser
import Generation
import Inference

/// Opens the playground.
struct TUICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tui",
        abstract: "Open the playground (what mirilla alone does).",
        discussion: """
            Example: mirilla
            Example: mirilla tui --model ./model.gguf --prompt "Once upon a time" --temperature 0.7
            """)

    @OptionGroup var model: ModelOptions

    @Option(parsing: .unconditional, help: ArgumentHelp("What the system editor holds at first.", valueName: "text"))
    var system: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("What the user editor holds at first.", valueName: "text"))
    var prompt: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The colours.", valueName: "name"))
    var theme: String?

    @Option(help: "The language of the screen (default: the environment's).")
    var language: ScreenLanguage?

    @Flag(help: "Remember no run of this session.")
    var noHistory = false

    @OptionGroup(title: "Sampling options")
    var sampling: SamplingOptions

    func run() async throws {
        guard StandardOutput.isTerminal, StandardInput.isTerminal else {
            throw Failure(
                .usage, "the playground needs a terminal", found: "input or output that is none",
                hint: "mirilla generate PROMPT answers without a screen")
        }
        let request = try sampling.request()
        try await runPlayground(
            PlaygroundOptions(
                model: model.reference, network: model.network,
                local: model.local(),
                system: system, prompt: prompt, theme: theme, language: language, remembersRuns: !noHistory,
                request: request))
    }
}

/// A language that the screen speaks.
enum ScreenLanguage: String, ExpressibleByArgument, CaseIterable {
    case en
    case es
}

/// What the playground starts with.
struct PlaygroundOptions: Sendable {
    /// The model's reference.
    var model: String
    /// How far the playground may reach.
    var network: NetworkOptions
    /// How models on this machine are run.
    var local: LocalOptions
    /// What the system editor holds; nil if nothing was asked for.
    var system: String?
    /// What the user editor holds; nil if nothing was asked for.
    var prompt: String?
    /// The theme's name; nil for the usual one.
    var theme: String?
    /// The language; nil for the environment's.
    var language: ScreenLanguage?
    /// Whether runs go into the history.
    var remembersRuns: Bool
    /// Sampling parameters, stop texts and interventions.
    var request: GenerationRequest
}
