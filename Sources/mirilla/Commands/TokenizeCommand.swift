import ArgumentParser
import Generation
import Inference
import Providers

/// Shows the pieces that a text is cut into.
struct TokenizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize",
        abstract: "Show the tokens of a text.",
        discussion: """
            A GGUF file with a vocabulary and no tensors is enough. Special tokens are added only where the tokenizer's own
            configuration adds them, and written ones are read as such; --no-special does neither.

            Example: mirilla tokenize "¿Qué es un token?"
            Example: mirilla tokenize - --model ./gpt2 --format json < text.txt
            """)

    @Argument(help: ArgumentHelp("The text; - reads standard input.", valueName: "text"))
    var text: String

    @OptionGroup var model: ModelOptions

    @Flag(name: .customLong("no-special"), help: "Add no special token and read none in the text.")
    var leavesOutSpecial = false

    @Option(help: "How the result is written.")
    var format = ReportFormat.text

    func run() async throws {
        let tokens = try await tokens()
        switch format {
        case .text: StandardOutput.write(Self.table(tokens))
        case .json:
            let json: JSONValue = [
                "model": .string(model.reference), "tokens": .array(tokens.map(Self.json)),
                "count": .integer(tokens.count),
            ]
            StandardOutput.write(json.text + "\n")
        }
    }

    private func tokens() async throws -> [Token] {
        let reference = try ModelReference(model.reference)
        switch reference {
        case .hosted, .server:
            return try await model.network.services.tokens(
                of: TextArgument.read(text), with: reference, addsSpecial: !leavesOutSpecial)
        case .embedded, .path, .huggingFace, .ollamaStore:
            let tokenizer = try ModelFiles.tokenizer(path: LocalModels.path(of: model.reference))
            let text = TextArgument.read(text)
            return tokenizer.encode(text, addsSpecial: !leavesOutSpecial, parsesSpecial: !leavesOutSpecial)
                .map(tokenizer.token)
        }
    }

    private static func table(_ tokens: [Token]) -> String {
        let width = tokens.map { String($0.id).count }.max() ?? 0
        return tokens.map { token in
            let id = String(token.id)
            let padding = String(repeating: " ", count: width - id.count)
            return "\(padding)\(id)  \(token.quoted)\(token.isSpecial ? "  special" : "")\n"
        }.joined()
    }

    private static func json(_ token: Token) -> JSONValue {
        [
            "id": .integer(token.id), "text": .string(token.text), "bytes": .bytes(token.bytes),
            "special": .bool(token.isSpecial),
        ]
    }
}
