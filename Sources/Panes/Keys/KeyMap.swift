public import Playground
public import TextUI

/// What an input means: keys by the table of bindings, the mouse by where things lie.
public enum KeyMap {
    /// The actions that an event asks for in a state drawn at a size; none if it means nothing there.
    public static func actions(for event: InputEvent, in state: PlaygroundState, size: Size) -> [Action] {
        let layout = ScreenLayout(size: size, state: state)
        let actions =
            switch event {
            case .key(let key): actions(for: Situation(key: key, state: state, layout: layout))
            case .paste(let text): paste(text, in: state)
            case .mouse(let mouse): MouseMap(mouse: mouse, state: state, layout: layout).actions
            case .resize, .focus: [Action]()
            }
        return startsHiddenRun(actions, in: state, layout) ? actions + [.focus(.pane(.output))] : actions
    }

    /// Whether a run would write where nobody sees it: only one pane fits, and that one is not about a run.
    private static func startsHiddenRun(_ actions: [Action], in state: PlaygroundState, _ layout: ScreenLayout) -> Bool
    {
        state.screen == .playground && layout.arrangement == .single && !Pane.tabs.contains(state.focus)
            && (actions.contains(.run) || actions.contains(.perform(.run)))
            && CommandList.availability(of: .run, in: state) == .available
    }

    /// The scopes in which keys are looked up, innermost first.
    static func scopes(in state: PlaygroundState) -> [KeyBinding.Scope] {
        switch state.overlay {
        case .palette: [.palette, .everywhere]
        case .help, .renderedPrompt: [.help, .everywhere]
        case .headLabels, .queryKeyValue, .contextWindows: [.note, .everywhere]
        case .quitConfirmation, .draftOffer, .modelFailure, .plainKeyConfirmation, .modelEntry, .export,
            .exportConfirmation, .branchEntry, .branchName, .columnModel, .sweepValues, .runDeletion, .presets,
            .presetForm, .presetName, .presetReplacement, .embeddingConsent:
            [.dialog, .everywhere]
        case nil:
            switch state.screen {
            case .playground: paneScopes(state.focus)
            case .attention: [.attentionScreen, .outsideEditors, .everywhere]
            case .walk: [.walkScreen, .outsideEditors, .everywhere]
            case .lens: [.lensScreen, .outsideEditors, .everywhere]
            case .tokens: [.tokensScreen, .outsideEditors, .everywhere]
            case .compare:
                state.isPromptFocused ? [.editor, .everywhere] : [.compareScreen, .outsideEditors, .everywhere]
            case .sweep: state.isPromptFocused ? [.editor, .everywhere] : [.sweepScreen, .outsideEditors, .everywhere]
            case .models:
                state.models.field == nil
                    ? [.modelsScreen, .outsideEditors, .everywhere] : [.modelsField, .everywhere]
            case .history:
                state.history.field == nil
                    ? [.historyScreen, .outsideEditors, .everywhere] : [.historyField, .everywhere]
            case .embeddings:
                state.embeddings.showsForm
                    ? [.embeddingsForm, .everywhere]
                    : state.embeddings.isQuerying
                        ? [.embeddingsQuery, .everywhere] : [.embeddingsScreen, .outsideEditors, .everywhere]
            }
        }
    }

    private static func paneScopes(_ pane: Pane) -> [KeyBinding.Scope] {
        switch pane {
        case .system, .user: [.editor, .everywhere]
        case .parameters: [.parameters, .outsideEditors, .everywhere]
        case .output: [.output, .outsideEditors, .everywhere]
        case .nextToken: [.nextToken, .outsideEditors, .everywhere]
        case .attention: [.attention, .outsideEditors, .everywhere]
        }
    }

    private static func actions(for situation: Situation) -> [Action] {
        for scope in scopes(in: situation.state) {
            for binding in KeyTable.bindings(in: scope) where binding.keys.contains(situation.key) {
                let isBlocked = scope == .everywhere && !passes(situation.key, through: situation.state.overlay)
                return isBlocked ? [] : binding.actions(situation)
            }
        }
        return typed(situation)
    }

    /// Whether a key that works everywhere also works under an overlay: a question waits for its answer, and what lies
    /// below neither runs nor moves.
    private static func passes(_ key: Key, through overlay: Overlay?) -> Bool {
        switch overlay {
        case nil: true
        case .palette, .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows:
            ![
                Key.control("r"), Key(.tab), Key(.tab, .shift), .function(2), .function(3), .function(4), .function(5),
                .function(6), .function(7), .function(8), .function(9), .function(10),
            ].contains(key)
        case .quitConfirmation, .draftOffer, .modelFailure, .plainKeyConfirmation, .modelEntry, .export,
            .exportConfirmation, .branchEntry, .branchName, .columnModel, .sweepValues, .runDeletion, .presets,
            .presetForm, .presetName, .presetReplacement, .embeddingConsent:
            [Key(.escape), .control("c"), .control("q"), .control("z")].contains(key)
        }
    }

    /// A character that no binding has taken is text where text can be typed.
    private static func typed(_ situation: Situation) -> [Action] {
        guard case .character(let character) = situation.key.code,
            situation.key.modifiers.subtracting(.shift).isEmpty
        else { return [] }
        let text = String(character)
        switch situation.state.overlay {
        case .palette, .modelEntry, .export, .branchEntry, .branchName, .columnModel, .sweepValues, .presets,
            .presetForm, .presetName:
            return [.overlay(.type(text))]
        case .quitConfirmation, .draftOffer, .plainKeyConfirmation, .exportConfirmation, .runDeletion,
            .presetReplacement, .embeddingConsent:
            return answer(character)
        case .modelFailure: return character == "r" ? [.overlay(.confirm)] : []
        case .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows: return []
        case nil:
            if situation.state.screen == .models, situation.state.models.field != nil { return [.models(.type(text))] }
            if situation.state.screen == .history, situation.state.history.field != nil {
                return [.history(.type(text))]
            }
            if takesCorpusText(situation.state) { return [.embeddings(.type(text))] }
            return situation.state.focusedBuffer != nil ? [.edit(.insert(text))] : []
        }
    }

    /// Whether a line of the form, or the query, on the embeddings screen takes letters.
    private static func takesCorpusText(_ state: PlaygroundState) -> Bool {
        guard state.screen == .embeddings else { return false }
        return state.embeddings.showsForm ? state.embeddings.form.row.isTyped : state.embeddings.isQuerying
    }

    /// Yes and no in both languages.
    private static func answer(_ character: Character) -> [Action] {
        switch character {
        case "y", "Y", "s", "S": [.overlay(.confirm)]
        case "n", "N": [.overlay(.close)]
        default: []
        }
    }

    private static func paste(_ text: String, in state: PlaygroundState) -> [Action] {
        switch state.overlay {
        case .palette, .modelEntry, .export, .branchEntry, .branchName, .columnModel, .sweepValues, .presets,
            .presetForm, .presetName:
            [.overlay(.type(text))]
        case .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows, .quitConfirmation, .draftOffer,
            .modelFailure, .plainKeyConfirmation, .exportConfirmation, .runDeletion, .presetReplacement,
            .embeddingConsent:
            []
        case nil:
            if state.screen == .models, state.models.field != nil {
                [.models(.type(text))]
            } else if state.screen == .history, state.history.field != nil {
                [.history(.type(text))]
            } else if takesCorpusText(state) {
                [.embeddings(.type(text))]
            } else if state.focusedBuffer != nil {
                [.edit(.paste(text))]
            } else if state.screen == .playground, state.focus == .parameters {
                [.parameter(.type(text.filter { !$0.isWhitespace }))]
            } else {
                []
            }
        }
    }
}

extension KeyTable {
    private static let byScope = Dictionary(grouping: bindings, by: \.scope)

    /// The bindings of a scope.
    public static func bindings(in scope: KeyBinding.Scope) -> [KeyBinding] { byScope[scope] ?? [] }
}
