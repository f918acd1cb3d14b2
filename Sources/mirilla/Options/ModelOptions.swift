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
        help: ArgumentHelp("nano, ./folder, file.gguf, hf:OWNER/NAME or ollama-store:NAME.", valueName: "reference"))
    var reference = "nano"
}

/// The models on this machine, as the user's environment says.
enum LocalModels {
    /// The places where models lie.
    static var stores: ModelStores {
        ModelStores(
            environment: ProcessInfo.processInfo.environment, home: FileManager.default.homeDirectoryForCurrentUser.path
        )
    }

    /// The folder or file of a model.
    static func path(of reference: String) throws(Failure) -> String {
        if let path = try stores.path(of: ModelReference(reference)) { return path }
        return try ResourceLocation.folder(named: "nano")
    }
}
