/// Something a user can do by name; the palette, the help and the documentation list the same commands.
public enum Command: Hashable, Sendable {
    /// Runs the prompt.
    case run
    /// Stops the run.
    case stop
    /// Switches live mode.
    case toggleLive
    /// Switches the chat template off and on.
    case toggleRaw
    /// Unfolds what the model thought, or folds it.
    case toggleReasoning
    /// Opens a model.
    case openModel
    /// Goes to a screen.
    case show(PlaygroundScreen)
    /// Focuses a pane.
    case focus(Pane)
    /// Puts the chosen knob back.
    case resetParameter
    /// Puts all knobs back.
    case resetAllParameters
    /// Sends the chosen knob although the model refuses it, or no longer.
    case toggleForcedParameter
    /// Explains what may come after the prompt.
    case lookAtPrompt
    /// Shows the prompt as the model receives it.
    case showRenderedPrompt
    /// Follows the newest token.
    case followNewestToken
    /// Chooses how attention weights become shades.
    case attentionScale(AttentionScale)
    /// Shows or hides the first token's attention.
    case toggleFirstToken
    /// Shows the mean of a layer's heads, their maximum, or one head again.
    case nextHeadCombination
    /// Shows or hides what tokens give to themselves.
    case toggleDiagonal
    /// Chooses what the attention screen shows.
    case attentionView(AttentionView)
    /// Tells why the chosen head bears its label.
    case explainHeadLabels
    /// Tells what query, key and value are.
    case explainQueryKeyValue
    /// Switches the chosen head off, or on again.
    case toggleChosenHead
    /// Takes every change to the forward pass back.
    case clearInterventions
    /// Branches at the token cursor with a typed text.
    case branchWithText
    /// Puts the shown branch beside another one, or shows the table again.
    case compareBranches
    /// Names the shown branch.
    case nameBranch
    /// Keeps the shown branch's figures, or no longer.
    case pinBranch
    /// Takes the shown branch and what left it away.
    case pruneBranch
    /// Brings back what was taken away last.
    case restoreBranch
    /// Opens the list of presets.
    case presets
    /// Keeps texts, knobs and model as a preset.
    case keepPreset
    /// Remembers runs, or no longer.
    case toggleRecording
    /// Writes what is on the screen to a file.
    case export
    /// Copies the output.
    case copyOutput
    /// Undoes the last edit.
    case undo
    /// Does it again.
    case redo
    /// Brings back the texts of the last session.
    case restoreDraft
    /// Switches the theme.
    case theme(String)
    /// Switches to the next theme.
    case nextTheme
    /// Switches the language.
    case language(Language)
    /// Opens the help.
    case help
    /// Opens the list of commands.
    case palette
    /// Suspends the program.
    case suspend
    /// Ends the program.
    case quit

    /// Whether a command can be used now.
    public enum Availability: Hashable, Sendable {
        /// It can.
        case available
        /// It cannot.
        case unavailable(Reason)

        /// Why a command cannot be used; the panes have the words.
        public enum Reason: Hashable, Sendable {
            /// No model is open.
            case noModel
            /// Both texts are empty.
            case emptyPrompt
            /// Nothing is running.
            case nothingRuns
            /// There is no output.
            case noOutput
            /// The run has no thoughts to show.
            case noReasoning
            /// There is nothing to undo or redo here.
            case nothingToUndo
            /// No editor has the focus.
            case noEditor
            /// The model does not disclose attention.
            case noAttention
            /// The model takes the knob already.
            case knobIsTaken
            /// The model cannot be looked into.
            case noInspector
            /// There is no earlier session's text.
            case noDraft
            /// The kinds of heads are not measured yet.
            case notMeasured
            /// Nothing is switched off.
            case nothingIsOff
            /// No branch was taken away.
            case nothingPruned
            /// It is so already.
            case alreadySo
        }
    }
}

extension Command {
    /// A name that does not change with the language: for key bindings, documentation and tests.
    public var id: String {
        switch self {
        case .run: "run"
        case .stop: "stop"
        case .toggleLive: "live.toggle"
        case .toggleRaw: "raw.toggle"
        case .toggleReasoning: "reasoning.toggle"
        case .openModel: "model.open"
        case .show(let screen): "screen.\(screen.rawValue)"
        case .focus(let pane): "focus.\(pane.rawValue)"
        case .resetParameter: "parameter.reset"
        case .resetAllParameters: "parameter.reset-all"
        case .toggleForcedParameter: "parameter.force"
        case .lookAtPrompt: "look.prompt"
        case .showRenderedPrompt: "prompt.show"
        case .followNewestToken: "look.newest"
        case .attentionScale(let scale): "attention.scale.\(scale.rawValue)"
        case .toggleFirstToken: "attention.first-token"
        case .nextHeadCombination: "attention.combination"
        case .toggleDiagonal: "attention.diagonal"
        case .attentionView(let view): "attention.view.\(view.rawValue)"
        case .explainHeadLabels: "head.labels"
        case .explainQueryKeyValue: "attention.words"
        case .toggleChosenHead: "head.toggle"
        case .clearInterventions: "interventions.clear"
        case .branchWithText: "branch.text"
        case .compareBranches: "branch.compare"
        case .nameBranch: "branch.name"
        case .pinBranch: "branch.pin"
        case .pruneBranch: "branch.prune"
        case .restoreBranch: "branch.restore"
        case .presets: "presets"
        case .keepPreset: "preset.keep"
        case .toggleRecording: "history.record"
        case .export: "export"
        case .copyOutput: "output.copy"
        case .undo: "edit.undo"
        case .redo: "edit.redo"
        case .restoreDraft: "draft.restore"
        case .theme(let name): "theme.\(name)"
        case .nextTheme: "theme.next"
        case .language(let language): "language.\(language.rawValue)"
        case .help: "help"
        case .palette: "commands"
        case .suspend: "suspend"
        case .quit: "quit"
        }
    }

    /// The action that performs it.
    public var action: Action {
        switch self {
        case .run: .run
        case .stop: .stop
        case .toggleLive: .toggleLive
        case .toggleRaw: .toggleRaw
        case .toggleReasoning: .toggleReasoning
        case .openModel: .overlay(.openModelEntry)
        case .show(let screen): .show(screen)
        case .focus(let pane): .focus(.pane(pane))
        case .resetParameter: .parameter(.reset)
        case .resetAllParameters: .parameter(.resetAll)
        case .toggleForcedParameter: .parameter(.toggleForced)
        case .lookAtPrompt: .look(.selectPrompt)
        case .showRenderedPrompt: .overlay(.openRenderedPrompt)
        case .followNewestToken: .look(.followNewest)
        case .attentionScale(let scale): .look(.setScale(scale))
        case .toggleFirstToken: .look(.toggleFirstToken)
        case .nextHeadCombination: .look(.nextCombination)
        case .toggleDiagonal: .look(.toggleDiagonal)
        case .attentionView(let view): .look(.setView(view))
        case .explainHeadLabels: .overlay(.openHeadLabels)
        case .explainQueryKeyValue: .overlay(.openQueryKeyValue)
        case .toggleChosenHead: .intervene(.toggleChosenHead)
        case .clearInterventions: .intervene(.clear)
        case .branchWithText: .overlay(.openBranchEntry)
        case .compareBranches: .branch(.toggleComparison)
        case .nameBranch: .overlay(.openBranchName)
        case .pinBranch: .branch(.togglePin)
        case .pruneBranch: .branch(.prune)
        case .restoreBranch: .branch(.restorePruned)
        case .presets: .overlay(.openPresets)
        case .keepPreset: .overlay(.openPresetName)
        case .toggleRecording: .history(.toggleRecording)
        case .export: .overlay(.openExport)
        case .copyOutput: .copyOutput
        case .undo: .edit(.undo)
        case .redo: .edit(.redo)
        case .restoreDraft: .restoreDraft
        case .theme(let name): .setTheme(name)
        case .nextTheme: .nextTheme
        case .language(let language): .setLanguage(language)
        case .help: .overlay(.openHelp)
        case .palette: .overlay(.openPalette)
        case .suspend: .suspend
        case .quit: .quit
        }
    }
}
