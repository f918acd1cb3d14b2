import Playground
import TextUI

/// How points look by a column of the corpus.
struct MapColors {
    /// A hue for each category, told apart by their letters too.
    static let categoryRoles: [TextUI.Role] = [
        .headPrevious, .headInduction, .headDuplicate, .headSink, .headLocal, .headBroad,
    ]

    let column: CorpusColumn?
    private let theme: Theme
    /// The part of the attention ramp that can be told from the ground.
    private let ramp: Ramp

    init(_ column: CorpusColumn?, theme: Theme) {
        self.column = column
        self.theme = theme
        let steps = theme.attention.steps
        ramp = Ramp(steps: Array(steps.suffix(steps.count - steps.count * 3 / 10)), inks: [])
    }

    /// The number of categories, the rare ones as one; nil for a column of numbers, or none.
    var categoryCount: Int? {
        guard case .categories(let names) = column?.kind else { return nil }
        return names.count + 1
    }

    /// Where a number lies between the least and the greatest.
    func share(of value: Double) -> Double {
        guard case .numeric(let range) = column?.kind else { return 0 }
        return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    /// A cell of points whose mean share is known.
    func style(share: Double?) -> Style {
        guard let share else { return theme[.dim] }
        return theme.attention.isMonochrome ? theme[.text] : Style(foreground: ramp.color(at: share))
    }

    /// The glyph of such a cell where there are no colours.
    func shade(_ share: Double?) -> Glyph? {
        theme.attention.isMonochrome ? share.map { Ramp.shade(at: 0.25 + 0.75 * $0) } : nil
    }

    /// A cell of a category.
    func style(category: Int) -> Style {
        Self.categoryRoles.indices.contains(category) ? theme[Self.categoryRoles[category]] : theme[.dim]
    }

    /// A category's letter.
    static func letter(_ category: Int) -> Glyph {
        guard categoryRoles.indices.contains(category), let scalar = Unicode.Scalar(65 + category) else {
            return Glyph("·")
        }
        return Glyph(scalar)
    }

    /// Draws what the colours mean in one row.
    func drawLegend(in line: Rect, _ scene: Scene, on canvas: inout Canvas) {
        guard let column, !line.isEmpty else { return }
        let label = column.name + " "
        var point = line.origin
        point.column = canvas.write(
            label.truncated(toColumns: line.columns / 3), at: point, style: theme[.dim], within: line)
        switch column.kind {
        case .numeric(let range):
            let low = Figure.brief(signed: range.lowerBound)
            let high = Figure.brief(signed: range.upperBound)
            point.column = canvas.write(low + " ", at: point, style: theme[.text], within: line)
            let columns = min(16, line.right - point.column - high.columnWidth - 1)
            for step in 0..<max(0, columns) {
                let share = Double(step) / Double(max(1, columns - 1))
                let glyph = shade(share) ?? Glyph("█")
                canvas.put(glyph, at: point.moved(columns: step), style: style(share: share))
            }
            point.column += max(0, columns)
            canvas.write(" " + high, at: point, style: theme[.text], within: line)
        case .categories(let names):
            for (index, name) in names.enumerated() {
                let name = " \(name.truncated(toColumns: 14))  "
                guard point.column + name.columnWidth <= line.right else { return }
                canvas.put(Self.letter(index), at: point, style: style(category: index).adding(.bold))
                point.column = canvas.write(name, at: point.moved(columns: 1), style: theme[.text], within: line)
            }
            guard column.values.contains(where: { $0 == Double(names.count) }) else { return }
            let text = "· \(scene.text(.otherCategories))"
            if point.column + text.columnWidth <= line.right {
                canvas.write(text, at: point, style: theme[.dim], within: line)
            }
        }
    }
}

extension Figure {
    /// A number that may be negative, with three digits at most where it is small.
    static func brief(signed value: Double) -> String { (value < 0 ? "-" : "") + brief(abs(value)) }
}
