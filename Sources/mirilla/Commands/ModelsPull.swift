import ArgumentParser
import Generation
import Providers

extension ModelsCommand {
    /// `models pull`.
    struct Pull: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fetch a model from the Hugging Face hub.",
            discussion: """
                Only what is needed is fetched: configuration, tokenizer and safetensors, or one GGUF file. It lies in the cache that
                Hugging Face's own tools use. What has arrived is kept when it is interrupted; the same command goes on from there.

                Example: mirilla models pull openai-community/gpt2
                Example: mirilla models pull OWNER/NAME-GGUF --file '*Q8_0*'
                """)

        @Argument(help: ArgumentHelp("The model.", valueName: "owner/name[@revision]"))
        var reference: String

        @Option(help: ArgumentHelp("Which GGUF file, as in a shell.", valueName: "pattern"))
        var file: String?

        @Option(help: "How the result is written.")
        var format = ReportFormat.text

        @OptionGroup var network: NetworkOptions

        func run() async throws {
            let hub = Hub(network)
            let reference = try HubReference(reference)
            let line = PullLine()
            let work = Task { [file] in
                let plan = try await hub.plan(reference, file: file)
                Self.announce(plan)
                try await hub.pull(plan) { line.show($0) }
                return plan
            }
            Interrupt.handle { work.cancel() }
            do {
                let plan = try await work.value
                line.end()
                report(plan)
            } catch is CancellationError {
                line.end()
                StandardError.writeLine(
                    "mirilla: stopped; what has arrived is kept, the same command goes on from there")
                throw CancellationError()
            } catch {
                line.end()
                throw error
            }
        }

        /// Says what is going to be fetched.
        private static func announce(_ plan: PullPlan) {
            guard !plan.isComplete else {
                StandardError.writeLine("\(plan.reference) is here already, at \(plan.commit.prefix(12))")
                return
            }
            let count = plan.files.count == 1 ? "1 file" : "\(plan.files.count) files"
            var text =
                "\(plan.reference) at \(plan.commit.prefix(12)): \(count), \(ByteCount.text(plan.progress.byteCount))"
            if plan.progress.finishedByteCount > 0 {
                text += ", \(ByteCount.text(plan.missingByteCount)) of it to fetch"
            }
            StandardError.writeLine(text)
            guard StandardError.isTerminal else { return }
            for file in plan.files {
                StandardError.writeLine("  \(file.path)  \(file.size.map(ByteCount.text) ?? "")")
            }
        }

        private func report(_ plan: PullPlan) {
            switch format {
            case .text: StandardOutput.write(plan.path + "\n")
            case .json:
                let json: JSONValue = [
                    "ref": .string(plan.reference.description), "commit": .string(plan.commit),
                    "path": .string(plan.path), "bytes": .integer(plan.progress.byteCount),
                    "fetched_bytes": .integer(plan.isComplete ? 0 : plan.missingByteCount),
                    "files": .array(plan.files.map { ["path": .string($0.path), "bytes": .optional($0.size)] }),
                ]
                StandardOutput.write(json.text + "\n")
            }
        }
    }
}
