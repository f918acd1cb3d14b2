/// Keeping the texts, so that nothing is lost.
extension PlaygroundState {
    /// What would be kept now.
    public var draft: Draft { Draft(system: system.text, user: user.text, settings: settings) }

    /// Has the draft saved a moment from now: many key presses, one file.
    mutating func scheduleDraft() -> [Effect] {
        guard !isDraftScheduled else { return [] }
        isDraftScheduled = true
        return [.post(.draftDue, after: .milliseconds(500))]
    }

    /// The moment has come.
    mutating func saveDraft() -> [Effect] {
        isDraftScheduled = false
        return [.saveDraft(draft)]
    }

    /// Offers what a killed session left, unless it is what is here already.
    mutating func offer(_ draft: Draft) -> [Effect] {
        guard !draft.isEmpty, draft.system != system.text || draft.user != user.text else {
            return [.discardOfferedDraft]
        }
        overlay = .draftOffer(draft)
        return []
    }

    /// Remembers what a session that ended by quitting left.
    mutating func keep(_ draft: Draft) -> [Effect] {
        if !draft.isEmpty { earlierDraft = draft }
        return []
    }

    /// Brings the texts of the last session back.
    mutating func restoreEarlierDraft() -> [Effect] {
        guard let draft = earlierDraft else { return [] }
        earlierDraft = nil
        return restore(draft)
    }

    /// Puts a draft in the place of texts and knobs; the texts can be had back by undo.
    mutating func restore(_ draft: Draft) -> [Effect] {
        system.replaceAll(with: draft.system)
        user.replaceAll(with: draft.user)
        settings = draft.settings
        return promptChanged()
    }

    /// Ends the session, or asks first if a run would be lost.
    mutating func quit() -> [Effect] {
        guard run?.isActive == true || compare.isActive || sweep.sweep?.isActive == true, overlay != .quitConfirmation
        else { return leave() }
        overlay = .quitConfirmation
        return []
    }

    /// Ends the session.
    mutating func leave() -> [Effect] {
        stop() + stopColumns(Array(compare.columns.indices)) + stopSweep() + [.keepDraft(draft), .terminal(.quit)]
    }
}
