import Playground
import TextUI

/// A pane's border, its title at the left and its facts at the right of the title line.
///
/// When the line is short the facts go first, the least important one (the last) before the others.
struct PaneBorder {
    let scene: Scene
    let pane: Pane
    /// The facts, the most important one first.
    var facts: [String] = []

    /// Draws the frame where the layout has the pane.
    func draw(on canvas: inout Canvas) {
        guard let frame = scene.layout.frames[pane] else { return }
        guard scene.layout.isFramed else {
            drawFacts(in: scene.layout.tabs.inset(left: TabLine(scene: scene).width + 1), on: &canvas)
            return
        }
        let isTabbed = scene.layout.arrangement == .tabbed && Pane.tabs.contains(pane)
        let isFocused = scene.isFocused(pane)
        guard isTabbed else {
            PaneFrame(scene.title(pane), facts: facts, isFocused: isFocused)
                .draw(in: frame, on: &canvas, theme: scene.theme)
            return
        }
        canvas.border(frame, style: scene.theme[isFocused ? .borderFocused : .border])
        drawTabs(in: frame, on: &canvas)
        // The tabs take the title line, so the facts stand below.
        if frame.rows > 1 { drawFacts(in: frame.inset(left: 2, right: 2).row(frame.rows - 1), on: &canvas) }
    }

    /// Draws as many facts as fit, right-aligned.
    private func drawFacts(in line: Rect, on canvas: inout Canvas) {
        for count in stride(from: facts.count, to: 0, by: -1) {
            let text = " " + facts.prefix(count).joined(separator: " · ") + " "
            guard text.columnWidth <= line.columns else { continue }
            canvas.write(text, in: line, style: scene.theme[.facts], alignment: .right)
            return
        }
    }

    private func drawTabs(in frame: Rect, on canvas: inout Canvas) {
        for (tab, rect) in Self.tabs(in: frame, scene: scene) {
            let isSelected = tab == pane
            let role: Role = isSelected ? (scene.isFocused(pane) ? .titleFocused : .tabSelected) : .tab
            canvas.write(" \(scene.title(tab)) ", in: rect, style: scene.theme[role])
        }
    }

    /// Where the tabs stand on a frame's title line.
    static func tabs(in frame: Rect, scene: Scene) -> [(Pane, Rect)] {
        let line = frame.inset(left: 2, right: 2).row(0)
        var column = line.left
        return Pane.tabs.map { tab in
            let width = scene.title(tab).columnWidth + 2
            defer { column += width + 1 }
            let rect = Rect(column: column, row: line.top, columns: width, rows: 1)
            return (tab, rect.intersection(line))
        }
    }
}

/// The line of tabs where only one pane fits.
struct TabLine {
    let scene: Scene

    /// Where the tabs stand.
    var tabs: [(pane: Pane, rect: Rect)] {
        let line = scene.layout.tabs
        let isWide = line.columns >= 76
        var column = line.left
        return Pane.allCases.map { pane in
            let width = (isWide ? scene.title(pane) : scene.text(.shortTitle(pane))).columnWidth + 1
            defer { column += width }
            return (pane, Rect(column: column, row: line.top, columns: width, rows: 1).intersection(line))
        }
    }

    /// How many columns all tabs take.
    var width: Int { (tabs.last?.rect.right ?? scene.layout.tabs.left) - scene.layout.tabs.left }

    /// Draws the tabs.
    func draw(on canvas: inout Canvas) {
        let isWide = scene.layout.tabs.columns >= 76
        for (pane, rect) in tabs {
            let title = isWide ? scene.title(pane) : scene.text(.shortTitle(pane))
            canvas.write(" \(title)", in: rect, style: scene.theme[pane == scene.state.focus ? .tabSelected : .tab])
        }
    }
}
