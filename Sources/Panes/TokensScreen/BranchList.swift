import Generation
import Playground
import TextUI

/// The tree of runs: every branch below the one that it left, with its length and how probable it was.
struct BranchList {
    let scene: Scene
    let frame: Rect

    private var room: Rect { TokensLayout.content(frame) }

    private var rows: (all: [(branch: Branch, depth: Int)], first: Int) {
        let all = scene.state.runs.rows
        let current = all.firstIndex { $0.branch.id == scene.state.runs.currentID } ?? 0
        return (all, TokensLayout.first(around: current, of: all.count, visible: room.rows))
    }

    /// The branch at a place of the screen.
    func branch(at point: Point) -> Ticket? {
        guard room.contains(point) else { return nil }
        let (all, first) = rows
        let index = first + point.row - room.top
        return all.indices.contains(index) ? all[index].branch.id : nil
    }

    /// Draws the tree.
    func draw(on canvas: inout Canvas) {
        let (all, first) = rows
        PaneFrame(scene.text(.branches), facts: all.isEmpty ? [] : [scene.text(.branchFigures)])
            .draw(in: frame, on: &canvas, theme: scene.theme)
        guard !all.isEmpty else {
            Paragraph(text: scene.text(.branchesPlaceholder), style: scene.theme[.placeholder])
                .draw(in: room, on: &canvas)
            return
        }
        for (row, entry) in all[first...].prefix(room.rows).enumerated() {
            let isLast = !all[(first + row + 1)...].contains { $0.branch.parent == entry.branch.parent }
            draw(entry.branch, depth: entry.depth, isLast: isLast, in: room.row(row), on: &canvas)
        }
        ScrollBar(total: all.count, visible: room.rows, first: first)
            .draw(in: frame.inset(top: 1, bottom: 1), on: &canvas, theme: scene.theme)
    }

    private func draw(_ branch: Branch, depth: Int, isLast: Bool, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let isCurrent = branch.id == scene.state.runs.currentID
        let parts = line.inset(left: 2).split(columns: [.rest, .fixed(4), .fixed(6)], spacing: 1)
        // Deep trees keep room for the name.
        let indent = min(max(0, depth - 1) * 2, max(0, parts[0].columns - 16))
        var name = parts[0]
        if depth > 0 {
            canvas.write(isLast ? "└" : "├", in: name.inset(left: indent), style: theme[.faint])
            name = name.inset(left: indent + 2)
        }
        var text = scene.text(.branchName(branch, in: scene.state.runs))
        if branch.id == scene.state.tokens.markedID { text = "= " + text }
        if branch.isPinned { text = "* " + text }
        if !branch.run.request.interventions.isEmpty { text += " " + scene.text(.touched) }
        canvas.write(text, in: name, style: theme[isCurrent ? .strong : .text])
        let count = branch.run.steps.count
        canvas.write(
            String(count) + (branch.run.isActive ? "…" : ""), in: parts[1], style: theme[.dim], alignment: .right)
        canvas.write(
            branch.meanLogProbability.map { Figure.fixed($0, decimals: 2) } ?? "–", in: parts[2], style: theme[.dim],
            alignment: .right)
        guard isCurrent else { return }
        canvas.restyle(line, style: theme[.selection])
        canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent].background(theme[.selection].background))
    }
}
