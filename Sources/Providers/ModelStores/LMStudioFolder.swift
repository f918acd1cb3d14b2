/// The models that LM Studio keeps: `PUBLISHER/MODEL/FILE.gguf`, and nothing further up.
public struct LMStudioFolder: Sendable {
    /// The folders looked into: today's and the one of older versions.
    public let folders: [String]

    /// The folders in a user's home.
    public init(home: String) {
        folders = [home + "/.lmstudio/models", home + "/.cache/lm-studio/models"]
    }

    /// The models in the folders; each is referred to by its path.
    public func models() -> [StoredModel] {
        folders.flatMap { folder in
            ModelFolder.names(in: folder).flatMap { publisher in
                ModelFolder.names(in: "\(folder)/\(publisher)").flatMap { model in
                    ModelFolder.languageModels(
                        in: ModelFolder.weightFiles(in: "\(folder)/\(publisher)/\(model)")
                    ).map {
                        StoredModel(reference: $0.path, store: .lmStudio, path: $0.path, weightBytes: $0.bytes)
                    }
                }
            }
        }
    }
}
