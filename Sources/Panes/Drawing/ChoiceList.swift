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
        let room = line.inset(left: 17)
        // Where not all of them fit, those around the chosen one are seen, whole.
        let chosen = values.firstIndex(of: value) ?? 0
        var shown = chosen..<chosen + 1
        func columns(_ range: Range<Int>) -> Int { values[range].reduce(-2) { $0 + $1.columnWidth + 2 } }
        while shown.upperBound < values.count, columns(shown.lowerBound..<shown.upperBound + 1) <= room.columns - 4 {
            shown = shown.lowerBound..<shown.upperBound + 1
        }
        while shown.lowerBound > 0, columns(shown.lowerBound - 1..<shown.upperBound) <= room.columns - 4 {
            shown = shown.lowerBound - 1..<shown.upperBound
        }
        var point = room.origin
        if shown.lowerBound > 0 { point = canvas.advance("‹ ", at: point, style: theme[.faint], within: room) }
        for index in shown {
            let style = index == chosen ? theme[isActive ? .accent : .strong] : theme[.faint]
            point = canvas.advance(values[index], at: point, style: style, within: room)
            if index + 1 < shown.upperBound { point = canvas.advance("  ", at: point, style: .plain, within: room) }
        }
        if shown.upperBound < values.count { canvas.write(" ›", at: point, style: theme[.faint], within: room) }
    }
}
