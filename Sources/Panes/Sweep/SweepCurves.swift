import Foundation
import Generation
import Playground
import TextUI

/// How the figures go with the knob: distinct texts, entropy, perplexity.
struct SweepCurves {
    let scene: Scene
    let layout: SweepLayout

    private struct Curve {
        let title: String
        let values: [Double?]
        let chart: LineChart
    }

    /// The setting nearest to a place of the screen.
    func row(at point: Point) -> Int? {
        guard !layout.curves.isEmpty, let sweep = scene.state.sweep.sweep else { return nil }
        for (curve, room) in zip(curves(sweep), rooms) {
            if let row = curve.chart.value(at: point, in: room.inset(top: 1)) { return row }
        }
        return nil
    }

    /// Draws the curves side by side, each with its axes and the chosen value.
    func draw(on canvas: inout Canvas) {
        PaneFrame(scene.text(.curves)).draw(in: layout.curves, on: &canvas, theme: scene.theme)
        guard let sweep = scene.state.sweep.sweep else {
            Paragraph(text: scene.text(.curvesPlaceholder), style: scene.theme[.placeholder])
                .draw(in: layout.content(layout.curves), on: &canvas)
            return
        }
        for (curve, room) in zip(curves(sweep), rooms) {
            canvas.write(curve.title, in: room.row(0), style: scene.theme[.text])
            let row = scene.state.sweep.selection.row
            if curve.values.indices.contains(row), let value = curve.values[row] {
                canvas.write(Figure.brief(value), in: room.row(0), style: scene.theme[.accent], alignment: .right)
            }
            guard curve.values.contains(where: { $0 != nil }) else {
                canvas.write(scene.text(.notDisclosed), in: room.row(2), style: scene.theme[.placeholder])
                continue
            }
            curve.chart.draw(in: room.inset(top: 1), on: &canvas, theme: scene.theme)
        }
    }

    private var rooms: [Rect] {
        layout.content(layout.curves).split(columns: [.rest, .rest, .rest], spacing: 2)
    }

    private func curves(_ sweep: Sweep) -> [Curve] {
        let parameter = Parameter(sweep.knob, for: sweep.model)
        let labels = sweep.rows.indices.map { parameter.written(sweep.value(ofRow: $0)) }
        let answered = sweep.rows.map { $0.samples.isEmpty ? nil : $0 }
        let figures = answered.map { $0?.figures }
        let samples = Double(sweep.grid.sampleCount)
        let entropies = figures.map { $0?.meanEntropyBits }
        let perplexities = figures.map { $0?.perplexity }
        return [
            curve(.distinctCurve, answered.map { $0.map { Double($0.distinctCount) } }, to: samples, labels),
            curve(.entropyCurve, entropies, to: entropies.compactMap { $0 }.max() ?? 1, labels),
            logarithmic(.perplexityCurve, perplexities, labels),
        ]
    }

    private func curve(_ title: Phrase, _ values: [Double?], to highest: Double, _ labels: [String]) -> Curve {
        let top = max(highest, 0.01)
        return Curve(
            title: scene.text(title), values: values,
            chart: LineChart(
                values, labels: labels, scale: 0...top, scaleLabels: ("0", Figure.brief(top)),
                selected: scene.state.sweep.selection.row))
    }

    /// Perplexity grows by factors, so equal distances are equal factors.
    private func logarithmic(_ title: Phrase, _ values: [Double?], _ labels: [String]) -> Curve {
        let top = max(values.compactMap { $0 }.filter(\.isFinite).max() ?? 2, 1.1)
        return Curve(
            title: scene.text(title), values: values,
            chart: LineChart(
                values.map { $0.map { log(max(1, $0)) } }, labels: labels, scale: 0...log(top),
                scaleLabels: ("1", Figure.brief(top)), selected: scene.state.sweep.selection.row))
    }
}
