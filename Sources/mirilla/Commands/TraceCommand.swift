import ArgumentParser
import Generation
import Inference

/// Writes everything that a pass over a prompt computes.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Write logits, attention, q, k, v and the residual stream as safetensors.",
        discussion: """
            Tensors (T tokens, L layers, H heads, K heads with keys and values, D head size, E model size, V vocabulary):
              tokens [T]               ids, I32             attention.{l} [H, T, T]   rows are queries
              logits [T, V]            before sampling      q.{l} [H, T, D], k.{l} and v.{l} [K, T, D]
              hidden.{l} [T, E]        0…L                  hidden.final [T, E]       after the final norm

            Example: mirilla trace "Ada lives in Oslo." --output trace.safetensors
            Example: python -c "from safetensors.numpy import load_file; print(load_file('trace.safetensors')['logits'].shape)"
            """)

    @OptionGroup var prompt: PromptOptions

    @Option(help: ArgumentHelp("Where the tensors go.", valueName: "file"))
    var output: String

    @OptionGroup(title: "Sampling options")
    var sampling: SamplingOptions

    func run() async throws {
        var request = try sampling.request(newTokens: 0)
        request.prompt = try prompt.prompt()
        let model = try prompt.model.openLocal()
        let summary = try await model.provider.trace(request, to: output, metadata: ["version": Program.version])
        let dropped = summary.prompt.window.dropped.count
        if dropped > 0 {
            StandardError.writeLine("mirilla: \(dropped) tokens lie outside the context and are not traced")
        }
        if StandardError.isTerminal { StandardError.writeLine("\(summary.tokenCount) tokens traced to \(output)") }
    }
}
