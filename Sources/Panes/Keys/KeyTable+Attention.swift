import Playground
import TextUI

extension KeyTable {
    /// The attention screen.
    static let attentionScreen: [KeyBinding] =
        cursor + [
            KeyBinding(.attentionScreen, [Key(.enter)], label: .openLabel, .keyOpenView) { $0.openView() },
            KeyBinding(
                .attentionScreen, [Key(.tab), Key(.tab, .shift)], label: .viewLabel, .keyView, of: [1, -1]
            ) { .look(.moveView(by: $0)) },
            KeyBinding(.attentionScreen, [.character("v")], .keyView, does: .look(.moveView(by: 1))),
            KeyBinding(
                .attentionScreen, "1234".map(Key.character), .keyNumberedView, of: [0, 1, 2, 3]
            ) { .look(.setView(AttentionView.allCases[$0])) },
            KeyBinding(
                .attentionScreen, [.character("["), .character("]")], label: .headLabel, .keyHead, of: [-1, 1]
            ) { .look(.moveHead(layers: 0, heads: $0)) },
            KeyBinding(
                .attentionScreen, [.character("{"), .character("}")], label: .layerLabel, .keyLayer, of: [-1, 1]
            ) { .look(.moveHead(layers: $0, heads: 0)) },
            KeyBinding(
                .attentionScreen, [.character("x")], label: .switchOffLabel, .keySwitchOff,
                does: .intervene(.toggleChosenHead)),
            KeyBinding(.attentionScreen, [.character("X")], .keyAllOn, does: .intervene(.clear)),
            KeyBinding(.attentionScreen, [.character("s")], label: .scaleLabel, .keyScale, does: .look(.nextScale)),
            KeyBinding(
                .attentionScreen, [.character("f")], label: .firstTokenLabel, .keyFirstToken,
                does: .look(.toggleFirstToken)),
            KeyBinding(
                .attentionScreen, [.character("m")], label: .combinationLabel, .keyCombination,
                does: .look(.nextCombination)),
            KeyBinding(
                .attentionScreen, [.character("i")], label: .whyLabel, .keyWhy, does: .overlay(.openHeadLabels)),
            KeyBinding(
                .attentionScreen, [.character("w")], label: .wordsLabel, .keyWords, does: .overlay(.openQueryKeyValue)),
            KeyBinding(
                .attentionScreen, [.character("b")], .keyDirection, does: .look(.toggleDirection)),
            KeyBinding(.attentionScreen, [.character("d")], .keyDiagonal, does: .look(.toggleDiagonal)),
            KeyBinding(.attentionScreen, [.character("r")], .keyUnrotated, does: .look(.toggleUnrotated)),
        ]

    private static let cursor: [KeyBinding] = [
        KeyBinding(.attentionScreen, [Key(.left)], label: .cursorLabel, .keyCursor) { $0.moveAttention(columns: -1) },
        KeyBinding(.attentionScreen, [Key(.right)], .keyCursor) { $0.moveAttention(columns: 1) },
        KeyBinding(.attentionScreen, [Key(.up)], .keyCursor) { $0.moveAttention(rows: -1) },
        KeyBinding(.attentionScreen, [Key(.down)], .keyCursor) { $0.moveAttention(rows: 1) },
        KeyBinding(.attentionScreen, [Key(.left, .shift)], .keyCursorFar) { $0.moveAttention(columns: -10) },
        KeyBinding(.attentionScreen, [Key(.right, .shift)], .keyCursorFar) { $0.moveAttention(columns: 10) },
        KeyBinding(.attentionScreen, [Key(.up, .shift)], .keyCursorFar) { $0.moveAttention(rows: -10) },
        KeyBinding(.attentionScreen, [Key(.down, .shift)], .keyCursorFar) { $0.moveAttention(rows: 10) },
        KeyBinding(
            .attentionScreen, [Key(.home)], .keyCursorEnds, does: .look(.moveCursor(queries: 0, keys: -.max / 2))),
        KeyBinding(.attentionScreen, [Key(.end)], .keyCursorEnds, does: .look(.moveCursor(queries: 0, keys: .max / 2))),
        KeyBinding(.attentionScreen, [Key(.pageUp)], .keyCursorPage) { $0.pageAttention(-1) },
        KeyBinding(.attentionScreen, [Key(.pageDown)], .keyCursorPage) { $0.pageAttention(1) },
    ]
}
