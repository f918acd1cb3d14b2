import Playground
import TextUI

/// The tokens screen: a run token by token with its alternatives and branches, or two runs side by side.
struct TokensScreen {
    let scene: Scene

    private var layout: TokensLayout {
        TokensLayout(body: scene.layout.body, isComparing: scene.state.tokens.comparison != nil)
    }

    /// Draws the screen.
    func draw(on canvas: inout Canvas) {
        let layout = layout
        guard scene.state.tokens.comparison == nil else {
            ComparisonView(scene: scene, layout: layout).draw(on: &canvas)
            return
        }
        TokenTable(scene: scene, frame: layout.table).draw(on: &canvas)
        if !layout.alternatives.isEmpty {
            AlternativesList(scene: scene, frame: layout.alternatives).draw(on: &canvas)
        }
        if !layout.branches.isEmpty { BranchList(scene: scene, frame: layout.branches).draw(on: &canvas) }
    }

    /// How many rows of tokens fit on a page.
    var pageRows: Int { max(1, TokensLayout.content(layout.table).rows - 2) }

    /// What a click at a place means.
    func actions(at point: Point) -> [Action] {
        let layout = layout
        if scene.state.tokens.comparison != nil {
            return ComparisonView(scene: scene, layout: layout).step(at: point).map { [.look(.selectToken($0))] } ?? []
        }
        if let step = TokenTable(scene: scene, frame: layout.table).step(at: point) {
            return [.look(.selectToken(step))]
        }
        if let index = AlternativesList(scene: scene, frame: layout.alternatives).candidate(at: point) {
            return scene.state.tokens.alternative == index
                ? [.branch(.takeAlternative)] : [.branch(.selectAlternative(index))]
        }
        return BranchList(scene: scene, frame: layout.branches).branch(at: point).map { [.branch(.select($0))] } ?? []
    }
}
