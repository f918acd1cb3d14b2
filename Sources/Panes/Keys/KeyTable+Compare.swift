import Playground
import TextUI

extension KeyTable {
    /// The compare screen.
    static let compareScreen: [KeyBinding] =
        columns + knobInHand + [
            KeyBinding(.compareScreen, [Key(.up), Key(.down)], label: .tokenLabel, .keyColumnToken, of: [-1, 1]) {
                .compare(.movePosition(by: $0))
            },
            KeyBinding(.compareScreen, [Key(.pageUp), Key(.pageDown)], .keyColumnTokenPage, of: [-10, 10]) {
                .compare(.movePosition(by: $0))
            },
            KeyBinding(.compareScreen, [Key(.home)], .keyFirst, does: .compare(.selectPosition(0))),
            KeyBinding(.compareScreen, [Key(.end), .character(".")], .keyWhereTextsPart) { situation in
                // Inside a number it is the decimal point.
                let isPoint = situation.key == .character(".") && situation.state.compare.typedValue != nil
                return [.compare(isPoint ? .type(".") : .selectPosition(nil))]
            },
        ]

    private static let columns: [KeyBinding] = [
        KeyBinding(.compareScreen, [.character("r")], label: .runThisLabel, .keyRunColumn, does: .compare(.runChosen)),
        KeyBinding(
            .compareScreen, [.character("R")], label: .newSeedLabel, .keyNewSeeds, does: .compare(.runWithNewSeeds)),
        KeyBinding(.compareScreen, [Key(.left), Key(.right)], label: .columnLabel, .keyColumn, of: [-1, 1]) {
            .compare(.choose(by: $0))
        },
        KeyBinding(.compareScreen, [.character("n")], label: .newColumnLabel, .keyNewColumn, does: .compare(.add)),
        KeyBinding(
            .compareScreen, [.character("m")], label: .modelLabel, .keyColumnModel, does: .overlay(.openColumnModel)),
        KeyBinding(
            .compareScreen, [.character("T")], label: .fanOutLabel, .keyFanOut, does: .compare(.fanOutTemperature)),
        KeyBinding(
            .compareScreen, [.character("d")], label: .diffLabel, .keyDifference, does: .compare(.toggleDifference)),
        KeyBinding(
            .compareScreen, [.character("b")], label: .baselineLabel, .keyBaseline, does: .compare(.pinBaseline)),
        KeyBinding(.compareScreen, [.character("s")], .keyStopColumn, does: .compare(.stopChosen)),
        KeyBinding(.compareScreen, [.character("x")], .keyRemoveColumn, does: .compare(.remove)),
        KeyBinding(.compareScreen, [.character("o")], .keyOwnPrompt, does: .compare(.toggleOwnPrompt)),
        KeyBinding(.compareScreen, [.character("p"), .character("e")], .keyEditPrompt, does: .focus(.prompt)),
        KeyBinding(.compareScreen, [Key(.enter)], .keyColumnEnter, does: .compare(.enter)),
    ]

    private static let knobInHand: [KeyBinding] = [
        KeyBinding(.compareScreen, [.character("k"), .character("K")], label: .knobLabel, .keyKnob, of: [1, -1]) {
            .compare(.nextKnob($0))
        },
        KeyBinding(.compareScreen, [.character("+"), .character("-")], label: .turnLabel, .keyCoarse, of: [1, -1]) {
            .compare(.nudge($0, isCoarse: true))
        },
        KeyBinding(.compareScreen, [.character(">"), .character("<")], .keyFine, of: [1, -1]) {
            .compare(.nudge($0, isCoarse: false))
        },
        KeyBinding(
            .compareScreen, "0123456789".map(Key.character) + [.character(",")], .keyType, names: "0–9"
        ) { situation in
            guard case .character(let character) = situation.key.code else { return [] }
            return [.compare(.type(String(character)))]
        },
        KeyBinding(.compareScreen, [Key(.backspace)], .keyDelete, does: .compare(.deleteTyped)),
    ]
}
