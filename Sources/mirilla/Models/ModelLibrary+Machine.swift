import Generation
import Playground
import Providers

extension ModelLibrary {
    /// The models of this machine and of the services that the user has keys for, and the hub.
    static func ofMachine(_ network: NetworkOptions) -> ModelLibrary {
        let hub = Hub(network)
        let services = network.services
        return ModelLibrary {
            AsyncStream { continuation in
                let task = Task {
                    await list(services) { continuation.yield($0) }
                    continuation.finish()
                }
                continuation.onTermination = { _ in task.cancel() }
            }
        } pull: { name, report in
            let plan = try await hub.plan(HubReference(name))
            report(plan.progress)
            let throttle = NewsThrottle()
            try await hub.pull(plan) { progress in
                if throttle.lets(progress) { report(progress) }
            }
            return plan.reference.description
        }
    }

    /// Reads the heads of many files, so it has a thread of its own; the services are asked meanwhile.
    @concurrent
    private static func list(_ services: Services, found: @Sendable (News) -> Void) async {
        await withTaskGroup(of: News.self) { group in
            for service in services.configured {
                group.addTask {
                    do {
                        return .found(try await services.models(of: service).map { ModelListing($0, service: service) })
                    } catch {
                        let failure = error as? Failure ?? Failure(.network, "the service does not answer")
                        return .unreachable(service: service.displayName, failure)
                    }
                }
            }
            found(.found(LocalListings(stores: LocalModels.stores).all))
            for await news in group { found(news) }
        }
    }
}

extension ModelListing {
    /// A model as a service lists it.
    fileprivate init(_ model: HostedModel, service: ModelReference.Service) {
        let description = ModelDescription(
            reference: model.reference, name: model.name, architecture: model.architecture,
            parameterCount: model.parameterCount, contextLimit: model.contextLimit, weightType: model.weightType,
            weightBytes: model.weightBytes)
        let lifecycle: Lifecycle? =
            switch model.lifecycle {
            case .retired: .retired
            case .deprecated: .deprecated(until: model.shutdownDate)
            case .active: .active
            case nil: model.shutdownDate.map { .deprecated(until: $0) }
            }
        self.init(
            description, place: .hosted(service: service.displayName),
            disclosure: model.disclosesCandidates.map { $0 ? .candidates(nil) : .text }, lifecycle: lifecycle,
            obstacle: model.refusal, output: model.output)
    }
}

extension ModelReference.Service {
    /// Its name for people.
    fileprivate var displayName: String {
        switch self {
        case .openAI: "OpenAI"
        case .anthropic: "Anthropic"
        case .gemini: "Gemini"
        case .huggingFaceRouter: "Hugging Face router"
        case .ollama: "Ollama"
        }
    }
}
