import Generation
import Playground
import TextUI

/// The line at the top: model, live mode, seed, context used, speed.
///
/// When it is short the segments of least weight leave, and what stays keeps its order.
struct StatusLine {
    let scene: Scene

    private struct Segment {
        /// Who stays longest: 0 first.
        var weight: Int
        var parts: [(String, TextUI.Role)]
        var gauge: Double?

        var width: Int { parts.reduce(0) { $0 + $1.0.columnWidth } + (gauge == nil ? 0 : StatusLine.gaugeColumns + 1) }
    }

    private static let gaugeColumns = 12

    /// Draws the line.
    func draw(on canvas: inout Canvas) {
        let line = scene.layout.status.inset(left: 1, right: 1)
        guard !line.isEmpty else { return }
        let left = Self.fitting([name, kind].compactMap { $0 }, in: line.columns * 2 / 3)
        let leftWidth = Self.width(left)
        let right = Self.fitting(
            [live, context, speed, first, seed].compactMap { $0 }, in: max(0, line.columns - leftWidth - 3))
        draw(left, in: line, on: &canvas)
        draw(right, in: line.inset(left: line.columns - Self.width(right)), on: &canvas)
    }

    private var name: Segment {
        let slot = scene.state.model
        var parts: [(String, TextUI.Role)] = [("mirilla", .accent), ("  ", .text)]
        parts.append((slot.loaded?.description.name ?? scene.text(.noModel), slot.loaded == nil ? .dim : .strong))
        if let loading = slot.loading {
            parts.append(("  \(scene.text(.opening)) \(loading.reference)", .dim))
        }
        return Segment(weight: 0, parts: parts)
    }

    private var kind: Segment? {
        guard let model = scene.state.model.loaded else { return nil }
        let description = model.description
        let place: Phrase =
            description.reference == "nano" ? .embedded : model.capabilities.isLocal ? .local : .hosted
        var words = [scene.text(place)]
        if let architecture = description.architecture { words.append(architecture) }
        if let count = description.parameterCount { words.append(Figure.short(count)) }
        if let type = description.weightType { words.append(type) }
        return Segment(weight: 1, parts: [(words.joined(separator: " · "), .dim)])
    }

    private var live: Segment? {
        let state = scene.state
        if state.run?.isActive == true {
            return Segment(weight: 0, parts: [("● ", .accent), (scene.text(.running), .text)])
        }
        guard state.model.loaded?.canInspect != false else { return nil }
        return Segment(
            weight: 1,
            parts: state.isLive
                ? [("● ", .success), (scene.text(.live), .text)] : [("○ ", .dim), (scene.text(.paused), .dim)])
    }

    private var context: Segment? {
        let state = scene.state
        let sequence = state.shownSequence
        guard let limit = sequence?.contextLength ?? state.effectiveContextLength else { return nil }
        let window = sequence?.window
        let used = window?.visibleCount ?? 0
        let dropped = window?.dropped.count ?? 0
        var parts: [(String, TextUI.Role)] = [
            ("\(scene.text(.context)) ", .dim), ("\(used)/\(limit)", dropped > 0 ? .warning : .text),
        ]
        if dropped > 0 { parts.append((" " + scene.text(.outsideShort(dropped)), .warning)) }
        return Segment(weight: 0, parts: parts, gauge: Double(used) / Double(max(1, limit)))
    }

    private var speed: Segment? {
        guard let rate = scene.state.run?.tokensPerSecond else { return nil }
        let figure =
            rate < 99.5
            ? Figure.fixed(rate, decimals: 1)
            : scene.text(Phrase(Figure.english(Int(rate.rounded())), Figure.spanish(Int(rate.rounded()))))
        return Segment(weight: 2, parts: [(figure, .text), (" tok/s", .dim)])
    }

    private var first: Segment? {
        guard let time = scene.state.run?.timeToFirstToken else { return nil }
        return Segment(weight: 4, parts: [("\(scene.text(.first)) ", .dim), (Figure.time(time), .text)])
    }

    private var seed: Segment {
        Segment(
            weight: 3, parts: [("\(scene.text(.seed)) ", .dim), (String(scene.state.settings.sampling.seed), .text)])
    }

    private static let gap = 3

    private static func width(_ segments: [Segment]) -> Int {
        segments.reduce(0) { $0 + $1.width } + max(0, segments.count - 1) * gap
    }

    /// What is left when the lightest segments have gone until the rest fits; a gauge goes before its segment.
    private static func fitting(_ segments: [Segment], in columns: Int) -> [Segment] {
        var segments = segments
        while width(segments) > columns {
            let lightest = segments.map(\.weight).max() ?? 0
            if lightest < 3, let index = segments.firstIndex(where: { $0.gauge != nil }) {
                segments[index].gauge = nil
            } else if segments.count > 1, let index = segments.lastIndex(where: { $0.weight == lightest }) {
                segments.remove(at: index)
            } else {
                break
            }
        }
        return segments
    }

    private func draw(_ segments: [Segment], in line: Rect, on canvas: inout Canvas) {
        var column = line.left
        for segment in segments {
            for (text, role) in segment.parts {
                let room = line.inset(left: column - line.left)
                let shown = text.truncated(toColumns: room.columns)
                column = canvas.write(
                    shown, at: Point(column: column, row: line.top), style: scene.theme[role], within: line)
            }
            if let gauge = segment.gauge {
                let rect = Rect(column: column + 1, row: line.top, columns: Self.gaugeColumns, rows: 1)
                Bar(share: gauge).draw(in: rect.intersection(line), on: &canvas, theme: scene.theme)
                column += Self.gaugeColumns + 1
            }
            column += Self.gap
        }
    }
}
