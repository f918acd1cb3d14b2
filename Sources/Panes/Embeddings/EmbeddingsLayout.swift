import Playground
import TextUI

/// Where the parts of the embeddings screen lie; drawing and mouse both ask it.
struct EmbeddingsLayout {
    /// The form's frame: all there is.
    let form: Rect
    /// The map's frame.
    let map: Rect
    /// The frame of what stands beside the map, or below it where it is narrow.
    let side: Rect
    let isFramed: Bool

    init(_ scene: Scene) {
        let body = scene.layout.body
        form = body
        isFramed = scene.layout.isFramed
        let parts =
            body.columns >= 72
            ? body.split(columns: [.rest, .fixed(max(34, body.columns * 38 / 100))])
            : body.split(rows: [.rest, .fixed(body.rows / 2)])
        (map, side) = (parts[0], parts[1])
    }

    /// The room inside a part's frame.
    func content(_ frame: Rect) -> Rect { isFramed ? PaneFrame.content(of: frame) : frame.inset(left: 1, right: 1) }

    /// Where it says how to read a part, in two lines if one is too short, and the room above.
    func lesson(_ frame: Rect, saying text: String) -> (room: Rect, lines: Rect) {
        let content = content(frame)
        let rows = min(2, Paragraph(text: text, style: .plain).rows(columns: content.columns))
        let parts = content.split(rows: [.rest, .fixed(content.rows >= 8 ? rows : 0)])
        return (parts[0], parts[1])
    }
}
