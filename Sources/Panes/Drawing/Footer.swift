import Playground
import TextUI

/// What the keys do here: those of the focused pane between the ones that never change.
struct Footer {
    let scene: Scene

    private struct Entry {
        let key: Key
        let hint: KeyHints.Hint
    }

    /// Draws the line.
    func draw(on canvas: inout Canvas) {
        KeyHints(entries.map(\.hint)).draw(in: scene.layout.footer, on: &canvas, theme: scene.theme)
    }

    /// The key whose hint is at a place, so that a click on it is the key.
    func key(at point: Point) -> Key? {
        let entries = entries
        return KeyHints(entries.map(\.hint)).hint(at: point, in: scene.layout.footer).map { entries[$0].key }
    }

    /// Running and stopping, the pane's own keys, then what leads elsewhere.
    private var entries: [Entry] {
        let scopes = KeyMap.scopes(in: scene.state)
        let local = bindings(scopes.dropLast())
        let always = bindings(scopes.suffix(1)).filter { binding in
            if scene.state.overlay != nil { return binding.keys == [Key(.escape)] }
            // A key that means something else here is there already, and only the playground has panes.
            let isTaken = local.contains { !Set($0.keys).isDisjoint(with: binding.keys) }
            let isHere = binding.actions(scene.situation(binding.keys[0])) == [.show(.playground)]
            return !isTaken && !isHere && (scene.hasPanes || binding.keys != [Key(.tab)])
                && (scene.canRun || binding.keys != [Key.control("r")])
        }
        // Running, the pane's first key and the help are the last to leave.
        let fixed = always.enumerated().map { index, binding in
            entry(binding, priority: index == 0 ? 9 : binding.keys == [.function(1)] ? 7 : 4)
        }
        let own = local.enumerated().map { index, binding in
            entry(binding, priority: index == 0 ? 8 : index == 1 ? 6 : scene.state.screen == .playground ? 3 : 5)
        }
        let leading = fixed.prefix { [.control("r"), Key(.escape)].contains($0.key) }
        return leading + own + fixed.dropFirst(leading.count)
    }

    private func bindings(_ scopes: some Sequence<KeyBinding.Scope>) -> [KeyBinding] {
        scopes.flatMap(KeyTable.bindings(in:)).filter { $0.label != nil && !$0.keys.isEmpty }
    }

    private func entry(_ binding: KeyBinding, priority: Int) -> Entry {
        let label = answer(binding) ?? binding.label
        return Entry(
            key: binding.keys[0],
            hint: KeyHints.Hint(binding.shortKeyNames, label.map(scene.text) ?? "", priority: priority))
    }

    /// What a key means for what lies on top here, where that is not what its binding says.
    private func answer(_ binding: KeyBinding) -> Phrase? {
        let isYes = binding.scope == .dialog
        switch scene.state.overlay {
        case nil:
            guard scene.state.screen != .playground, binding.keys == [Key(.escape)] else { return nil }
            let isColumns = [.compare, .sweep, .embeddings].contains(scene.state.screen)
            return isColumns && scene.state.isShownRunning ? .stopLabel : .backLabel
        case .palette, .help, .renderedPrompt, .headLabels, .queryKeyValue, .contextWindows:
            return binding.scope == .everywhere ? .close : nil
        case .quitConfirmation: return isYes ? .quitConfirm : .stay
        case .draftOffer: return isYes ? .draftConfirm : .draftDecline
        case .plainKeyConfirmation: return isYes ? .plainKeySend : .plainKeyKeep
        case .modelFailure: return isYes ? .openAnother : .close
        case .modelEntry, .columnModel: return isYes ? .open : .close
        case .sweepValues: return isYes ? .takeLabel : .close
        case .export: return isYes ? .exportLabel : .close
        case .exportConfirmation: return isYes ? .exportReplace : .exportKeep
        case .presets: return isYes ? .choosePresetLabel : .close
        case .presetForm: return isYes ? .goOnLabel : .close
        case .presetName: return isYes ? .keepLabel : .close
        case .presetReplacement: return isYes ? .exportReplace : .exportKeep
        case .embeddingConsent: return isYes ? .sendTexts : .keepTexts
        case .runDeletion: return isYes ? .runDelete : .runKeep
        case .branchEntry: return isYes ? .branchOff : .close
        case .branchName: return isYes ? .rename : .close
        }
    }
}

extension Scene {
    /// Whether there is anything to run here; a map is only walked on.
    fileprivate var canRun: Bool { state.screen != .embeddings || state.embeddings.showsForm }

    /// Whether the focus has somewhere to go.
    fileprivate var hasPanes: Bool {
        switch state.screen {
        case .playground, .compare, .sweep: true
        case .attention, .tokens, .walk, .lens, .models, .history, .embeddings: false
        }
    }
}

extension KeyBinding {
    /// The keys where room is short: `←→`, `Shift ←→`, and only the first of several that do the same.
    var shortKeyNames: String {
        switch keys.map(\.code) {
        case [.left, .right]: keys[0].modifiers == .shift ? "Shift ←→" : "←→"
        case [.up, .down]: keys[0].modifiers == .shift ? "Shift ↑↓" : "↑↓"
        case [.character("k"), .character("K")], [.character("+"), .character("-")]: keys.map(\.description).joined()
        case [.up] where [.nextToken, .help, .historyScreen, .historyField].contains(scope), [.up, .character("p")]:
            "↑↓"
        case [.left] where scope == .attentionScreen || scope == .embeddingsScreen: "←→↑↓"
        case [.character("a"), .character("b"), .character("c")]: "a b c"
        case [.character("["), .character("]")], [.character("{"), .character("}")]:
            keys.map(\.description).joined(separator: " ")
        default: keys.first?.description ?? ""
        }
    }
}
