public import Generation

/// A model as it was found on disk, opened and checked, nothing computed yet.
public struct ModelFiles: Sendable {
    /// Which naming and layout the tensors follow.
    public enum Layout: Hashable, Sendable {
        /// Hugging Face names; GPT-2's projections are stored `[in, out]`.
        case huggingFace
        /// GGUF names; every matrix is `[out, in]`, the Llama family's q and k rows are interleaved.
        case gguf
        /// Hugging Face names, every matrix `[out, in]`: what mirilla writes when it converts the weights of such a model.
        case converted
    }

    /// The transformer.
    public let configuration: ModelConfiguration
    /// Its weights.
    public let checkpoint: any Checkpoint
    /// How they are named and laid out.
    public let layout: Layout
    /// Its tokenizer.
    public let tokenizer: any Tokenizer
    /// Its chat template, as it is written in the model's files; nil for a base model.
    public let chatTemplate: String?
    /// Tokens that end a text.
    public let endTokens: Set<TokenID>
    /// The name that the files give to the model, or the name of the folder or file.
    public let name: String
    /// The files that hold the weights, for the checksum.
    public let weightFiles: [String]
    /// The begin-of-text token as it is written, for the chat template (`bos_token`); empty if there is none.
    public let beginText: String
    /// The end-of-text token as it is written, for the chat template (`eos_token`); empty if there is none.
    public let endText: String

    /// The same model with other weights.
    func replacing(checkpoint: any Checkpoint, layout: Layout, weightFiles: [String]) -> ModelFiles {
        ModelFiles(
            configuration: configuration, checkpoint: checkpoint, layout: layout, tokenizer: tokenizer,
            chatTemplate: chatTemplate, endTokens: endTokens, name: name, weightFiles: weightFiles,
            beginText: beginText, endText: endText)
    }
}
