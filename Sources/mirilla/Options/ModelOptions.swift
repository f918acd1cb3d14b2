import ArgumentParser
import Generation
import Inference
import Providers

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Which model a command speaks to.
struct ModelOptions: ParsableArguments {
    @Option(
        name: .customLong("model"),
        help: ArgumentHelp(
            "nano, ./folder, file.gguf, hf:OWNER/NAME, ollama-store:NAME, SERVICE:MODEL or http://HOST:PORT/v1#MODEL.",
            valueName: "reference"))
    var reference = "nano"

    @OptionGroup var network: NetworkOptions

    /// Opens the model.
    ///
    /// - Parameter destination: where pictures and videos go.
    func open(saving destination: MediaDestination = .folder(".")) async throws -> OpenModel {
        try await OpenModel(reference, network: network, saving: destination)
    }
}

/// The models on this machine, as the user's environment says.
enum LocalModels {
    /// The places where models lie.
    static var stores: ModelStores {
        let environment = ProcessInfo.processInfo.environment
        return ModelStores(environment: environment, home: UserFolders(environment: environment).home.path)
    }

    /// The folder or file of a model.
    static func path(of reference: String) throws(Failure) -> String {
        switch try ModelReference(reference) {
        case .hosted, .server:
            throw Failure(
                .unsupported, "this needs a model on this machine", at: reference, found: "a model that runs elsewhere",
                hint: "mirilla models list shows what is here")
        case .embedded, .path, .huggingFace, .ollamaStore: break
        }
        if let path = try stores.path(of: ModelReference(reference)) { return path }
        return try ResourceLocation.folder(named: "nano")
    }
}
