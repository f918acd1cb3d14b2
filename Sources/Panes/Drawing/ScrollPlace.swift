import Generation
import Playground
import TextUI

/// From where a pane is shown, and how far it can go.
struct ScrollPlace {
    /// The first visible line.
    let first: Int
    /// The greatest first line that makes sense.
    let last: Int

    init(_ pane: Pane, scene: Scene) {
        guard let room = scene.layout.content(pane) else {
            (first, last) = (0, 0)
            return
        }
        switch pane {
        case .system, .user:
            let buffer = pane == .system ? scene.state.system : scene.state.user
            let flow = EditorFlow(buffer, in: room)
            first = EditorPane(scene: scene, pane: pane).firstLine(flow, in: room)
            last = max(0, flow.lineCount - room.rows)
        case .output:
            guard let run = scene.state.run else {
                (first, last) = (0, 0)
                return
            }
            let output = OutputPane(scene: scene)
            let flow = output.flow(run, in: room)
            first = output.firstLine(flow, in: room)
            last = max(0, flow.text.lineCount - room.rows)
        case .nextToken:
            first = scene.state.scroll[pane] ?? 0
            last = max(0, (scene.state.shownDistribution?.candidates.count ?? 0) - max(1, room.rows - 2))
        case .attention:
            let place = AttentionPane(scene: scene).textPlace
            (first, last) = (place?.first ?? 0, place?.last ?? 0)
        case .parameters:
            (first, last) = (0, 0)
        }
    }
}
