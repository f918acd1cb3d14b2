import Playground
import TextUI

extension KeyTable {
    /// The models screen: its list, and the field above it.
    static let models: [KeyBinding] =
        [
            KeyBinding(.modelsScreen, [Key(.enter)], label: .open, .keyOpenChosen, does: .models(.enter)),
            KeyBinding(
                .modelsScreen, [.character("/")], label: .searchLabel, .keySearchModels, does: .models(.beginSearch)),
            KeyBinding(.modelsScreen, [.character("p")], label: .pullLabel, .keyPull, does: .models(.beginPull)),
            KeyBinding(.modelsScreen, [.character("x")], .keyCancelPull, does: .models(.cancelPull)),
            KeyBinding(.modelsScreen, [.character("r")], .keyRefreshModels, does: .models(.refresh)),
        ] + choosing(.modelsScreen)
        + [
            KeyBinding(.modelsField, [Key(.enter)], label: .open, .keyTakeTyped, does: .models(.enter)),
            KeyBinding(.modelsField, [Key(.backspace)], .keyDelete, does: .models(.deleteTyped)),
            KeyBinding(.modelsField, [.control("u")], .keyClearField, does: .models(.clearTyped)),
        ] + choosing(.modelsField)

    private static func choosing(_ scope: KeyBinding.Scope) -> [KeyBinding] {
        [
            KeyBinding(scope, [Key(.up), Key(.down)], label: .chooseLabel, .keyChooseModel, of: [-1, 1]) {
                .models(.choose(by: $0))
            },
            KeyBinding(scope, [Key(.pageUp)], .keyPage) { [.models(.choose(by: -$0.modelRows))] },
            KeyBinding(scope, [Key(.pageDown)], .keyPage) { [.models(.choose(by: $0.modelRows))] },
            KeyBinding(scope, [Key(.home), Key(.end)], .keyFirst, of: [-100_000, 100_000]) { .models(.choose(by: $0)) },
        ]
    }
}

extension Situation {
    /// How many models the list shows at once.
    fileprivate var modelRows: Int {
        ModelsScreen(scene: Scene(state: state, theme: .bare, layout: layout)).pageRows
    }
}
