/// A screen of the program: the playground, or one that lies over all of it until Escape or its own key puts it away.
public enum PlaygroundScreen: String, Hashable, Sendable, CaseIterable {
    /// Prompt, knobs, output, next token and attention.
    case playground
    /// Every head, its pattern, and the arithmetic of one weight.
    case attention
    /// The run token by token, its branches, and two of them side by side.
    case tokens
    /// One position's way through the model, stop by stop.
    case walk
    /// What each layer would have said.
    case lens
    /// The models that are here and elsewhere.
    case models
    /// The runs that are remembered.
    case history
    /// Models and settings side by side.
    case compare
    /// One prompt at many values of a knob.
    case sweep
    /// The vectors of a corpus and a map of them.
    case embeddings
}
