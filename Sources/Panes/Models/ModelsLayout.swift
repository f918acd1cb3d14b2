import Playground
import TextUI

/// Where the parts of the models screen lie.
///
/// Wide screens have the list left and the chosen model right; high ones have it below; small ones have the list alone.
struct ModelsLayout {
    /// The list's frame.
    let list: Rect
    /// The frame of what is known about the chosen model; empty where there is no room for it.
    let details: Rect
    /// The line of the field, inside the list's frame.
    let field: Rect
    /// The rows of models, with their header.
    let table: Rect
    /// What is being fetched; empty if nothing is.
    let pull: Rect
    let isFramed: Bool

    init(_ scene: Scene) {
        let body = scene.layout.body
        isFramed = scene.layout.isFramed
        let parts: [Rect]
        if body.columns >= 150 {
            parts = body.split(columns: [.rest, .fixed(min(72, body.columns * 32 / 100))])
        } else if isFramed, body.rows >= 18 {
            parts = body.split(rows: [.rest, .fixed(body.rows >= 30 ? 12 : 8)])
        } else {
            parts = [body, .zero]
        }
        (list, details) = (parts[0], parts[1])
        let content = isFramed ? PaneFrame.content(of: list) : list.inset(left: 1, right: 1)
        let pullRows = scene.state.models.pull == nil ? 0 : scene.state.models.pull?.failure == nil ? 2 : 4
        let lines = content.split(rows: [
            .fixed(1), .fixed(isFramed ? 1 : 0), .rest, .fixed(min(pullRows, content.rows / 3)),
        ])
        (field, table, pull) = (lines[0], lines[2], lines[3])
    }
}
