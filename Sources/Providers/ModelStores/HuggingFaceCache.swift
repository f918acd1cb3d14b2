public import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The cache that `huggingface_hub` and everything built on it keep models in.
///
/// ```
/// models--OWNER--NAME/refs/main                  the commit that a branch or tag stands for
///                     snapshots/COMMIT/…         its files, as links to blobs
/// ```
public struct HuggingFaceCache: Sendable {
    /// The folder that holds `models--…`.
    public let folder: String

    /// The cache where the environment puts it: `HF_HUB_CACHE`, `HUGGINGFACE_HUB_CACHE`, `HF_HOME/hub`,
    /// `XDG_CACHE_HOME/huggingface/hub` or `~/.cache/huggingface/hub`.
    public init(environment: [String: String], home: String) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let written =
            value("HF_HUB_CACHE") ?? value("HUGGINGFACE_HUB_CACHE")
            ?? Self.home(environment: environment, home: home) + "/hub"
        folder = written.hasPrefix("~/") ? home + written.dropFirst() : written
    }

    /// The folder of everything that Hugging Face's tools keep: `HF_HOME`, else `huggingface` in the user's cache.
    static func home(environment: [String: String], home: String) -> String {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let written = value("HF_HOME") ?? (value("XDG_CACHE_HOME") ?? home + "/.cache") + "/huggingface"
        return written.hasPrefix("~/") ? home + written.dropFirst() : written
    }

    /// The folder of a repository's files, or its GGUF file if that is what it holds.
    ///
    /// - Parameters:
    ///   - repository: `OWNER/NAME`, or `NAME` alone for the oldest models.
    ///   - revision: a branch, a tag or a commit; nil is `main`.
    public func path(ofRepository repository: String, revision: String? = nil) throws(Failure) -> String {
        let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ ModelFolder.isPlainName($0) }) else {
            throw Failure(.usage, "not a repository's name", at: repository, expected: "OWNER/NAME")
        }
        let model = "\(folder)/models--\(parts.joined(separator: "--"))"
        guard ModelFolder.isFolder(model) else {
            throw Failure(
                .notFound, "the model is not in the Hugging Face cache", at: "hf:\(repository)",
                expected: "the folder \(model)", hint: "mirilla models pull \(repository) puts it there")
        }
        return try usablePart(of: try snapshot(of: model, repository: repository, revision: revision), repository)
    }

    /// Whether a repository is in the cache, whatever can be done with what is there.
    public func holds(_ repository: String, revision: String? = nil) -> Bool {
        do {
            _ = try path(ofRepository: repository, revision: revision)
            return true
        } catch {
            return error.kind != .notFound
        }
    }

    /// The models in the cache: of each repository the revision that its name stands for, and every other one that is here.
    public func models() -> [StoredModel] {
        ModelFolder.names(in: folder).flatMap { name -> [StoredModel] in
            guard name.hasPrefix("models--") else { return [] }
            let repository = name.dropFirst("models--".count).replacing("--", with: "/", maxReplacements: 1)
            let model = "\(folder)/\(name)"
            let usual = try? snapshot(of: model, repository: String(repository), revision: nil)
            return ModelFolder.names(in: "\(model)/snapshots").flatMap { commit -> [StoredModel] in
                let path = "\(model)/snapshots/\(commit)"
                return models(in: path, reference: "hf:\(repository)" + (path == usual ? "" : "@\(commit)"))
            }
        }
    }

    /// The models of one revision: the folder, its only GGUF file, or each of several by its path.
    private func models(in snapshot: String, reference: String) -> [StoredModel] {
        let files = ModelFolder.weightFiles(in: snapshot)
        let tensors = files.filter { $0.hasSuffix(".safetensors") }
        if ModelFolder.exists("\(snapshot)/config.json"), !tensors.isEmpty {
            let bytes = tensors.reduce(0) { $0 + ModelFolder.size(of: $1) }
            return [StoredModel(reference: reference, store: .huggingFace, path: snapshot, weightBytes: bytes)]
        }
        let models = ModelFolder.languageModels(in: files)
        return models.map { model in
            StoredModel(
                reference: models.count == 1 ? reference : model.path, store: .huggingFace, path: model.path,
                weightBytes: model.bytes)
        }
    }

    private func snapshot(of model: String, repository: String, revision: String?) throws(Failure) -> String {
        let wanted = revision ?? "main"
        guard wanted.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ ModelFolder.isPlainName($0) })
        else {
            throw Failure(.usage, "not a revision", at: wanted, expected: "a branch, a tag or a commit")
        }
        let reference = FileManager.default.contents(atPath: "\(model)/refs/\(wanted)") ?? Data()
        let commit = String(decoding: reference, as: UTF8.self).filter { !$0.isWhitespace }
        let snapshots = ModelFolder.names(in: "\(model)/snapshots")
        for name in [commit, wanted] where snapshots.contains(name) { return "\(model)/snapshots/\(name)" }
        if revision == nil, snapshots.count == 1 { return "\(model)/snapshots/\(snapshots[0])" }
        throw Failure(
            .notFound, "the revision is not in the Hugging Face cache", at: "hf:\(repository)@\(wanted)",
            found: snapshots.isEmpty ? "no snapshot" : snapshots.joined(separator: ", "),
            hint: "mirilla models pull \(repository)@\(wanted) puts it there")
    }

    private func usablePart(of snapshot: String, _ repository: String) throws(Failure) -> String {
        let names = ModelFolder.names(in: snapshot)
        let files = ModelFolder.languageModels(in: names).map(\.path)
        // Repositories of GGUF files have a configuration as well.
        let hasFolder = files.isEmpty || names.contains { $0.hasSuffix(".safetensors") }
        if hasFolder, names.contains("config.json") { return snapshot }
        if files.count == 1 { return "\(snapshot)/\(files[0])" }
        throw Failure(
            files.isEmpty ? .notFound : .unsupported, "cannot tell which file is the model", at: snapshot,
            expected: "config.json or one GGUF file",
            found: files.isEmpty ? "neither" : files.joined(separator: ", "),
            hint: files.first.map { "give the file's path: --model \(snapshot)/\($0)" }
                ?? "mirilla models pull \(repository) fetches what is missing")
    }
}
