import Playground
import TextUI

extension KeyTable {
    /// The sweep screen.
    static let sweepScreen: [KeyBinding] = [
        KeyBinding(.sweepScreen, [Key(.enter)], label: .openLabel, .keyOpenCell, does: .sweep(.open)),
        KeyBinding(.sweepScreen, [.character("k"), .character("K")], label: .knobLabel, .keySweepKnob, of: [1, -1]) {
            .sweep(.nextKnob($0))
        },
        KeyBinding(
            .sweepScreen, [.character("v")], label: .valuesLabel, .keySweepValues, does: .overlay(.openSweepValues)),
        KeyBinding(.sweepScreen, [.character("+"), .character("-")], label: .samplesLabel, .keySamples, of: [1, -1]) {
            .sweep(.moreSamples($0))
        },
        KeyBinding(.sweepScreen, [Key(.up), Key(.down)], label: .cellLabel, .keyCell, of: [-1, 1]) {
            .sweep(.move(rows: $0, samples: 0))
        },
        KeyBinding(.sweepScreen, [Key(.left), Key(.right)], .keyCell, of: [-1, 1]) {
            .sweep(.move(rows: 0, samples: $0))
        },
        KeyBinding(
            .sweepScreen, [.character("d")], label: .textOrCurvesLabel, .keyTextOrCurves, does: .sweep(.nextView)),
        KeyBinding(.sweepScreen, [Key(.pageUp)], .keyPage) { SweepScreen(scene: $0.scene).scrollText(by: -5) },
        KeyBinding(.sweepScreen, [Key(.pageDown)], .keyPage) { SweepScreen(scene: $0.scene).scrollText(by: 5) },
        KeyBinding(.sweepScreen, [.character("p"), .character("e")], .keyEditPrompt, does: .focus(.prompt)),
    ]
}
