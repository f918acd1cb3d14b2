import Playground
import TextUI

extension KeyTable {
    /// The history screen: its list, and the field above it.
    static let history: [KeyBinding] =
        [
            KeyBinding(.historyScreen, [Key(.enter)], label: .open, .keyReopen, does: .history(.enter)),
            KeyBinding(
                .historyScreen, [.character("/")], label: .searchLabel, .keySearchRuns, does: .history(.beginSearch)),
            KeyBinding(.historyScreen, [.character("*")], label: .starLabel, .keyStar, does: .history(.toggleStar)),
            KeyBinding(.historyScreen, [.character("n")], label: .noteLabel, .keyNote, does: .history(.beginNote)),
            KeyBinding(
                .historyScreen, [.character("d")], label: .compareLabel, .keyCompareRuns,
                does: .history(.toggleComparison)),
            KeyBinding(.historyScreen, [.character("=")], .keyMarkRun, does: .history(.mark)),
            KeyBinding(
                .historyScreen, [.character("x"), Key(.delete)], label: .deleteLabel, .keyDeleteRun,
                does: .history(.delete)),
            KeyBinding(.historyScreen, [.character("m")], .keyNextModel, does: .history(.nextModel)),
            KeyBinding(.historyScreen, [.character("s")], .keyStarredOnly, does: .history(.toggleStarredOnly)),
            KeyBinding(.historyScreen, [.character("r")], .keyRefreshModels, does: .history(.refresh)),
        ] + choosing(.historyScreen)
        + [
            KeyBinding(.historyScreen, [Key(.up, .shift)], .keyScrollRun) { $0.historyScreen.scrollText(by: -1) },
            KeyBinding(.historyScreen, [Key(.down, .shift)], .keyScrollRun) { $0.historyScreen.scrollText(by: 1) },
            KeyBinding(.historyScreen, [Key(.pageUp, .shift)], .keyScrollRun) { $0.historyScreen.scrollText(by: -10) },
            KeyBinding(.historyScreen, [Key(.pageDown, .shift)], .keyScrollRun) { $0.historyScreen.scrollText(by: 10) },
            KeyBinding(.historyField, [Key(.enter)], label: .open, .keyTakeWords, does: .history(.enter)),
            KeyBinding(.historyField, [Key(.backspace)], .keyDelete, does: .history(.deleteTyped)),
            KeyBinding(.historyField, [.control("u")], .keyClearField, does: .history(.clearTyped)),
        ] + choosing(.historyField)

    private static func choosing(_ scope: KeyBinding.Scope) -> [KeyBinding] {
        [
            KeyBinding(scope, [Key(.up)], label: .chooseLabel, .keyChooseRun) { $0.choosePastRun(by: -1) },
            KeyBinding(scope, [Key(.down)], .keyChooseRun) { $0.choosePastRun(by: 1) },
            KeyBinding(scope, [Key(.pageUp)], .keyPage) { $0.choosePastRun(by: -$0.historyScreen.pageRows) },
            KeyBinding(scope, [Key(.pageDown)], .keyPage) { $0.choosePastRun(by: $0.historyScreen.pageRows) },
            KeyBinding(scope, [Key(.home), Key(.end)], .keyFirst, of: [-Int.max / 2, Int.max / 2]) {
                .history(.choose(by: $0))
            },
        ]
    }
}

extension Situation {
    fileprivate var historyScreen: HistoryScreen { HistoryScreen(scene: scene) }

    /// Chooses another run; two that are compared are scrolled instead.
    fileprivate func choosePastRun(by count: Int) -> [Action] {
        state.history.pair == nil ? [.history(.choose(by: count))] : historyScreen.scrollText(by: count)
    }
}
