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
    var written = "nano"

    @Option(help: ArgumentHelp("Convert the weights once and use them so: \(WeightsOption.names).", valueName: "type"))
    var weights = WeightsOption(type: nil)

    @Option(
        help: ArgumentHelp(
            "How a model on this machine keeps keys and values: f32 is exact, f16 takes half and is faster in long texts.",
            valueName: "type"))
    var kvCache = CacheOption.f32

    @Option(
        help: ArgumentHelp(
            """
            How prompts are multiplied with quantized and BF16 weights: f32 is exact, i16 is rounded to 16 bits and faster, i8 to 8 \
            bits and fastest.
            """,
            valueName: "type"))
    var activations = ActivationOption.f32

    @OptionGroup var network: NetworkOptions

    func validate() throws {
        guard weights.type != nil, OpenModel.isHosted(written) else { return }
        throw ValidationError("--weights converts models on this machine, and \(written) runs elsewhere.")
    }

    /// The model, with the type of its weights behind it if one was asked for.
    var reference: String {
        weights.type.map { "\(WeightType.split(written).model)#\($0.rawValue)" } ?? written
    }

    /// How a model on this machine is run.
    func local(threadCount: Int? = nil) -> LocalOptions {
        LocalOptions(
            threadCount: threadCount, cacheType: kvCache.type, activations: activations.type,
            cacheFolder: LocalModels.cacheFolder)
    }

    /// Opens the model; a conversion shows how far it is.
    ///
    /// - Parameter destination: where pictures and videos go.
    func open(saving destination: MediaDestination = .folder(".")) async throws -> OpenModel {
        let line = PullLine()
        defer { line.end() }
        return try await OpenModel(
            reference, network: network, options: local(), saving: destination
        ) { line.show($0) }
    }

    /// Opens a model on this machine; a conversion shows how far it is.
    func openLocal(threadCount: Int? = nil) throws -> LocalModel {
        let line = PullLine()
        defer { line.end() }
        return try LocalModel(reference, options: local(threadCount: threadCount)) { line.show($0) }
    }
}

/// How a KV cache keeps keys and values, on the command line.
enum CacheOption: String, ExpressibleByArgument, CaseIterable {
    case f32
    case f16

    /// The engine's word for it.
    var type: CacheType {
        switch self {
        case .f32: .f32
        case .f16: .f16
        }
    }
}

/// How prompts are multiplied with quantized and BF16 weights, on the command line.
enum ActivationOption: String, ExpressibleByArgument, CaseIterable {
    case f32
    case i16
    case i8

    /// The engine's word for it.
    var type: ActivationType {
        switch self {
        case .f32: .f32
        case .i16: .i16
        case .i8: .i8
        }
    }
}

/// The models on this machine, as the user's environment says.
enum LocalModels {
    /// The places where models lie.
    static var stores: ModelStores {
        let environment = ProcessInfo.processInfo.environment
        return ModelStores(environment: environment, home: UserFolders(environment: environment).home.path)
    }

    /// The folder for what is known of models and can be found out again.
    static var cacheFolder: String {
        UserFolders(environment: ProcessInfo.processInfo.environment).cache.path(percentEncoded: false)
    }

    /// The weights that were converted.
    static var converted: ConvertedWeights { ConvertedWeights(folder: cacheFolder + "/weights") }

    /// A reference that means the same in every folder.
    static func absolute(_ reference: String) -> String {
        let (model, weights) = WeightType.split(reference)
        guard case .path(let path) = try? ModelReference(model), !path.hasPrefix("/"), !path.hasPrefix("~/") else {
            return reference
        }
        let absolute = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
        return absolute + (weights.map { "#\($0.rawValue)" } ?? "")
    }

    /// The folder or file of a model.
    static func path(of reference: String) throws(Failure) -> String {
        let reference = WeightType.split(reference).model
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
