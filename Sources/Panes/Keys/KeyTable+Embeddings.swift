import Playground
import TextUI

extension KeyTable {
    /// The embeddings screen: its form, its map, and the field of the query.
    static let embeddings: [KeyBinding] = corpusForm + map + query

    private static let corpusForm: [KeyBinding] = [
        KeyBinding(.embeddingsForm, [Key(.enter)], label: .nextLabel, .keyFormEnter, does: .embeddings(.enter)),
        KeyBinding(.embeddingsForm, [Key(.up), Key(.down)], label: .rowLabel, .keyFormRow, of: [-1, 1]) {
            .embeddings(.moveRow(by: $0))
        },
        KeyBinding(.embeddingsForm, [Key(.left), Key(.right)], label: .changeLabel, .keyFormTurn, of: [-1, 1]) {
            .embeddings(.turn($0))
        },
        KeyBinding(.embeddingsForm, [Key(.tab), Key(.tab, .shift)], .keyFormRow, of: [1, -1]) {
            .embeddings(.moveRow(by: $0))
        },
        KeyBinding(.embeddingsForm, [Key(.backspace)], .keyDelete, does: .embeddings(.deleteTyped)),
    ]

    private static let map: [KeyBinding] = [
        KeyBinding(.embeddingsScreen, [Key(.left)], label: .pickLabel, .keyPick) { _ in
            [.embeddings(.pickToward(columns: -1, rows: 0))]
        },
        KeyBinding(.embeddingsScreen, [Key(.right)], .keyPick, does: .embeddings(.pickToward(columns: 1, rows: 0))),
        KeyBinding(.embeddingsScreen, [Key(.up)], .keyPick, does: .embeddings(.pickToward(columns: 0, rows: -1))),
        KeyBinding(.embeddingsScreen, [Key(.down)], .keyPick, does: .embeddings(.pickToward(columns: 0, rows: 1))),
        KeyBinding(
            .embeddingsScreen, [.character("/")], label: .queryLabel, .keyQuery, does: .embeddings(.beginQuery)),
        KeyBinding(.embeddingsScreen, [.character("+"), .character("-")], label: .zoomLabel, .keyZoom, of: [1, -1]) {
            .embeddings(.zoom(by: $0, around: nil))
        },
        KeyBinding(
            .embeddingsScreen, [.character("m")], label: .mapLabel, .keyToggleMap, does: .embeddings(.toggleMap)),
        KeyBinding(
            .embeddingsScreen, [.character("o")], label: .colorLabel, .keyNextColumn, does: .embeddings(.nextColumn)),
        KeyBinding(.embeddingsScreen, [Key(.tab)], label: .besideLabel, .keyNextView, does: .embeddings(.nextView(1))),
        KeyBinding(.embeddingsScreen, [Key(.tab, .shift)], .keyNextView, does: .embeddings(.nextView(-1))),
        KeyBinding(.embeddingsScreen, [.character(" ")], label: .markLabel, .keyMarkText, does: .embeddings(.mark)),
        KeyBinding(
            .embeddingsScreen, [.character("a"), .character("b"), .character("c")], label: .termLabel, .keyTerm,
            of: [0, 1, 2]
        ) { .embeddings(.setTerm($0)) },
        KeyBinding(.embeddingsScreen, [Key(.pageUp), Key(.pageDown)], .keyChooseNear, of: [-1, 1]) {
            .embeddings(.moveChoice(by: $0))
        },
        KeyBinding(.embeddingsScreen, [Key(.enter)], .keyPickNear, does: .embeddings(.pickChoice)),
        KeyBinding(.embeddingsScreen, [Key(.left, .shift), Key(.right, .shift)], .keyPan, of: [-1, 1]) {
            .embeddings(.pan(columns: $0, rows: 0))
        },
        KeyBinding(.embeddingsScreen, [Key(.up, .shift), Key(.down, .shift)], .keyPan, of: [-1, 1]) {
            .embeddings(.pan(columns: 0, rows: $0))
        },
        KeyBinding(.embeddingsScreen, [.character("0"), Key(.home)], .keyShowAll, does: .embeddings(.showAll)),
        KeyBinding(.embeddingsScreen, [.character("x")], .keyClearMarks, does: .embeddings(.clearMarks)),
        KeyBinding(
            .embeddingsScreen, [.character("n")], label: .corpusLabel, .keyOtherTexts, does: .embeddings(.openForm)),
        KeyBinding(
            .embeddingsScreen, [.character("i")], label: .insideLabel, .keyLookInside, does: .embeddings(.lookInside)),
    ]

    private static let query: [KeyBinding] = [
        KeyBinding(.embeddingsQuery, [Key(.enter)], label: .searchLabel, .keyTakeQuery, does: .embeddings(.enter)),
        KeyBinding(.embeddingsQuery, [Key(.up), Key(.down)], label: .chooseLabel, .keyChooseNear, of: [-1, 1]) {
            .embeddings(.moveChoice(by: $0))
        },
        KeyBinding(.embeddingsQuery, [Key(.backspace)], .keyDelete, does: .embeddings(.deleteTyped)),
    ]
}
