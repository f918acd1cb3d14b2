public import Generation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The files of a repository that mirilla needs: configuration, tokenizer and weights once, in the one format that it reads.
public struct HubSelection: Hashable, Sendable {
    /// What a folder needs beside its weights, where it is there.
    static let companions = [
        "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",
        "added_tokens.json", "vocab.json", "merges.txt", "vocab.txt", "tokenizer.model", "chat_template.jinja",
        "chat_template.json", "modules.json", "sentence_bert_config.json", "1_Pooling/config.json",
    ]

    /// The files.
    public let files: [HubFile]
    /// Companions that the repository is known not to have; other tools need not ask for them again.
    let missing: [String]

    /// Chooses from a repository's files.
    ///
    /// - Parameters:
    ///   - listing: all of them.
    ///   - pattern: which GGUF file is wanted, as in a shell (`*Q8_0*`); nil if the repository leaves no choice.
    ///   - repository: how failures name the repository.
    public init(of listing: [HubFile], pattern: String? = nil, repository: String) throws(Failure) {
        let weights: [HubFile]
        if let pattern {
            weights = try Self.files(matching: pattern, in: listing, repository)
        } else {
            weights = try Self.weights(in: listing, repository)
        }
        if weights.contains(where: { $0.path.hasSuffix(".gguf") }) {
            (files, missing) = (weights, [])
        } else {
            let names = Set(listing.map(\.path))
            files = listing.filter { Self.companions.contains($0.path) } + weights
            missing = Self.companions.filter { !names.contains($0) }
        }
        for file in files
        where !file.path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(Self.isSafe) {
            throw Failure(
                .malformed, "the repository has a file whose path leads elsewhere", at: repository, found: file.path)
        }
    }

    /// Bytes of all files; those whose length the listing does not say count nothing.
    public var byteCount: Int { files.reduce(0) { $0.addingReportingOverflow(max(0, $1.size ?? 0)).partialValue } }

    // MARK: Weights

    private static func weights(in listing: [HubFile], _ repository: String) throws(Failure) -> [HubFile] {
        let hasConfiguration = listing.contains { $0.path == "config.json" }
        if hasConfiguration, let whole = listing.first(where: { $0.path == "model.safetensors" }) { return [whole] }
        if hasConfiguration, let index = listing.first(where: { $0.path == "model.safetensors.index.json" }) {
            return [index] + listing.filter { isShard($0.path) }
        }
        let choices = models(in: listing.filter { isLanguageModel($0) })
        if choices.count == 1 { return try whole(choices[0], repository) }
        guard choices.isEmpty else {
            throw Failure(
                .usage, "the repository holds several GGUF files", at: repository, expected: "a choice by --file",
                found: list(choices), hint: "for example --file '\(choices[0][0].path)'")
        }
        let others = listing.filter { file in
            [".bin", ".pt", ".pth", ".h5", ".msgpack", ".onnx", ".ckpt"].contains { file.path.hasSuffix($0) }
        }
        throw Failure(
            .unsupported, "the repository has no weights that mirilla reads", at: repository,
            expected: "config.json and model.safetensors, or a GGUF file",
            found: others.isEmpty ? "neither" : list(others.map { [$0] }),
            hint:
                "look for a conversion: https://huggingface.co/models?search=\(repository.split(separator: "/").last ?? "")"
        )
    }

    private static func files(
        matching pattern: String, in listing: [HubFile], _ repository: String
    ) throws(Failure) -> [HubFile] {
        let choices = models(in: listing.filter { $0.path.hasSuffix(".gguf") })
        // A pattern without a folder is one for the name alone; one that names a part means the whole.
        let matches = choices.filter { model in
            model.contains { fnmatch(pattern, pattern.contains("/") ? $0.path : String($0.name), 0) == 0 }
        }
        guard matches.count == 1 else {
            throw Failure(
                matches.isEmpty ? .notFound : .usage,
                matches.isEmpty ? "no GGUF file matches" : "several GGUF files match", at: "\(repository): \(pattern)",
                expected: "one of \(choices.isEmpty ? "none: the repository has no GGUF file" : list(choices))",
                found: matches.isEmpty ? nil : list(matches))
        }
        return try whole(matches[0], repository)
    }

    /// The files of each model: one, or all parts of one that was split.
    private static func models(in files: [HubFile]) -> [[HubFile]] {
        func first(_ file: HubFile) -> String { GGUFParts(path: file.path)?.paths[0] ?? file.path }
        let models = Dictionary(grouping: files, by: first)
        var named: Set<String> = []
        return files.compactMap { file in
            let name = first(file)
            return named.insert(name).inserted ? models[name]?.sorted { $0.path < $1.path } : nil
        }
    }

    /// A model's files, if none of its parts is missing.
    private static func whole(_ files: [HubFile], _ repository: String) throws(Failure) -> [HubFile] {
        let expected = GGUFParts(path: files[0].path)?.paths.count ?? 1
        guard files.count == expected else {
            throw Failure(
                .malformed, "the repository lacks a part of the file", at: "\(repository): \(files[0].path)",
                expected: "\(expected) parts", found: "\(files.count)")
        }
        return files
    }

    /// `model-00001-of-00004.safetensors`.
    private static func isShard(_ path: String) -> Bool {
        path.wholeMatch(of: /model-\d+-of-\d+\.safetensors/) != nil
    }

    /// Whether a GGUF file is a model that generates, not the part of one that sees or a matrix for quantizing it.
    private static func isLanguageModel(_ file: HubFile) -> Bool {
        let name = file.name.lowercased()
        return name.hasSuffix(".gguf") && !name.hasPrefix("mmproj") && !name.contains("imatrix")
    }

    private static func isSafe(_ part: Substring) -> Bool {
        !part.isEmpty && part != "." && part != ".." && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x5C && $0 != 0x7F }
    }

    /// Models for people, each by its first file and the bytes of all.
    private static func list(_ models: [[HubFile]]) -> String {
        let shown = models.prefix(12).map { files in
            let sizes = files.compactMap(\.size)
            let size = sizes.count == files.count ? " (\(ByteCount.text(sizes.reduce(0, +))))" : ""
            return files[0].path + size
        }
        return shown.joined(separator: ", ") + (models.count > 12 ? " and \(models.count - 12) more" : "")
    }
}
