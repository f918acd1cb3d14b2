import ArgumentParser
import Generation
import Inference
import Providers

/// Says what works here.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what works here: terminal, processor, models, keys.",
        discussion: """
            Keys are named, never shown. Nobody else is asked anything, unless --reach asks the services for their models.

            Example: mirilla doctor
            """)

    @Flag(help: "Ask the services whose key is here, and Ollama, whether they answer.")
    var reach = false

    @OptionGroup var network: NetworkOptions

    func run() async throws {
        let machine = Machine()
        let rows =
            [
                ("mirilla", Program.version), ("terminal", machine.terminal), ("colours", machine.colours),
                ("text", machine.encoding), ("processor", machine.processor), ("memory", machine.memory),
            ] + keys(machine) + [("models", models())] + MemoryReport().rows
        for (name, value) in rows { write(name, value) }
        if reach { await askServices() }
        // Last, because it takes longest; a program whose own model does not run is broken.
        do {
            write("nano", try await embeddedModel())
        } catch let failure as Failure {
            write("nano", "broken")
            throw failure
        }
    }

    private func write(_ name: String, _ value: String) {
        StandardOutput.write(name + String(repeating: " ", count: max(1, 14 - name.count)) + value + "\n")
    }

    private func keys(_ machine: Machine) -> [(String, String)] {
        let credentials = Credentials(environment: machine.environment, folder: ".")
        let found = KeyedService.allCases.map { service -> String in
            switch credentials.origin(of: service) {
            case .environment(let name): "\(service.rawValue): \(name)"
            case .dotEnv(let name): "\(service.rawValue): \(name) in .env"
            case nil: "\(service.rawValue): none"
            }
        }
        return [("keys", found.joined(separator: "; "))]
    }

    /// Asks every service for its models, which needs a network and a key that is accepted.
    private func askServices() async {
        let services = network.services
        for service in services.configured {
            do {
                write(service.rawValue, "answers, \(try await services.models(of: service).count) models")
            } catch let failure as Failure {
                write(service.rawValue, failure.message)
            } catch {
                write(service.rawValue, "does not answer")
            }
        }
    }

    private func models() -> String {
        let stores = LocalModels.stores
        let counts = Dictionary(grouping: stores.models(), by: \.store).mapValues(\.count)
        return StoredModel.Store.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }.joined(separator: ", ")
            + " (cache: \(stores.huggingFace.folder))"
    }

    /// Opens the embedded model and lets it draw a token.
    private func embeddedModel() async throws -> String {
        let model = try LocalModel("nano")
        var count = 0
        for try await event in model.provider.generate(
            GenerationRequest(prompt: .raw("La"), maxNewTokens: 1, candidateCount: 0, isTraced: false))
        {
            if case .step = event { count += 1 }
        }
        guard count == 1 else {
            throw Failure(.malformed, "the embedded model draws no token", hint: "install mirilla again")
        }
        return "works, opened in \(Int(model.provider.loadDuration.milliseconds.rounded())) ms"
    }
}
