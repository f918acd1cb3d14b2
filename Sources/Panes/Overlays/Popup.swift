import TextUI

/// A framed box above the screen.
struct Popup {
    let scene: Scene
    let title: String
    let frame: Rect

    /// The room inside the border.
    var content: Rect { frame.inset(left: 2, top: 1, right: 2, bottom: 1) }

    /// Clears the room and draws border and title.
    func draw(on canvas: inout Canvas) {
        let theme = scene.theme
        canvas.fill(frame, style: theme[.popup].over(theme[.background]))
        canvas.border(frame, style: theme[.borderFocused])
        let line = frame.inset(left: 2, right: 2).row(0)
        canvas.write(" \(title) ".truncated(toColumns: line.columns), at: line.origin, style: theme[.titleFocused])
    }
}
