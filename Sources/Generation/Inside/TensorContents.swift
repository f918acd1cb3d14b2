/// What a file of tensors holds.
public enum TensorContents: Hashable, Sendable {
    /// Everything: tokens, logits, attention, queries, keys, values and the residual stream.
    case everything
    /// The tokens and the attention patterns.
    case attention
}
