import Playground
import TextUI

// Moves that need to know how the text lies on the screen, or how long a list is.

extension Situation {
    var scene: Scene { Scene(state: state, theme: .bare, layout: layout) }

    /// How far a page key goes in a pane.
    func pageRows(_ pane: Pane) -> Int { max(1, (layout.content(pane)?.rows ?? 1) - 1) }

    /// Moves the editor's cursor by visual lines.
    func moveCursor(lines: Int, extending: Bool) -> [Action] {
        guard let room = layout.content(state.focus), let buffer = state.focusedBuffer else { return [] }
        let flow = EditorFlow(buffer, in: room)
        return [.edit(.moveCursor(to: flow.position(linesBelowCursor: lines), extending: extending))]
    }

    /// Moves the editor's cursor by pages.
    func moveCursor(pages: Int, extending: Bool) -> [Action] {
        moveCursor(lines: pages * pageRows(state.focus), extending: extending)
    }

    /// Moves the token cursor by lines of the output.
    func moveToken(lines: Int) -> [Action] {
        OutputPane(scene: scene).step(linesBelowCursor: lines).map { [.look(.selectToken($0))] } ?? []
    }

    /// Scrolls a pane.
    func scroll(_ pane: Pane, by rows: Int) -> [Action] {
        let place = ScrollPlace(pane, scene: scene)
        return [.scroll(pane, to: min(place.last, max(0, place.first + rows)))]
    }

    /// Chooses another command of the palette.
    func choose(by rows: Int) -> [Action] {
        guard case .palette(let palette) = state.overlay else { return [] }
        let count = PaletteList(palette, state: state).entries.count
        return [.overlay(.select(min(max(0, count - 1), max(0, palette.selection + rows))))]
    }

    /// Chooses another row of a menu or form.
    func chooseRow(by rows: Int) -> [Action] {
        switch state.overlay {
        case .export(let menu): [.overlay(.select(menu.selection + rows))]
        case .presets(let menu): [.overlay(.select(menu.selection + rows))]
        case .presetForm(let form): [.overlay(.select(form.selection + rows))]
        default: []
        }
    }

    /// Performs the chosen command of the palette.
    func performChosen() -> [Action] {
        guard case .palette(let palette) = state.overlay else { return [] }
        let entries = PaletteList(palette, state: state).entries
        guard entries.indices.contains(palette.selection) else { return [] }
        return [.perform(entries[palette.selection].command)]
    }

    /// Scrolls the help or the prompt.
    func scrollText(by rows: Int) -> [Action] {
        let (line, last): (Int, Int)
        switch state.overlay {
        case .help(let scroll): (line, last) = (scroll, HelpOverlay(scene: scene).lastFirstLine)
        case .renderedPrompt(let scroll): (line, last) = (scroll, RenderedPromptOverlay(scene: scene).lastFirstLine)
        default: return []
        }
        return [.overlay(.scrollText(to: min(last, max(0, min(line, last) + rows))))]
    }

    /// Says yes to a dialog.
    func confirm() -> [Action] {
        switch state.overlay {
        case .modelFailure: [.overlay(.openModelEntry)]
        case .modelEntry(let reference):
            reference.allSatisfy(\.isWhitespace) ? [.overlay(.close)] : [.overlay(.confirm)]
        default: [.overlay(.confirm)]
        }
    }
}
