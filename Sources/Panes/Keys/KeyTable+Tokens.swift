import Playground
import TextUI

extension KeyTable {
    /// The tokens screen.
    static let tokensScreen: [KeyBinding] = [
        KeyBinding(.tokensScreen, [Key(.up), Key(.down)], label: .tokenLabel, .keyTokenRow, of: [-1, 1]) {
            .look(.moveToken(by: $0))
        },
        KeyBinding(.tokensScreen, [Key(.left), Key(.right)], label: .alternativeLabel, .keyAlternative, of: [-1, 1]) {
            .branch(.chooseAlternative(by: $0))
        },
        KeyBinding(
            .tokensScreen, [Key(.enter)], label: .branchLabel, .keyTakeAlternative, does: .branch(.takeAlternative)),
        KeyBinding(
            .tokensScreen, [.character("b")], label: .textLabel, .keyBranchText, does: .overlay(.openBranchEntry)),
        KeyBinding(
            .tokensScreen, [.character("d")], label: .compareLabel, .keyCompare, does: .branch(.toggleComparison)),
        KeyBinding(
            .tokensScreen, [Key(.up, .shift), Key(.down, .shift)], label: .walkLabel, .keyWalkRows, of: [-1, 1]
        ) { .branch(.walk($0 < 0 ? .above : .below)) },
        KeyBinding(.tokensScreen, [Key(.left, .shift), Key(.right, .shift)], .keyWalkDepth, of: [-1, 1]) {
            .branch(.walk($0 < 0 ? .parent : .child))
        },
        KeyBinding(.tokensScreen, [.character("<"), .character(">")], .keyWalkSiblings, of: [-1, 1]) {
            .branch(.walk($0 < 0 ? .previousSibling : .nextSibling))
        },
        KeyBinding(.tokensScreen, [.character("x")], label: .pruneLabel, .keyPrune, does: .branch(.prune)),
        KeyBinding(.tokensScreen, [.character("u")], .keyRestore, does: .branch(.restorePruned)),
        KeyBinding(.tokensScreen, [.character("r")], .keyRename, does: .overlay(.openBranchName)),
        KeyBinding(.tokensScreen, [.character("=")], .keyMark, does: .branch(.mark)),
        KeyBinding(.tokensScreen, [.character("*")], .keyPin, does: .branch(.togglePin)),
        KeyBinding(.tokensScreen, [Key(.pageUp)], .keyPage) {
            [.look(.moveToken(by: -TokensScreen(scene: $0.scene).pageRows))]
        },
        KeyBinding(.tokensScreen, [Key(.pageDown)], .keyPage) {
            [.look(.moveToken(by: TokensScreen(scene: $0.scene).pageRows))]
        },
        KeyBinding(.tokensScreen, [Key(.home)], .keyFirst, does: .look(.selectToken(0))),
        KeyBinding(.tokensScreen, [Key(.end)], .keyNewest, does: .look(.followNewest)),
    ]
}
