import Playground
import TextUI

extension KeyTable {
    /// The walk through the model.
    static let walkScreen: [KeyBinding] =
        [
            KeyBinding(.walkScreen, [Key(.up), Key(.down)], label: .stopOfWalkLabel, .keyStopOfWalk, of: [-1, 1]) {
                .walk(.moveStop(by: $0))
            },
            KeyBinding(.walkScreen, [Key(.pageUp), Key(.pageDown)], label: .blockLabel, .keyBlock, of: [-1, 1]) {
                .walk(.moveBlock(by: $0))
            },
            KeyBinding(.walkScreen, [Key(.home), Key(.end)], .keyWalkEnds, of: [-10_000, 10_000]) {
                .walk(.moveStop(by: $0))
            },
            KeyBinding(
                .walkScreen, [Key(.enter)], label: .attentionLabel, .keyOpenAttention, does: .walk(.openAttention)),
            KeyBinding(
                .walkScreen, [.character("x")], label: .switchOffLabel, .keySwitchStop, does: .walk(.toggleStop)),
        ] + positions(.walkScreen)

    /// The logit lens.
    static let lensScreen: [KeyBinding] =
        [
            KeyBinding(.lensScreen, [Key(.up), Key(.down)], label: .layerLabel, .keyLensRow, of: [-1, 1]) {
                .walk(.moveRow(by: $0))
            },
            KeyBinding(.lensScreen, [Key(.pageUp), Key(.pageDown)], .keyLensEnds, of: [-10_000, 10_000]) {
                .walk(.moveRow(by: $0))
            },
            KeyBinding(.lensScreen, [Key(.home), Key(.end)], .keyPositionEnds, of: [-1_000_000, 1_000_000]) {
                .walk(.movePosition(by: $0))
            },
            KeyBinding(
                .lensScreen, [Key(.enter)], label: .walkScreenLabel, .keyWalkFromCell, does: .walk(.walkFromCell)),
        ] + positions(.lensScreen)

    private static func positions(_ scope: KeyBinding.Scope) -> [KeyBinding] {
        [
            KeyBinding(scope, [Key(.left), Key(.right)], label: .tokenLabel, .keyPosition, of: [-1, 1]) {
                .walk(.movePosition(by: $0))
            },
            KeyBinding(scope, [Key(.left, .shift), Key(.right, .shift)], .keyPositionFar, of: [-10, 10]) {
                .walk(.movePosition(by: $0))
            },
            KeyBinding(scope, [.character("n")], .keyPositionNewest, does: .walk(.selectPosition(nil))),
        ]
    }
}
