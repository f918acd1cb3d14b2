/// The palette, the help, and the questions.
extension PlaygroundState {
    /// Opens, fills or closes what lies over the screen.
    mutating func changeOverlay(_ action: OverlayAction) -> [Effect] {
        switch action {
        case .openPalette: overlay = .palette(Palette())
        case .openHelp: overlay = .help(scroll: 0)
        case .openRenderedPrompt: if shownSequence != nil { overlay = .renderedPrompt(scroll: 0) }
        case .openHeadLabels: overlay = .headLabels
        case .openQueryKeyValue: overlay = .queryKeyValue
        case .openModelEntry: overlay = .modelEntry("")
        case .openExport: overlay = .export(ExportMenu(exportFormats))
        case .copyExport: return copyExport()
        case .openPresets: return openPresets()
        case .openPresetName: overlay = .presetName("")
        case .openBranchEntry: return openBranchEntry()
        case .openBranchName: if let branch = runs.current { overlay = .branchName(branch.name ?? "") }
        case .openColumnModel: if let column = compare.chosenColumn { overlay = .columnModel(column.reference) }
        case .openSweepValues:
            let parameter = parameter(sweep.knob)
            overlay = .sweepValues(sweepValues.map(parameter.written).joined(separator: " "))
        case .openContextWindows: overlay = .contextWindows
        case .close: return closeOverlay()
        case .type(let text): editField { $0 + text.filter { !$0.isNewline } }
        case .deleteTyped: editField { String($0.dropLast()) }
        case .clearTyped: editField { _ in "" }
        case .select(let row):
            if case .export(var menu) = overlay {
                menu.select(row)
                overlay = .export(menu)
            }
            if case .presets(var menu) = overlay {
                let last = menu.shown(of: presets, in: language).count - 1
                menu.selection = min(max(0, row), max(0, last))
                overlay = .presets(menu)
            }
            if case .presetForm(var form) = overlay {
                form.select(row)
                overlay = .presetForm(form)
            }
            guard case .palette(var palette) = overlay else { return [] }
            palette.selection = max(0, row)
            overlay = .palette(palette)
        case .scrollText(let line):
            if case .help = overlay { overlay = .help(scroll: max(0, line)) }
            if case .renderedPrompt = overlay { overlay = .renderedPrompt(scroll: max(0, line)) }
        case .confirm: return confirm()
        }
        return []
    }

    /// Performs a command from the palette or a key, if it is available.
    mutating func perform(_ command: Command) -> [Effect] {
        if case .palette = overlay { overlay = nil }
        switch CommandList.availability(of: command, in: self) {
        case .available: return update(&self, command.action)
        case .unavailable(let reason): return tell(.commandUnavailable(command, reason))
        }
    }

    /// Puts away what lies on top.
    mutating func escape() -> [Effect] {
        if overlay != nil { return closeOverlay() }
        if screen == .tokens, tokens.comparison != nil {
            tokens.comparison = nil
            return []
        }
        if screen == .models, escapeModels() { return [] }
        if screen == .history, let effects = escapeHistory() { return effects }
        if screen == .embeddings, let effects = escapeEmbeddings() { return effects }
        if screen == .compare || screen == .sweep, let effects = escapeColumns() { return effects }
        if screen != .playground { return show(.playground) }
        if typedValue != nil {
            typedValue = nil
        } else if run?.isActive == true {
            return stopRun()
        } else if model.loading != nil {
            return cancelOpening()
        } else if focusedBuffer?.selection != nil {
            if focus == .system { system.deselect() } else { user.deselect() }
        } else if tokenCursor != nil {
            return look(.followNewest)
        } else {
            notices.removeAll()
        }
        return []
    }

    private mutating func closeOverlay() -> [Effect] {
        if case .plainKeyConfirmation(let failure) = overlay, failure.isForColumns {
            return decide(failure, allowsPlainKey: false)
        }
        guard case .draftOffer(let draft) = overlay else {
            overlay = nil
            return []
        }
        closeDraftOffer()
        // Declined, but not gone while the program runs.
        earlierDraft = draft
        return [.discardOfferedDraft]
    }

    /// Closes the offer; without a model, the reason for that was waiting behind it.
    private mutating func closeDraftOffer() {
        overlay = model.loaded == nil ? model.failure.map(\.overlay) : nil
    }

    private mutating func confirm() -> [Effect] {
        switch overlay {
        case .quitConfirmation:
            return leave()
        case .draftOffer(let draft):
            closeDraftOffer()
            // What was restored is kept before its only copy is thrown away.
            return restore(draft) + [.saveDraft(self.draft), .discardOfferedDraft]
        case .modelFailure(let failure):
            overlay = nil
            return openModel(failure.reference)
        case .plainKeyConfirmation(let failure) where failure.isForColumns:
            return decide(failure, allowsPlainKey: true)
        case .plainKeyConfirmation(let failure):
            overlay = nil
            return openModel(failure.reference, allowsPlainKey: true)
        case .modelEntry(let reference):
            overlay = nil
            return openModel(reference)
        case .export(let menu):
            overlay = nil
            return export(menu)
        case .exportConfirmation(var job):
            overlay = nil
            job.replacesExisting = true
            return [.export(job)]
        case .branchEntry(let text):
            overlay = nil
            return branch(typing: text)
        case .branchName(let name):
            overlay = nil
            renameBranch(name)
            return []
        case .presets(let menu): return choosePreset(menu)
        case .presetForm(let form): return fillPreset(form)
        case .presetName(let name):
            overlay = nil
            return savePreset(named: name)
        case .presetReplacement(let preset):
            overlay = nil
            return [.presets(.save(preset, replacesExisting: true))]
        case .runDeletion(let run):
            overlay = nil
            return delete(run)
        case .embeddingConsent(let order, _):
            overlay = nil
            return change(.begin(order))
        case .columnModel(let reference):
            overlay = nil
            return change(.setModel(reference))
        case .sweepValues(let text):
            overlay = nil
            return change(.setValues(text))
        case .palette, .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows, nil:
            return []
        }
    }

    private mutating func editField(_ change: (String) -> String) {
        switch overlay {
        case .palette(var palette):
            palette.query = change(palette.query)
            palette.selection = 0
            overlay = .palette(palette)
        case .modelEntry(let reference):
            overlay = .modelEntry(change(reference))
        case .export(var menu):
            menu.editPath(change)
            overlay = .export(menu)
        case .branchEntry(let text):
            overlay = .branchEntry(change(text))
        case .branchName(let name):
            overlay = .branchName(change(name))
        case .presetName(let name):
            overlay = .presetName(change(name))
        case .presets(var menu):
            menu.query = change(menu.query)
            menu.selection = 0
            overlay = .presets(menu)
        case .presetForm(var form):
            form.edit(change)
            overlay = .presetForm(form)
        case .columnModel(let reference):
            overlay = .columnModel(change(reference))
        case .sweepValues(let text):
            overlay = .sweepValues(change(text))
        case .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows, .quitConfirmation, .draftOffer,
            .modelFailure, .plainKeyConfirmation, .exportConfirmation, .runDeletion, .presetReplacement,
            .embeddingConsent, nil:
            break
        }
    }
}
