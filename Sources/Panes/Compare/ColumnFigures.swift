import Foundation
import Generation
import Playground
import TextUI

/// What a column's run says in numbers: one figure to a row where there is room, a line or two otherwise.
struct ColumnFigures {
    let scene: Scene
    let column: CompareColumn
    let isBaseline: Bool

    private var compare: CompareDisplay { scene.state.compare }

    /// How many rows the figures get in a column with so many.
    static func rows(for rows: Int) -> Int { rows >= 14 ? 6 : rows >= 6 ? 2 : rows >= 4 ? 1 : 0 }

    /// Draws the figures.
    func draw(in room: Rect, on canvas: inout Canvas) {
        guard let run = column.run, !room.isEmpty else { return }
        guard room.rows >= 6 else {
            drawBriefly(run, in: room, on: &canvas)
            return
        }
        let labels = min(15, room.columns / 2)
        for (row, figure) in figures(run).enumerated() {
            let line = room.row(row)
            canvas.write(
                scene.text(figure.label), in: line.inset(right: line.columns - labels + 1), style: scene.theme[.dim])
            let value = line.inset(left: labels)
            canvas.write(figure.value, in: value, style: scene.theme[figure.isBest ? .strong : .text])
            let place = value.inset(left: max(11, figure.value.columnWidth + 1))
            guard place.columns >= 4 else { continue }
            switch figure.picture {
            case .bar(let share):
                Bar(share, role: figure.isBest ? .bar : .barMuted).draw(in: place, on: &canvas, theme: scene.theme)
            case .words(let words): canvas.write(scene.text(words), in: place, style: scene.theme[.faint])
            case .line(let values): Sparkline(values).draw(in: place, on: &canvas, theme: scene.theme)
            case nil: break
            }
        }
    }

    private struct FigureRow {
        enum Picture {
            case bar(Double)
            case line([Double])
            case words(Phrase)
        }

        let label: Phrase
        let value: String
        var isBest = false
        var picture: Picture?
    }

    private func figures(_ run: Run) -> [FigureRow] {
        let runs = compare.columns.compactMap(\.run)
        let fastest = runs.compactMap(\.tokensPerSecond).max()
        let speed = run.tokensPerSecond
        let mean = RunFigures(run.steps).meanLogProbability
        let best = runs.compactMap { RunFigures($0.steps).meanLogProbability }.max()
        return [
            FigureRow(
                label: .speed, value: speed.map { "\(speedFigure($0)) tok/s" } ?? "–",
                isBest: speed != nil && speed == fastest,
                picture: speed.flatMap { speed in fastest.map { .bar(speed / $0) } }),
            FigureRow(label: .firstTokenTime, value: run.timeToFirstToken.map(Figure.time) ?? "–"),
            FigureRow(label: .tokensLabel, value: tokens(run)),
            FigureRow(label: .cost, value: cost(run)),
            FigureRow(
                label: .meanLogProbability, value: mean.map { Figure.fixed($0, decimals: 2) } ?? "–",
                isBest: mean != nil && mean == best, picture: mean.map { .bar(exp($0)) }),
            divergence,
        ]
    }

    private func drawBriefly(_ run: Run, in room: Rect, on canvas: inout Canvas) {
        let style = scene.theme[.dim]
        var first = [tokens(run)]
        if let speed = run.tokensPerSecond { first.insert("\(speedFigure(speed)) tok/s", at: 0) }
        if let time = run.timeToFirstToken { first.append(Figure.time(time)) }
        canvas.write(first.joined(separator: " · "), in: room.row(0), style: style)
        guard room.rows > 1 else { return }
        var second: [String] = []
        if let mean = RunFigures(run.steps).meanLogProbability {
            second.append("logp \(Figure.fixed(mean, decimals: 2))")
        }
        if !isBaseline { second.append("KL \(divergence.value)") }
        if run.completion?.usage?.costUSD != nil { second.append(cost(run)) }
        canvas.write(second.joined(separator: " · "), in: room.row(1), style: style)
    }

    // MARK: Figures

    private func speedFigure(_ rate: Double) -> String {
        rate < 99.5 ? Figure.fixed(rate, decimals: 1) : scene.figure(Int(rate.rounded()))
    }

    private func tokens(_ run: Run) -> String {
        let count = scene.figure(run.completion?.usage?.generatedTokens ?? run.steps.count)
        switch run.status {
        case .ended(let reason): return "\(count) · \(scene.text(.brief(reason)))"
        case .waiting, .streaming, .failed: return "\(count) tok"
        }
    }

    private func cost(_ run: Run) -> String {
        if run.model.capabilities.isLocal { return scene.text(.free) }
        return run.completion?.usage?.costUSD.map(Figure.dollars) ?? "–"
    }

    /// How far the column's expectations lie from the baseline's: the mean, and position by position.
    private var divergence: FigureRow {
        if isBaseline { return FigureRow(label: .divergence, value: scene.text(.baseline)) }
        if compare.obstacle(of: column) != nil {
            return FigureRow(label: .divergence, value: scene.text(.otherVocabulary))
        }
        guard let bits = compare.divergences(of: column)?.map(\.bits), !bits.isEmpty else {
            return FigureRow(label: .divergence, value: "–")
        }
        let mean = bits.reduce(0, +) / Double(bits.count)
        guard mean.isFinite else {
            return FigureRow(label: .divergence, value: "∞ bits", picture: .words(.ruledOut))
        }
        return FigureRow(
            label: .divergence, value: Figure.fixed(mean, decimals: 2) + " bits",
            picture: .line(bits))
    }
}
