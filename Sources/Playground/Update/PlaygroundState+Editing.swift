/// The two editors.
extension PlaygroundState {
    /// Edits the text that has the focus; elsewhere there is nothing to edit.
    mutating func edit(_ command: EditCommand) -> [Effect] {
        focusedEditor.map { edit($0, command) } ?? []
    }

    private mutating func edit(
        _ buffer: WritableKeyPath<PlaygroundState, TextBuffer>, _ command: EditCommand
    ) -> [Effect] {
        if screen == .playground { scroll[focus] = nil }
        let revision = self[keyPath: buffer].revision
        var effects: [Effect] = []
        switch command {
        case .insert(let text): self[keyPath: buffer].insert(text)
        case .paste(let text): self[keyPath: buffer].paste(text)
        case .pasteClipboard: self[keyPath: buffer].paste(clipboard)
        case .delete(let motion): self[keyPath: buffer].delete(motion)
        case .move(let motion, let extending): self[keyPath: buffer].move(motion, extending: extending)
        case .moveCursor(let position, let extending): self[keyPath: buffer].move(to: position, extending: extending)
        case .selectWord(let position): self[keyPath: buffer].selectWord(at: position)
        case .selectAll: self[keyPath: buffer].selectAll()
        case .cut: effects = copy(self[keyPath: buffer].cut())
        case .copy: effects = copy(self[keyPath: buffer].selectedText)
        case .undo: self[keyPath: buffer].undo()
        case .redo: self[keyPath: buffer].redo()
        }
        return self[keyPath: buffer].revision == revision ? effects : effects + promptChanged()
    }

    /// What follows from any change of what would be sent.
    mutating func promptChanged() -> [Effect] {
        isPromptEditedSinceRun = true
        // A run that is going on stays in sight; afterwards the panes follow what is typed.
        if run?.isActive != true { subject = .prompt }
        return scheduleDraft() + inspect()
    }

    /// Keeps text for pasting and hands it to the terminal.
    mutating func copy(_ text: String?) -> [Effect] {
        guard let text, !text.isEmpty else { return [] }
        clipboard = text
        return [.terminal(.copy(text))] + tell(.copied(count: text.count))
    }

    /// Copies the generated text.
    mutating func copyOutput() -> [Effect] { copy(run?.text) }
}
