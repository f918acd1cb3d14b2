import Playground
import TextUI

/// Every key there is.
public enum KeyTable {
    /// All bindings, in the order of the help.
    ///
    /// Within a scope the first binding of a key wins.
    public static let bindings: [KeyBinding] =
        everywhere + outsideEditors + editor + parameters + output + nextToken + attention + attentionScreen
        + tokensScreen + walkScreen + lensScreen + models + compareScreen + sweepScreen + history + embeddings + palette
        + help
        + note + dialog

    // MARK: Keys that never change

    private static let everywhere: [KeyBinding] = [
        KeyBinding(.everywhere, [.control("r")], label: .runLabel, .keyRun, does: .run),
        KeyBinding(.everywhere, [Key(.escape)], label: .stopLabel, .keyEscape, does: .escape),
        KeyBinding(.everywhere, [.control("c")], .keyStop) { situation in
            [situation.state.isShownRunning ? .stop : .escape]
        },
        KeyBinding(.everywhere, [Key(.tab)], label: .nextPaneLabel, .keyNextPane, does: .focus(.next)),
        KeyBinding(.everywhere, [Key(.tab, .shift)], .keyPreviousPane, does: .focus(.previous)),
        KeyBinding(
            .everywhere, [.control("p")], label: .commandsLabel, .keyPalette, does: .overlay(.openPalette)),
        KeyBinding(.everywhere, [.function(1)], label: .helpLabel, .keyHelp, does: .overlay(.openHelp)),
        KeyBinding(.everywhere, [.function(2)], label: .modelsLabel, .keyModels) { $0.show(.models) },
        KeyBinding(.everywhere, [.function(3)], label: .compareLabel, .keyCompareScreen) { $0.show(.compare) },
        KeyBinding(.everywhere, [.function(4)], label: .attentionLabel, .keyAttention) { $0.show(.attention) },
        KeyBinding(.everywhere, [.function(5)], label: .sweepLabel, .keySweepScreen) { $0.show(.sweep) },
        KeyBinding(.everywhere, [.function(6)], label: .tokensLabel, .keyTokensScreen) { $0.show(.tokens) },
        KeyBinding(.everywhere, [.function(7)], label: .walkScreenLabel, .keyWalkScreen) { $0.show(.walk) },
        KeyBinding(.everywhere, [.function(8)], label: .lensLabel, .keyLensScreen) { $0.show(.lens) },
        KeyBinding(.everywhere, [.function(9)], label: .historyLabel, .keyHistory) { $0.show(.history) },
        KeyBinding(.everywhere, [.function(10)], label: .embeddingsLabel, .keyEmbeddingsScreen) {
            $0.show(.embeddings)
        },
        KeyBinding(.everywhere, [.control("g")], .keyContextWindows, does: .overlay(.openContextWindows)),
        KeyBinding(.everywhere, [.control("e")], .keyExport, does: .overlay(.openExport)),
        KeyBinding(.everywhere, [.control("t")], .keyPresets, does: .overlay(.openPresets)),
        KeyBinding(.everywhere, [.control("o")], .keyOpenModel, does: .overlay(.openModelEntry)),
        KeyBinding(.everywhere, [.control("q")], .keyQuit, does: .quit),
        KeyBinding(.everywhere, [.control("z")], .keySuspend, does: .suspend),
    ]

    // MARK: Letters, where they are not text

    private static let outsideEditors: [KeyBinding] = [
        KeyBinding(.outsideEditors, [.character("v")], .keyLive, does: .toggleLive),
        KeyBinding(.outsideEditors, [.character("t")], .keyTheme, does: .nextTheme),
        KeyBinding(.outsideEditors, [.character("l")], .keyLanguage) { situation in
            [.setLanguage(situation.state.language == .english ? .spanish : .english)]
        },
        KeyBinding(.outsideEditors, [.character("c")], .keyCopyOutput, does: .copyOutput),
        KeyBinding(.outsideEditors, [.character("p")], .keyPrompt, does: .look(.selectPrompt)),
        KeyBinding(.outsideEditors, [.character("P")], .keyRenderedPrompt, does: .overlay(.openRenderedPrompt)),
        KeyBinding(.outsideEditors, [.character("n")], .keyNewest, does: .look(.followNewest)),
        KeyBinding(.outsideEditors, [.character("[")], .keyPreviousHead, does: .look(.moveHead(layers: 0, heads: -1))),
        KeyBinding(.outsideEditors, [.character("]")], .keyNextHead, does: .look(.moveHead(layers: 0, heads: 1))),
        KeyBinding(.outsideEditors, [.character("{")], .keyPreviousLayer, does: .look(.moveHead(layers: -1, heads: 0))),
        KeyBinding(.outsideEditors, [.character("}")], .keyNextLayer, does: .look(.moveHead(layers: 1, heads: 0))),
        KeyBinding(.outsideEditors, [.character("s")], .keyScale, does: .look(.nextScale)),
        KeyBinding(.outsideEditors, [.character("f")], .keyFirstToken, does: .look(.toggleFirstToken)),
        KeyBinding(.outsideEditors, [.character("m")], .keyCombination, does: .look(.nextCombination)),
        KeyBinding(.outsideEditors, [.character("x")], .keySwitchOff, does: .intervene(.toggleChosenHead)),
        KeyBinding(.outsideEditors, [.character("X")], .keyAllOn, does: .intervene(.clear)),
        KeyBinding(.outsideEditors, [.character("i")], .keyWhy, does: .overlay(.openHeadLabels)),
        KeyBinding(.outsideEditors, [.character("w")], .keyWords, does: .overlay(.openQueryKeyValue)),
        KeyBinding(.outsideEditors, [.character("?")], .keyHelp, does: .overlay(.openHelp)),
        KeyBinding(.outsideEditors, [.character(":")], .keyPalette, does: .overlay(.openPalette)),
    ]

    // MARK: Knobs

    private static let parameters: [KeyBinding] =
        [
            KeyBinding(
                .parameters, [Key(.left), Key(.right)], label: .fineLabel, .keyFine, of: [-1, 1]
            ) { .parameter(.nudge($0, isCoarse: false)) },
            KeyBinding(
                .parameters, [Key(.left, .shift), Key(.right, .shift)], label: .coarseLabel, .keyCoarse, of: [-1, 1]
            ) { .parameter(.nudge($0, isCoarse: true)) },
            KeyBinding(.parameters, [Key(.up), Key(.down)], label: .knobLabel, .keyKnob, of: [-1, 1]) {
                .parameter(.selectNext($0))
            },
            KeyBinding(.parameters, [Key(.home), Key(.end)], .keyFirstKnob, of: [-64, 64]) {
                .parameter(.selectNext($0))
            },
            KeyBinding(.parameters, [Key(.enter)], .keyTake, does: .parameter(.enter)),
            KeyBinding(.parameters, [.character("r")], label: .resetLabel, .keyReset, does: .parameter(.reset)),
            KeyBinding(.parameters, [Key(.backspace)], .keyReset) { situation in
                [.parameter(situation.state.typedValue == nil ? .reset : .deleteTyped)]
            },
            KeyBinding(.parameters, [.character("R")], .keyResetAll, does: .parameter(.resetAll)),
            KeyBinding(.parameters, [.character("!")], .keyForce, does: .parameter(.toggleForced)),
        ]
        + [
            KeyBinding(
                .parameters, "0123456789".map(Key.character) + [.character("."), .character(","), .character("-")],
                names: "0–9 . -", .keyType)
        ]

    // MARK: Output

    private static let output: [KeyBinding] = [
        KeyBinding(.output, [Key(.left), Key(.right)], label: .tokenLabel, .keyToken, of: [-1, 1]) {
            .look(.moveToken(by: $0))
        },
        KeyBinding(.output, [Key(.up)], .keyTokenLine) { $0.moveToken(lines: -1) },
        KeyBinding(.output, [Key(.down)], .keyTokenLine) { $0.moveToken(lines: 1) },
        KeyBinding(.output, [Key(.pageUp)], .keyTokenPage) { $0.moveToken(lines: -$0.pageRows(.output)) },
        KeyBinding(.output, [Key(.pageDown)], .keyTokenPage) { $0.moveToken(lines: $0.pageRows(.output)) },
        KeyBinding(.output, [Key(.home)], label: .firstLabel, .keyFirst, does: .look(.selectToken(0))),
        KeyBinding(.output, [Key(.end)], label: .newestLabel, .keyNewest, does: .look(.followNewest)),
        KeyBinding(.output, [.character("r")], .keyReasoning, does: .perform(.toggleReasoning)),
    ]

    // MARK: Next token

    private static let nextToken: [KeyBinding] = [
        KeyBinding(.nextToken, [Key(.left), Key(.right)], label: .tokenLabel, .keyToken, of: [-1, 1]) {
            .look(.moveToken(by: $0))
        },
        KeyBinding(.nextToken, [Key(.up)], label: .scrollLabel, .keyScroll) { $0.scroll(.nextToken, by: -1) },
        KeyBinding(.nextToken, [Key(.down)], .keyScroll) { $0.scroll(.nextToken, by: 1) },
        KeyBinding(.nextToken, [Key(.pageUp)], .keyPage) { $0.scroll(.nextToken, by: -$0.pageRows(.nextToken)) },
        KeyBinding(.nextToken, [Key(.pageDown)], .keyPage) { $0.scroll(.nextToken, by: $0.pageRows(.nextToken)) },
        KeyBinding(.nextToken, [Key(.home)], .keyFirst, does: .scroll(.nextToken, to: 0)),
    ]

    // MARK: Attention

    private static let attention: [KeyBinding] = [
        KeyBinding(.attention, [Key(.left), Key(.right)], label: .headLabel, .keyHead, of: [-1, 1]) {
            .look(.moveHead(layers: 0, heads: $0))
        },
        KeyBinding(.attention, [Key(.up), Key(.down)], label: .layerLabel, .keyLayer, of: [-1, 1]) {
            .look(.moveHead(layers: $0, heads: 0))
        },
        KeyBinding(.attention, [.character("s")], label: .scaleLabel, .keyScale, does: .look(.nextScale)),
        KeyBinding(
            .attention, [.character("f")], label: .firstTokenLabel, .keyFirstToken, does: .look(.toggleFirstToken)),
        KeyBinding(
            .attention, [.character("m")], label: .combinationLabel, .keyCombination, does: .look(.nextCombination)),
        KeyBinding(.attention, [Key(.left, .shift), Key(.right, .shift)], label: .tokenLabel, .keyToken, of: [-1, 1]) {
            .look(.moveToken(by: $0))
        },
        KeyBinding(.attention, [Key(.pageUp)], .keyPage) { $0.scroll(.attention, by: -$0.pageRows(.attention)) },
        KeyBinding(.attention, [Key(.pageDown)], .keyPage) { $0.scroll(.attention, by: $0.pageRows(.attention)) },
    ]

    // MARK: What lies on top

    private static let palette: [KeyBinding] = [
        KeyBinding(.palette, [Key(.enter)], label: .performLabel, .keyPerform) { $0.performChosen() },
        KeyBinding(.palette, [Key(.up), .control("p")], label: .chooseLabel, .keyChoose) { $0.choose(by: -1) },
        KeyBinding(.palette, [Key(.down), .control("n")], .keyChoose) { $0.choose(by: 1) },
        KeyBinding(.palette, [Key(.pageUp)], .keyPage) { $0.choose(by: -8) },
        KeyBinding(.palette, [Key(.pageDown)], .keyPage) { $0.choose(by: 8) },
        KeyBinding(.palette, [Key(.backspace)], .keyDelete, does: .overlay(.deleteTyped)),
        KeyBinding(.palette, [.control("u")], .keyClearField, does: .overlay(.clearTyped)),
    ]

    private static let help: [KeyBinding] = [
        KeyBinding(.help, [Key(.up)], label: .scrollLabel, .keyScroll) { $0.scrollText(by: -1) },
        KeyBinding(.help, [Key(.down)], .keyScroll) { $0.scrollText(by: 1) },
        KeyBinding(.help, [Key(.pageUp)], .keyPage) { $0.scrollText(by: -$0.layout.size.rows * 2 / 3) },
        KeyBinding(.help, [Key(.pageDown), .character(" ")], .keyPage) {
            $0.scrollText(by: $0.layout.size.rows * 2 / 3)
        },
        KeyBinding(.help, [Key(.home)], .keyFirst, does: .overlay(.scrollText(to: 0))),
        KeyBinding(
            .help, [.function(1), .character("q"), .character("?"), .character("P")], .keyClose, does: .overlay(.close)),
    ]

    private static let note: [KeyBinding] = [
        KeyBinding(
            .note, [Key(.enter), .character("q"), .character("i"), .character("w")], .keyClose, does: .overlay(.close)),
        KeyBinding(.note, [.character("["), .character("]")], .keyHead, of: [-1, 1]) {
            .look(.moveHead(layers: 0, heads: $0))
        },
        KeyBinding(.note, [.character("{"), .character("}")], .keyLayer, of: [-1, 1]) {
            .look(.moveHead(layers: $0, heads: 0))
        },
    ]

    private static let dialog: [KeyBinding] = [
        KeyBinding(.dialog, [Key(.enter)], label: .yesLabel, .keyYes) { $0.confirm() },
        KeyBinding(.dialog, [Key(.backspace)], .keyDelete, does: .overlay(.deleteTyped)),
        KeyBinding(.dialog, [.control("u")], .keyClearField, does: .overlay(.clearTyped)),
        KeyBinding(.dialog, [.control("y")], .keyCopyExport, does: .overlay(.copyExport)),
        KeyBinding(.dialog, [Key(.up)], .keyChoose) { $0.chooseRow(by: -1) },
        KeyBinding(.dialog, [Key(.down)], .keyChoose) { $0.chooseRow(by: 1) },
    ]
}

extension Situation {
    /// Goes to a screen, or back from it.
    func show(_ screen: PlaygroundScreen) -> [Action] { [.show(state.screen == screen ? .playground : screen)] }
}

extension KeyBinding {
    /// A pair of keys that do the same in two directions.
    init(
        _ scope: Scope, _ keys: [Key], label: Phrase? = nil, _ summary: Phrase, of distances: [Int],
        action: @escaping @Sendable (Int) -> Action
    ) {
        let distances = Dictionary(zip(keys, distances)) { first, _ in first }
        self.init(scope, keys, label: label, summary) { situation in
            distances[situation.key].map { [action($0)] } ?? []
        }
    }

    /// Keys that type into the number of a knob, written as one.
    init(_ scope: Scope, _ keys: [Key], names: String, _ summary: Phrase) {
        self.init(scope, keys, summary, names: names) { situation in
            guard case .character(let character) = situation.key.code else { return [] }
            return [.parameter(.type(String(character)))]
        }
    }
}
