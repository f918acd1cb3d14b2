import Generation
import Playground
import TextUI

/// One stop of the walk: what it does in one sentence, its vector as colours, and its largest entries or the tokens they stand for.
struct WalkDetail {
    let scene: Scene
    let walk: Walk
    let stop: Walk.Stop

    /// Draws the pane.
    func draw(in frame: Rect, on canvas: inout Canvas) {
        PaneFrame(title, facts: facts).draw(in: frame, on: &canvas, theme: scene.theme)
        var room = PaneFrame.content(of: frame)
        let sentence = Paragraph(text: scene.text(.explanation(stop)), style: scene.theme[.text])
        sentence.draw(in: room, on: &canvas)
        // A small room has no place for air.
        let air = room.rows >= 16 ? 1 : 0
        room = room.inset(top: min(room.rows, sentence.rows(columns: room.columns) + air))
        if stop == .draw {
            room = room.inset(top: min(room.rows, WalkDraw(scene: scene, walk: walk).draw(in: room, on: &canvas) + air))
        } else {
            room = room.inset(top: min(room.rows, drawStrip(in: room, on: &canvas) + air))
        }
        switch stop {
        case .place(.logits), .temperature, .softmax, .draw:
            WalkTokens(scene: scene, walk: walk, stop: stop).draw(in: room, on: &canvas)
        case .place: drawEntries(in: room, on: &canvas)
        }
    }

    private var values: [Float] { walk.values(at: stop) }

    private var title: String {
        let name = scene.text(.name(stop))
        guard let layer = stop.layer else { return name }
        return "\(scene.text(.layerLetter))\(layer + 1) · \(name)"
    }

    private var facts: [String] {
        guard stop != .draw else { return [] }
        let values = values
        return [
            scene.text(.norm(Figure.fixed(Double(values.norm), decimals: 3))), scene.text(.dimensions(values.count)),
        ]
    }

    // MARK: The vector

    /// Draws the vector and what its colours mean, and says how many rows that took.
    private func drawStrip(in room: Rect, on canvas: inout Canvas) -> Int {
        let strip = VectorStrip(values)
        let rows = min(strip.rows(columns: room.columns, theme: scene.theme), max(1, room.rows / 3))
        guard room.rows > rows + 1 else { return 0 }
        let place = Rect(origin: room.origin, size: Size(columns: room.columns, rows: rows))
        strip.draw(in: place, on: &canvas, theme: scene.theme)
        let perCell = strip.valuesPerCell(in: place, theme: scene.theme)
        let legend = room.row(rows)
        let (low, high) = (values.min() ?? 0, values.max() ?? 0)
        let share = Double(max(abs(low), abs(high)))
        var point = canvas.advance(
            " \(Figure.signed(Double(low))) ", at: legend.origin,
            style: scene.vectorStyle(share > 0 ? Double(low) / share : 0), within: legend)
        point = canvas.advance(" … ", at: point, style: scene.theme[.faint], within: legend)
        canvas.write(
            " \(Figure.signed(Double(high))) ", at: point,
            style: scene.vectorStyle(share > 0 ? Double(high) / share : 0), within: legend)
        if perCell > 1 {
            canvas.write(
                scene.text(.perCell(perCell)), in: legend, style: scene.theme[.faint], alignment: .right)
        } else if isSwitchedOff {
            canvas.write(
                scene.text(.switchedOffHere), in: legend, style: scene.theme[.warning], alignment: .right)
        }
        return rows + 1
    }

    private var isSwitchedOff: Bool {
        guard case .place(.mlp(let layer)) = stop else { return false }
        return scene.state.interventions.contains(.switchOffMLP(layer: layer))
    }

    // MARK: Its largest entries

    /// The entries farthest from zero, in as many columns as fit.
    private func drawEntries(in room: Rect, on canvas: inout Canvas) {
        guard room.rows > 1 else { return }
        let isNeurons = if case .place(.mlpActivations) = stop { true } else { false }
        canvas.write(
            scene.text(isNeurons ? .largestNeurons : .largestEntries), in: room.row(0), style: scene.theme[.dim])
        let list = room.inset(top: 1)
        let count = max(1, min(3, list.columns / 34))
        let columns = list.split(columns: Array(repeating: .rest, count: count), spacing: 3)
        let values = values
        let largest = values.indices.sorted { abs(values[$0]) > abs(values[$1]) }.prefix(list.rows * count)
        let maximum = Double(largest.first.map { abs(values[$0]) } ?? 0)
        for (place, index) in largest.enumerated() {
            let line = columns[place / list.rows].row(place % list.rows)
            let share = maximum > 0 ? Double(values[index]) / maximum : 0
            canvas.write(
                String(index), in: line.inset(right: line.columns - 6), style: scene.theme[.faint], alignment: .right)
            canvas.write(
                Figure.signed(Double(values[index])), in: line.inset(left: 7, right: line.columns - 14),
                style: scene.theme[.text], alignment: .right)
            Bar(abs(share), color: scene.theme.diverging.color(at: (share + 1) / 2))
                .draw(in: line.inset(left: 15), on: &canvas, theme: scene.theme)
        }
    }
}
