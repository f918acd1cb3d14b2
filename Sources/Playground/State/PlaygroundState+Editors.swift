/// Which text is being edited.
extension PlaygroundState {
    /// The editor that has the focus, or nil if another pane or a full screen has it.
    public var focusedBuffer: TextBuffer? { focusedEditor.map { self[keyPath: $0] } }

    /// Where the text of that editor is.
    var focusedEditor: WritableKeyPath<PlaygroundState, TextBuffer>? {
        switch screen {
        case .playground:
            switch focus {
            case .system: \.system
            case .user: \.user
            case .parameters, .output, .nextToken, .attention: nil
            }
        case .compare: isPromptFocused ? \.columnPrompt : nil
        case .sweep: isPromptFocused ? \.user : nil
        case .attention, .tokens, .walk, .lens, .models, .history, .embeddings: nil
        }
    }

    /// What the chosen column asks: its own text, or the shared one.
    public internal(set) var columnPrompt: TextBuffer {
        get { compare.chosenColumn?.ownPrompt ?? user }
        set {
            if compare.chosenColumn?.ownPrompt != nil {
                compare.columns[compare.chosen].ownPrompt = newValue
            } else {
                user = newValue
            }
        }
    }
}
