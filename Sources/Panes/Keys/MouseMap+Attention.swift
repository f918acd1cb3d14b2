import Playground
import TextUI

// The mouse on the attention screen.

extension MouseMap {
    private var target: AttentionScreen.Target? {
        AttentionScreen(scene: Scene(state: state, theme: .bare, layout: layout)).target(at: mouse.position)
    }

    /// A press chooses what is seen there: a view, a head, a weight, a token.
    var attentionPress: [Action] {
        switch target {
        case .view(let view): [.look(.setView(view))]
        case .head(let layer, let head): [.look(.selectHead(layer: layer, head: head))]
        case .weight(let query, let key): [.look(.setCursor(query: query, key: key))]
        case .token(let position): [.look(.setCursor(query: position, key: nil))]
        case nil: []
        }
    }

    /// A drag takes the cursor along.
    var attentionDrag: [Action] {
        switch target {
        case .weight(let query, let key): [.look(.setCursor(query: query, key: key))]
        case .token(let position): [.look(.setCursor(query: position, key: nil))]
        case .view, .head, nil: []
        }
    }

    /// The wheel moves what the arrows move: the pattern scrolls under its cursor.
    func scrollAttention(columns: Int, rows: Int) -> [Action] {
        let situation = Situation(key: Key(.down), state: state, layout: layout)
        return state.attention.view == .arithmetic
            ? situation.scrollArithmetic(by: rows) : situation.moveAttention(columns: columns, rows: rows)
    }
}
