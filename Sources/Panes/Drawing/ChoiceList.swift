import Generation
import Playground
import TextUI

/// The settings of a model that makes pictures or videos: each a few words of which one is chosen.
struct ChoiceList {
    let scene: Scene

    /// Draws the settings, and what the chosen one does.
    func draw(in room: Rect, on canvas: inout Canvas) {
        let choices = scene.state.choices
        for (index, choice) in choices.enumerated() where index < room.rows {
            draw(choice, in: room.row(index), on: &canvas)
        }
        let below = room.inset(top: choices.count + 1)
        guard !below.isEmpty else { return }
        Paragraph(text: scene.text(.explanation(scene.state.selectedOption)), style: scene.theme[.dim])
            .draw(in: below, on: &canvas)
    }

    private func draw(_ choice: MediaChoice, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let isActive = choice.option == scene.state.selectedOption && scene.isFocused(.parameters)
        if isActive { canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent]) }
        let name = line.inset(left: 2)
        canvas.write(choice.option.rawValue, in: name, style: theme[isActive ? .strong : .text])
        let value = scene.state.settings.value(of: choice)
        let values = choice.values.contains(value) ? choice.values : choice.values + [value]
        var point = line.origin.moved(columns: 17)
        // Where not all of them fit, those around the chosen one are seen.
        let widths = values.map { $0.columnWidth + 2 }
        var first = 0
        let chosen = values.firstIndex(of: value) ?? 0
        while first < chosen, widths[first...chosen].reduce(0, +) > line.columns - 19 { first += 1 }
        if first > 0 { point = canvas.advance("‹ ", at: point, style: theme[.faint], within: line) }
        for candidate in values[first...] {
            let style = candidate == value ? theme[isActive ? .accent : .strong] : theme[.faint]
            point = canvas.advance(candidate, at: point, style: style, within: line)
            point = canvas.advance("  ", at: point, style: theme[.faint], within: line)
        }
    }
}
