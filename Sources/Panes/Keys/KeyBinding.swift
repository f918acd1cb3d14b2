public import TextUI
import Playground

/// A key, where it works, what it does, and the words for it.
///
/// One table of these feeds the key map, the footer, the help and the documentation, so they cannot disagree.
public struct KeyBinding: Sendable {
    /// Where a key works.
    public enum Scope: String, CaseIterable, Hashable, Sendable {
        /// Always, whatever lies on top.
        case everywhere
        /// In the panes that are not editors.
        case outsideEditors
        /// In the two editors.
        case editor
        /// In the knobs.
        case parameters
        /// In the output.
        case output
        /// In the next-token pane.
        case nextToken
        /// In the attention pane.
        case attention
        /// On the attention screen.
        case attentionScreen
        /// On the tokens screen.
        case tokensScreen
        /// On the walk through the model.
        case walkScreen
        /// On the logit lens.
        case lensScreen
        /// On the models screen.
        case modelsScreen
        /// In the field of the models screen.
        case modelsField
        /// On the history screen.
        case historyScreen
        /// In the field of the history screen.
        case historyField
        /// In the form of the embeddings screen.
        case embeddingsForm
        /// On the map of the embeddings screen.
        case embeddingsScreen
        /// In the query of the embeddings screen.
        case embeddingsQuery
        /// On the compare screen.
        case compareScreen
        /// On the sweep screen.
        case sweepScreen
        /// In the command palette.
        case palette
        /// In the help.
        case help
        /// In a note that only says something.
        case note
        /// In a dialog that asks something, and in the field for a model.
        case dialog
    }

    /// Where it works.
    public let scope: Scope
    /// The keys; the first one is the one that is shown first.
    public let keys: [Key]
    /// One or two words for the footer; nil keeps it out of there.
    public let label: Phrase?
    /// What it does, for the help.
    public let summary: Phrase
    /// What it means in a situation.
    let actions: @Sendable (Situation) -> [Action]

    init(
        _ scope: Scope, _ keys: [Key], label: Phrase? = nil, _ summary: Phrase, names: String? = nil,
        actions: @escaping @Sendable (Situation) -> [Action]
    ) {
        self.scope = scope
        self.keys = keys
        self.label = label
        self.summary = summary
        self.actions = actions
        keyNames = names ?? keys.map(\.description).joined(separator: " ")
    }

    /// A binding that means the same in every situation.
    init(_ scope: Scope, _ keys: [Key], label: Phrase? = nil, _ summary: Phrase, does action: Action) {
        self.init(scope, keys, label: label, summary) { _ in [action] }
    }

    /// How the keys are written: `^R`, `Shift-← Shift-→`.
    public let keyNames: String
}

/// What a key press is judged by: the key, the state, and where everything lies.
struct Situation: Sendable {
    var key: Key
    let state: PlaygroundState
    let layout: ScreenLayout
}

extension Scene {
    /// A key pressed here.
    func situation(_ key: Key) -> Situation { Situation(key: key, state: state, layout: layout) }
}

extension Situation {
    /// An empty program, to find out which key stands for a command.
    static let probe = Situation(
        key: Key(.escape), state: PlaygroundState(),
        layout: ScreenLayout(size: Size(columns: 120, rows: 36), state: PlaygroundState()))
}
