import Generation
import Playground
import TextUI

/// The attention screen.
struct AttentionScreen {
    let scene: Scene

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        PaneFrame(scene.text(.attention), isFocused: true).draw(in: scene.layout.body, on: &canvas, theme: scene.theme)
    }
}
