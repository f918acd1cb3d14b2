#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the hub says about a model at one commit: `/api/models/OWNER/NAME/revision/REVISION?blobs=true`.
public struct HubModel: Hashable, Sendable {
    /// Who may have the files.
    public enum Gate: String, Hashable, Sendable {
        /// Everyone who accepts the terms.
        case automatic = "auto"
        /// Those whom the authors let in.
        case manual
    }

    /// The repository as it was asked for.
    public let repository: String
    /// The commit that the revision stands for.
    public let commit: String
    /// Its files.
    public let files: [HubFile]
    /// What has to be agreed to before the files are given; nil if nothing.
    public let gate: Gate?
    /// Whether only its owners see it.
    public let isPrivate: Bool
    /// `gpt2`, `llama`…; nil if the hub does not know.
    public let architecture: String?
    /// How many parameters; nil if the hub does not know.
    public let parameterCount: Int?
    /// How many tokens it can see; nil if the hub does not know.
    public let contextLimit: Int?
    /// What it is made for: `text-generation`…; nil if it is not said.
    public let task: String?
    /// Under which terms it may be used: `mit`…; nil if it is not said.
    public let license: String?

    /// Reads an answer.
    ///
    /// - Throws: `DecodingError` if it is none.
    init(repository: String, json: Data) throws {
        let answer = try JSONDecoder().decode(Answer.self, from: json)
        self.repository = repository
        commit = answer.sha
        files = answer.siblings.map { file in
            HubFile(
                path: file.rfilename, size: file.lfs?.size ?? file.size, blobID: file.blobId, sha256: file.lfs?.sha256)
        }
        gate = answer.gated.flatMap(\.text).flatMap(Gate.init)
        isPrivate = answer.private ?? false
        architecture = answer.config?.model_type ?? answer.gguf?.architecture
        parameterCount = answer.safetensors?.total ?? answer.gguf?.total
        contextLimit = answer.gguf?.context_length
        task = answer.pipeline_tag
        license = answer.cardData?.license?.text
    }
}

/// A file of a repository.
public struct HubFile: Hashable, Sendable {
    /// Its path in the repository.
    public let path: String
    /// Its length; nil if the listing does not say.
    public let size: Int?
    /// Git's hash of it, or of the pointer to it if it lies in large file storage; nil if the listing does not say.
    public let blobID: String?
    /// Its SHA-256 if it lies in large file storage.
    public let sha256: String?

    /// Names a file.
    public init(path: String, size: Int?, blobID: String?, sha256: String?) {
        (self.path, self.size, self.blobID, self.sha256) = (path, size, blobID, sha256)
    }

    /// The name of its content in the cache, which is its entity tag on the hub.
    var tag: String? { sha256 ?? blobID }

    /// Its path's last part.
    var name: Substring { path.split(separator: "/").last ?? "" }
}

/// The answer as it is written.
private struct Answer: Decodable {
    struct Sibling: Decodable {
        struct LargeFile: Decodable {
            let sha256: String?
            let size: Int?
        }
        let rfilename: String
        let size: Int?
        let blobId: String?
        let lfs: LargeFile?
    }
    struct Configuration: Decodable {
        let model_type: String?
    }
    struct Weights: Decodable {
        let total: Int?
        let architecture: String?
        let context_length: Int?
    }
    struct Card: Decodable {
        let license: FlexibleText?
    }
    let sha: String
    let siblings: [Sibling]
    let gated: FlexibleText?
    let `private`: Bool?
    let config: Configuration?
    let safetensors: Weights?
    let gguf: Weights?
    let pipeline_tag: String?
    let cardData: Card?
}

/// A text that may also be `false` or a list, of which the first text counts.
private struct FlexibleText: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        text = (try? value.decode(String.self)) ?? (try? value.decode([String].self))?.first
    }
}
