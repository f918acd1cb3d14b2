import Playground
import TextUI

/// What the mouse means: whatever is seen at its place.
///
/// A drag goes on with what the press has chosen: the pane with the focus, the chosen knob.
struct MouseMap {
    let mouse: Mouse
    let state: PlaygroundState
    let layout: ScreenLayout

    private var scene: Scene { Scene(state: state, theme: .bare, layout: layout) }

    /// The actions that the event asks for.
    var actions: [Action] {
        guard state.overlay == nil else { return overlayActions }
        switch mouse.action {
        case .press(.left): return press
        case .drag(.left): return drag
        case .scroll(let columns, let rows) where state.screen == .attention:
            return scrollAttention(columns: columns * 3, rows: rows * 3)
        case .scroll(let columns, let rows) where state.screen == .embeddings:
            return EmbeddingsScreen(scene: scene).scroll(columns: columns, rows: rows, at: mouse.position)
        case .scroll(_, let rows): return scroll(by: rows * 3)
        case .press, .drag, .release, .move: return []
        }
    }

    // MARK: Press and drag

    private var press: [Action] {
        let point = mouse.position
        if let key = Footer(scene: scene).key(at: point) {
            return KeyMap.actions(for: .key(key), in: state, size: layout.size)
        }
        if state.screen == .tokens { return TokensScreen(scene: scene).actions(at: point) }
        if state.screen == .compare { return CompareScreen(scene: scene).actions(at: point) }
        if state.screen == .sweep { return SweepScreen(scene: scene).actions(at: point) }
        if state.screen == .attention { return attentionPress }
        if state.screen == .walk { return WalkScreen(scene: scene).actions(at: point) }
        if state.screen == .lens { return LensScreen(scene: scene).actions(at: point) }
        if state.screen == .history { return HistoryScreen(scene: scene).actions(at: point) }
        if state.screen == .embeddings { return EmbeddingsScreen(scene: scene).actions(at: point) }
        if state.screen == .models {
            return ModelsScreen(scene: scene).model(at: point).map { [.models(.select($0))] } ?? []
        }
        guard state.screen == .playground else { return [] }
        if let tab = tab(at: point) { return [.focus(.pane(tab))] }
        guard let pane = layout.pane(at: point) else { return [] }
        let focus: [Action] = state.focus == pane ? [] : [.focus(.pane(pane))]
        return focus + inside(pane, at: point)
    }

    private func inside(_ pane: Pane, at point: Point) -> [Action] {
        switch pane {
        case .system, .user:
            return position(in: pane, at: point).map {
                [.edit(.moveCursor(to: $0, extending: mouse.modifiers.contains(.shift)))]
            } ?? []
        case .parameters:
            let pane = ParametersPane(scene: scene)
            guard let parameter = pane.parameter(at: point) else { return [] }
            return [.parameter(.select(parameter.knob))] + turn(parameter, with: pane.fraction(atColumn: point.column))
        case .output:
            return OutputPane(scene: scene).step(at: point).map { [.look(.selectToken($0))] } ?? []
        case .attention:
            return AttentionPane(scene: scene).head(at: point).map { [.look(.selectHead(layer: $0, head: $1))] } ?? []
        case .nextToken:
            return []
        }
    }

    private var drag: [Action] {
        if state.screen == .attention { return attentionDrag }
        guard state.screen == .playground else { return [] }
        return switch state.focus {
        case .system, .user:
            position(in: state.focus, at: mouse.position).map { [.edit(.moveCursor(to: $0, extending: true))] } ?? []
        case .parameters:
            turn(
                state.parameter(state.selectedKnob),
                with: ParametersPane(scene: scene).fraction(atColumn: mouse.position.column, isDragging: true))
        case .output:
            OutputPane(scene: scene).step(at: mouse.position).map { [.look(.selectToken($0))] } ?? []
        case .nextToken, .attention:
            []
        }
    }

    private func turn(_ parameter: Parameter, with fraction: Double?) -> [Action] {
        let isTaken = parameter.rejection == nil || state.settings.forcedKnobs.contains(parameter.knob)
        guard let fraction, parameter.scale != .none, isTaken else { return [] }
        return [.parameter(.setFraction(parameter.knob, fraction))]
    }

    private func position(in pane: Pane, at point: Point) -> TextPosition? {
        guard let room = layout.content(pane) else { return nil }
        let buffer = pane == .system ? state.system : state.user
        let flow = EditorFlow(buffer, in: room)
        let first = EditorPane(scene: scene, pane: pane).firstLine(flow, in: room)
        return flow.position(at: Point(column: point.column - room.left, row: point.row - room.top + first))
    }

    private func tab(at point: Point) -> Pane? {
        switch layout.arrangement {
        case .single:
            return TabLine(scene: scene).tabs.first { $0.rect.contains(point) }?.pane
        case .tabbed:
            guard let frame = layout.frames[state.tab] else { return nil }
            return PaneBorder.tabs(in: frame, scene: scene).first { $0.1.contains(point) }?.0
        case .wide, .tooSmall:
            return nil
        }
    }

    // MARK: Wheel

    private func scroll(by rows: Int) -> [Action] {
        if state.screen == .tokens { return [.look(.moveToken(by: rows))] }
        if state.screen == .compare { return CompareScreen(scene: scene).scroll(by: rows) }
        if state.screen == .sweep { return [.sweep(.move(rows: rows.signum(), samples: 0))] }
        if state.screen == .walk { return [.walk(.moveStop(by: rows))] }
        if state.screen == .lens { return [.walk(.moveRow(by: rows.signum()))] }
        if state.screen == .history {
            return HistoryScreen(scene: scene).scroll(by: rows, at: mouse.position)
        }
        if rows != 0, state.screen == .models { return [.models(.choose(by: rows.signum()))] }
        guard state.screen == .playground, rows != 0, let pane = layout.pane(at: mouse.position) else { return [] }
        if pane == .parameters { return [.parameter(.selectNext(rows.signum()))] }
        let place = ScrollPlace(pane, scene: scene)
        return [.scroll(pane, to: min(place.last, max(0, place.first + rows)))]
    }

    private var overlayActions: [Action] {
        switch (state.overlay, mouse.action) {
        case (.help(let line), .scroll(_, let rows)):
            let last = HelpOverlay(scene: scene).lastFirstLine
            return [.overlay(.scrollText(to: min(last, max(0, min(line, last) + rows * 3))))]
        case (.renderedPrompt(let line), .scroll(_, let rows)):
            let last = RenderedPromptOverlay(scene: scene).lastFirstLine
            return [.overlay(.scrollText(to: min(last, max(0, min(line, last) + rows * 3))))]
        case (.palette(let palette), .scroll(_, let rows)):
            let count = PaletteList(palette, state: state).entries.count
            return [.overlay(.select(min(max(0, count - 1), max(0, palette.selection + rows.signum()))))]
        case (.palette(let palette), .press(.left)):
            let overlay = PaletteOverlay(scene: scene, palette: palette)
            if let command = overlay.command(at: mouse.position) { return [.perform(command)] }
            return overlay.frame.contains(mouse.position) ? [] : [.overlay(.close)]
        case (.help, .press(.left)):
            return HelpOverlay(scene: scene).frame.contains(mouse.position) ? [] : [.overlay(.close)]
        case (.renderedPrompt, .press(.left)):
            return RenderedPromptOverlay(scene: scene).frame.contains(mouse.position) ? [] : [.overlay(.close)]
        default:
            return []
        }
    }
}
