import Generation
import Playground
import TextUI

/// One position's way through the model: all stops at the left, the chosen one at the right.
struct WalkScreen {
    let scene: Scene

    private var parts: (list: Rect, detail: Rect) {
        let body = scene.layout.body
        guard body.columns >= 72 else {
            let halves = body.split(rows: [.fixed(max(4, body.rows * 2 / 5)), .rest])
            return (halves[0], halves[1])
        }
        let halves = body.split(columns: [.fixed(min(64, max(34, body.columns * 38 / 100))), .rest])
        return (halves[0], halves[1])
    }

    private var list: WalkList? {
        guard let walk = scene.state.shownWalk, let chosen = scene.state.shownStop else { return nil }
        return WalkList(scene: scene, walk: walk, chosen: chosen, room: PaneFrame.content(of: parts.list))
    }

    /// Draws both panes, or says why there is nothing to walk through.
    func draw(on canvas: inout Canvas) {
        let (listFrame, detailFrame) = parts
        PaneFrame(scene.text(.walkTitle), facts: facts, isFocused: scene.state.overlay == nil)
            .draw(in: listFrame, on: &canvas, theme: scene.theme)
        guard let list, let walk = scene.state.shownWalk, let stop = scene.state.shownStop else {
            PaneFrame().draw(in: detailFrame, on: &canvas, theme: scene.theme)
            Paragraph(text: scene.text(placeholder), style: scene.theme[.placeholder])
                .draw(in: PaneFrame.content(of: detailFrame), on: &canvas)
            return
        }
        list.draw(on: &canvas)
        WalkDetail(scene: scene, walk: walk, stop: stop).draw(in: detailFrame, on: &canvas)
    }

    /// What a click at a place means.
    func actions(at point: Point) -> [Action] {
        list?.stop(at: point).map { [.walk(.selectStop($0))] } ?? []
    }

    private var placeholder: Phrase { scene.insidePlaceholder(.forwardPass) }

    private var facts: [String] {
        guard let walk = scene.state.shownWalk else { return [] }
        let token = scene.state.token(at: walk.pass.position, in: walk.pass.window).map(TokenText.listed) ?? "?"
        var facts = [
            "\(token) \(scene.text(.position(walk.pass.position + 1, of: scene.state.shownSequence?.count ?? 0)))"
        ]
        if walk.isStale { facts.append(scene.text(.looking)) }
        if let off = scene.switchedOff { facts.append(off) }
        return facts
    }
}

extension Scene {
    /// Why a screen about the inside has nothing to show.
    func insidePlaceholder(_ kind: InsideQuestion.Kind) -> Phrase {
        if state.model.loaded?.canInspect == false { return .walkHosted }
        if let failure = state.inquiries[kind]?.failure { return .failure(failure) }
        return state.insideRequest == nil ? .walkPlaceholder : .looking
    }

    /// What a vector's entry looks like, by its share of the largest one.
    func vectorStyle(_ share: Double) -> Style {
        let style = theme.diverging.style(at: (share + 1) / 2).over(theme[.text])
        return theme.isMonochrome ? theme[.text] : style
    }
}
