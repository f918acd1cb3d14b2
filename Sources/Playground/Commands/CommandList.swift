import Generation

/// Every command there is, and whether it can be used now.
public enum CommandList {
    /// All commands in the order of the palette; themes are offered by name.
    public static func all(themeNames: [String]) -> [Command] {
        var commands: [Command] = [.run, .stop, .toggleLive, .toggleRaw, .toggleReasoning, .openModel]
        commands += PlaygroundScreen.allCases.map(Command.show)
        commands += Pane.allCases.map(Command.focus)
        commands += [.resetParameter, .resetAllParameters, .toggleForcedParameter]
        commands += [.lookAtPrompt, .showRenderedPrompt, .followNewestToken]
        commands += AttentionScale.allCases.map(Command.attentionScale)
        commands += [.toggleFirstToken, .toggleDiagonal, .nextHeadCombination]
        commands += AttentionView.allCases.map(Command.attentionView)
        commands += [.explainHeadLabels, .explainQueryKeyValue, .toggleChosenHead, .clearInterventions]
        commands += [.branchWithText, .compareBranches, .nameBranch, .pinBranch, .pruneBranch, .restoreBranch]
        commands += [.presets, .keepPreset, .toggleRecording, .export, .copyOutput, .undo, .redo, .restoreDraft]
        commands += themeNames.map(Command.theme)
        commands += [.nextTheme]
        commands += Language.allCases.map(Command.language)
        commands += [.help, .palette, .suspend, .quit]
        return commands
    }

    /// Whether a command can be used now, with the reason if not.
    public static func availability(of command: Command, in state: PlaygroundState) -> Command.Availability {
        reason(against: command, in: state).map(Command.Availability.unavailable) ?? .available
    }

    private static func reason(
        against command: Command, in state: PlaygroundState
    ) -> Command.Availability.Reason? {
        switch command {
        case .run:
            if state.model.loaded == nil { return .noModel }
            return state.isPromptEmpty ? .emptyPrompt : nil
        case .stop:
            return state.run?.isActive == true ? nil : .nothingRuns
        case .toggleLive:
            guard let model = state.model.loaded else { return nil }
            return model.canInspect ? nil : .noInspector
        case .toggleForcedParameter:
            return state.parameter(state.selectedKnob).rejection == nil ? .knobIsTaken : nil
        case .lookAtPrompt:
            return state.subject == .prompt ? .alreadySo : nil
        case .showRenderedPrompt:
            if state.model.loaded == nil { return .noModel }
            return state.shownSequence == nil ? .emptyPrompt : nil
        case .followNewestToken:
            if state.run?.steps.isEmpty != false { return .noOutput }
            return state.subject == .newestToken ? .alreadySo : nil
        case .attentionScale(let scale):
            if state.model.loaded?.capabilities.disclosesAttention == false { return .noAttention }
            return state.attention.scale == scale ? .alreadySo : nil
        case .clearInterventions:
            return state.interventions.isEmpty ? .nothingIsOff : nil
        case .attentionView(let view) where state.screen == .attention && state.attention.view == view:
            return .alreadySo
        case .explainHeadLabels where state.model.loaded != nil && state.headScores == nil:
            return .notMeasured
        case .toggleFirstToken, .toggleDiagonal, .nextHeadCombination, .toggleChosenHead, .attentionView,
            .explainHeadLabels:
            return state.model.loaded?.capabilities.disclosesAttention == false ? .noAttention : nil
        case .branchWithText, .compareBranches, .nameBranch, .pinBranch, .pruneBranch:
            return state.run == nil ? .noOutput : nil
        case .restoreBranch:
            return state.runs.canRestore ? nil : .nothingPruned
        case .toggleReasoning:
            return state.run?.reasoning.isEmpty != false ? .noReasoning : nil
        case .copyOutput:
            return state.run?.text.isEmpty != false ? .noOutput : nil
        case .undo:
            guard let buffer = state.focusedBuffer else { return .noEditor }
            return buffer.canUndo ? nil : .nothingToUndo
        case .redo:
            guard let buffer = state.focusedBuffer else { return .noEditor }
            return buffer.canRedo ? nil : .nothingToUndo
        case .restoreDraft:
            return state.earlierDraft == nil ? .noDraft : nil
        case .theme(let name):
            return state.themeName == name ? .alreadySo : nil
        case .language(let language):
            return state.language == language ? .alreadySo : nil
        case .show(let screen):
            return state.screen == screen ? .alreadySo : nil
        case .focus(let pane):
            return state.screen == .playground && state.focus == pane ? .alreadySo : nil
        case .toggleRaw, .openModel, .explainQueryKeyValue, .resetParameter, .resetAllParameters, .nextTheme, .help,
            .palette, .suspend, .quit, .export, .toggleRecording,
            .presets, .keepPreset:
            return nil
        }
    }
}
