public import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The models that Ollama keeps on this machine, which are GGUF files under another name.
///
/// ```
/// manifests/HOST/NAMESPACE/MODEL/TAG      JSON: which blobs make the model
/// blobs/sha256-…                          the blobs
/// ```
public struct OllamaStore: Sendable {
    private static let defaultHost = "registry.ollama.ai"
    private static let defaultNamespace = "library"

    /// The folder that holds `manifests` and `blobs`.
    public let folder: String

    /// The store where the environment puts it: `OLLAMA_MODELS`, else `~/.ollama/models`, else where Ollama's Linux service
    /// keeps it.
    public init(environment: [String: String], home: String) {
        let own = home + "/.ollama/models"
        let service = "/usr/share/ollama/.ollama/models"
        if let folder = environment["OLLAMA_MODELS"], !folder.isEmpty {
            self.folder = folder
        } else {
            folder = !ModelFolder.isFolder(own) && ModelFolder.isFolder(service) ? service : own
        }
    }

    /// The GGUF file of a model.
    ///
    /// - Parameter name: `[HOST/][NAMESPACE/]MODEL[:TAG]`, as in `ollama list`; the tag `latest` may be left out.
    public func path(ofModel name: String) throws(Failure) -> String {
        let manifest = try manifestPath(name)
        guard let data = FileManager.default.contents(atPath: manifest) else {
            throw Failure(
                .notFound, "Ollama does not keep this model here", at: "ollama-store:\(name)",
                expected: "the manifest \(manifest)", hint: "ollama pull \(name) fetches it")
        }
        guard let layers = try? JSONDecoder().decode(Manifest.self, from: data).layers else {
            throw Failure(.malformed, "cannot read Ollama's manifest", at: manifest, expected: "JSON with layers")
        }
        guard let layer = layers.first(where: { $0.mediaType == "application/vnd.ollama.image.model" }) else {
            throw Failure(
                .unsupported, "the model has no weights on this machine", at: manifest,
                expected: "a layer application/vnd.ollama.image.model",
                found: layers.map(\.mediaType).joined(separator: ", "))
        }
        let digest = layer.digest.replacing(":", with: "-", maxReplacements: 1)
        let blob = "\(folder)/blobs/\(digest)"
        guard ModelFolder.isPlainName(digest), ModelFolder.exists(blob) else {
            throw Failure(
                .notFound, "the model's weights are missing", at: blob, hint: "ollama pull \(name) fetches them again")
        }
        return blob
    }

    /// The models in the store.
    public func models() -> [StoredModel] {
        var models: [StoredModel] = []
        let root = "\(folder)/manifests"
        for host in ModelFolder.names(in: root) {
            for namespace in ModelFolder.names(in: "\(root)/\(host)") {
                for model in ModelFolder.names(in: "\(root)/\(host)/\(namespace)") {
                    for tag in ModelFolder.names(in: "\(root)/\(host)/\(namespace)/\(model)") {
                        let name = Self.shortName(host: host, namespace: namespace, model: model) + ":\(tag)"
                        guard let path = try? path(ofModel: name) else { continue }
                        models.append(
                            StoredModel(
                                reference: "ollama-store:\(name)", store: .ollama, path: path,
                                weightBytes: ModelFolder.size(of: path)))
                    }
                }
            }
        }
        return models
    }

    private static func shortName(host: String, namespace: String, model: String) -> String {
        if host != defaultHost { return "\(host)/\(namespace)/\(model)" }
        return namespace == defaultNamespace ? model : "\(namespace)/\(model)"
    }

    private func manifestPath(_ name: String) throws(Failure) -> String {
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let last = (parts.popLast() ?? "").split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let tag = last.count == 2 ? last[1] : "latest"
        let namespace = parts.popLast() ?? Substring(Self.defaultNamespace)
        let host = parts.popLast() ?? Substring(Self.defaultHost)
        let path = [host, namespace, last.first ?? "", tag]
        // A host may name its port.
        let isPlain = path.allSatisfy { part in ModelFolder.isPlainName(part.filter { $0 != ":" }) }
        guard parts.isEmpty, isPlain, !tag.contains(":") else {
            throw Failure(
                .usage, "not a name of an Ollama model", at: name, expected: "NAME, NAME:TAG or NAMESPACE/NAME:TAG")
        }
        return "\(folder)/manifests/\(path.joined(separator: "/"))"
    }

    private struct Manifest: Decodable {
        struct Layer: Decodable {
            let mediaType: String
            let digest: String
        }
        let layers: [Layer]
    }
}
