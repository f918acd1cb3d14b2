import ArgumentParser
import Generation
import Inference

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Prints the prompt that a chat template makes of messages.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print the prompt that a chat template makes of messages.",
        discussion: """
            The prompt is printed exactly, without a line break at its end.

            Example: echo '[{"role": "user", "content": "Hi"}]' | mirilla render - --model ./model.gguf
            Example: mirilla render messages.json --template chat_template.jinja --bos "<s>" --eos "</s>"
            """)

    @Argument(
        help: ArgumentHelp(
            "A JSON array of objects with role and content, or an object that holds it as messages; - reads standard input.",
            valueName: "messages"))
    var file: String

    @Option(name: .customLong("model"), help: ArgumentHelp("The model whose template it is.", valueName: "reference"))
    var reference: String?

    @OptionGroup var network: NetworkOptions

    @Option(help: ArgumentHelp("A file with a template, instead of a model.", valueName: "file"))
    var template: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The begin-of-text token as it is written, for --template.", valueName: "text"))
    var bos: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The end-of-text token as it is written, for --template.", valueName: "text"))
    var eos: String?

    @Flag(name: .customLong("no-generation-prompt"), help: "End behind the last message, not where an answer begins.")
    var leavesOutGenerationPrompt = false

    func run() async throws {
        let (template, beginText, endText) = try chosenTemplate()
        let conversation = file == "-" ? StandardInput.readAll() : [UInt8](try Self.contents(of: file))
        let prompt = try template.render(
            conversation: conversation, at: file, addGenerationPrompt: !leavesOutGenerationPrompt, bosToken: beginText,
            eosToken: endText)
        StandardOutput.write(prompt)
    }

    private func chosenTemplate() throws(Failure) -> (ChatTemplate, beginText: String, endText: String) {
        if let template {
            guard reference == nil else {
                throw Failure(.usage, "a template and a model", at: "--template", expected: "one of the two")
            }
            let source = String(decoding: try Self.contents(of: template), as: UTF8.self)
            return (try ChatTemplate(source: source), bos ?? "", eos ?? "")
        }
        guard bos == nil, eos == nil else {
            throw Failure(
                .usage, "a model has its own special tokens", at: bos == nil ? "--eos" : "--bos",
                hint: "they go with --template FILE")
        }
        let reference = reference ?? "nano"
        let files = try ModelFiles.open(path: LocalModels.path(of: reference))
        guard let source = files.chatTemplate else {
            throw Failure(
                .unsupported, "the model has no chat template", at: reference,
                hint: "it continues plain text; --template FILE renders with another template")
        }
        return (try ChatTemplate(source: source), files.beginText, files.endText)
    }

    private static func contents(of file: String) throws(Failure) -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.notFound, "cannot read the file", at: file)
        }
        return data
    }
}
