import Generation
import Playground
import TextUI

/// The knobs: name, value, slider; why one is disabled; what the chosen one does.
struct ParametersPane {
    let scene: Scene

    private static let nameColumns = 19
    private static let valueColumns = 8

    /// Draws the pane.
    func draw(on canvas: inout Canvas) {
        guard let room = scene.layout.content(.parameters) else { return }
        guard scene.state.choices.isEmpty else {
            PaneBorder(scene: scene, pane: .parameters, facts: []).draw(on: &canvas)
            ChoiceList(scene: scene).draw(in: room, on: &canvas)
            return
        }
        PaneBorder(scene: scene, pane: .parameters, facts: facts(room)).draw(on: &canvas)
        let parameters = scene.state.parameters
        for (row, index) in visible(in: room).enumerated() {
            drawRow(parameters[index], in: room.row(row), on: &canvas)
        }
        let note = explanationRoom(in: room)
        if !note.isEmpty {
            Paragraph(text: explanation, style: scene.theme[.dim]).draw(in: note, on: &canvas)
        } else if scene.isFocused(.parameters), scene.layout.isFramed, scene.state.typedValue == nil,
            let frame = scene.layout.frames[.parameters]
        {
            let line = frame.inset(left: 2, right: 2).row(frame.rows - 1)
            let text = " \(explanation.truncated(toColumns: line.columns - 2)) "
            canvas.write(text, in: line, style: scene.theme[.dim])
        }
    }

    // MARK: Where things lie

    /// The knobs that are seen; the chosen one always is.
    private func visible(in room: Rect) -> Range<Int> {
        let parameters = scene.state.parameters
        let rows = min(parameters.count, room.rows)
        let chosen = parameters.firstIndex { $0.knob == scene.state.selectedKnob } ?? 0
        let first = min(
            max(0, parameters.count - rows), max(0, chosen - rows + (chosen + 1 < parameters.count ? 2 : 1)))
        return first..<first + rows
    }

    /// The room below the knobs, after an empty line.
    private func explanationRoom(in room: Rect) -> Rect {
        let used = visible(in: room).count
        return room.inset(top: used + (room.rows - used >= 3 ? 1 : 0))
    }

    /// The knob at a place of the screen.
    func parameter(at point: Point) -> Parameter? {
        guard scene.state.choices.isEmpty, let room = scene.layout.content(.parameters), room.top <= point.row else {
            return nil
        }
        let visible = visible(in: room)
        let row = point.row - room.top
        return row < visible.count ? scene.state.parameters[visible.lowerBound + row] : nil
    }

    /// How far along the sliders a column lies, 0 to 1; nil left of them.
    func fraction(atColumn column: Int, isDragging: Bool = false) -> Double? {
        guard let room = scene.layout.content(.parameters) else { return nil }
        let slider = sliderRoom(of: room)
        guard slider.columns > 1, isDragging || column >= slider.left else { return nil }
        return min(1, max(0, Double(column - slider.left) / Double(slider.columns - 1)))
    }

    private var isNarrow: Bool { (scene.layout.content(.parameters)?.columns ?? 0) < 46 }

    private func sliderRoom(of line: Rect) -> Rect {
        let name = isNarrow ? 10 : Self.nameColumns
        let note = line.columns >= 44 ? Self.noteColumns : 0
        return line.inset(left: name + 2 + Self.valueColumns + 2, right: note)
    }

    private static let noteColumns = 5

    // MARK: A row

    private func drawRow(_ parameter: Parameter, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        let isChosen = parameter.knob == scene.state.selectedKnob
        let isActive = isChosen && scene.isFocused(.parameters)
        let isForced = scene.state.settings.forcedKnobs.contains(parameter.knob)
        let isDisabled = parameter.rejection != nil && !isForced
        let name = scene.text(isNarrow ? .shortName(parameter.knob) : .name(parameter.knob))
        if isActive { canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent]) }
        canvas.write(
            name, at: line.origin.moved(columns: 2),
            style: theme[isDisabled ? .disabled : isActive ? .strong : .text], within: line)
        let figures = line.inset(left: isNarrow ? 10 : Self.nameColumns)
        if isDisabled {
            let reason = scene.text(parameter.rejection.map(Phrase.rejection) ?? .notSupported)
            canvas.write("× " + reason, in: figures.inset(left: 1), style: theme[.disabled])
            return
        }
        let figureRoom = figures.inset(right: figures.columns - Self.valueColumns - 2)
        if isChosen, let typed = scene.state.typedValue {
            canvas.write(typed + "▏", in: figureRoom, style: theme[.accent], alignment: .right)
        } else {
            let role: TextUI.Role = isActive ? .accent : isNeutral(parameter) ? .dim : .strong
            canvas.write(figure(parameter), in: figureRoom, style: theme[role], alignment: .right)
        }
        let track = sliderRoom(of: line)
        drawSlider(parameter, isActive: isActive, in: track, on: &canvas)
        let note = Rect(
            column: track.right, row: line.top, columns: line.right - track.right, rows: 1)
        if isForced {
            canvas.write(" !", in: note, style: theme[.warning])
        } else if isOff(parameter) {
            canvas.write(scene.text(.off), in: note, style: theme[.faint], alignment: .right)
        } else if parameter.knob == .temperature, value(parameter) == 0 {
            canvas.write(scene.text(.greedy), in: note.inset(left: -1), style: theme[.dim], alignment: .right)
        }
    }

    private func drawSlider(_ parameter: Parameter, isActive: Bool, in rect: Rect, on canvas: inout Canvas) {
        guard parameter.scale != .none, rect.columns > 1 else { return }
        let theme = scene.theme
        let last = Double(rect.columns - 1)
        let column = Int((parameter.fraction(of: value(parameter)) * last).rounded())
        let home = Int((parameter.fraction(of: parameter.neutral) * last).rounded())
        canvas.repeatGlyph(Glyph("─"), at: rect.origin, columns: rect.columns, style: theme[.sliderTrack])
        canvas.repeatGlyph(Glyph(isActive ? "━" : "─"), at: rect.origin, columns: column, style: theme[.sliderFill])
        // Where a reset leads.
        canvas.put(
            Glyph("┴"), at: rect.origin.moved(columns: home), style: theme[home < column ? .sliderFill : .sliderTrack])
        canvas.put(
            Glyph("●"), at: rect.origin.moved(columns: column), style: theme[isActive ? .accent : .sliderKnob])
    }

    // MARK: Figures

    private func value(_ parameter: Parameter) -> Double {
        scene.state.settings.value(of: parameter.knob, for: scene.state.model.loaded)
    }

    private func isNeutral(_ parameter: Parameter) -> Bool { value(parameter) == parameter.neutral }

    /// Whether a filter does nothing at all.
    private func isOff(_ parameter: Parameter) -> Bool {
        switch parameter.knob {
        case .temperature, .maxNewTokens, .context, .seed: false
        default: isNeutral(parameter)
        }
    }

    private func figure(_ parameter: Parameter) -> String {
        if parameter.knob == .seed { return String(scene.state.settings.sampling.seed) }
        switch parameter.format {
        case .integer:
            let count = Int(value(parameter))
            return scene.text(Phrase(Figure.english(count), Figure.spanish(count)))
        case .decimal(let digits): return Figure.fixed(value(parameter), decimals: digits)
        }
    }

    // MARK: Words

    private var explanation: String {
        let parameter = scene.state.parameter(scene.state.selectedKnob)
        if scene.state.typedValue != nil { return scene.text(.typeNumber) }
        if let reason = parameter.rejection { return scene.text(.rejection(reason)) }
        return scene.text(.explanation(parameter.knob))
    }

    private func facts(_ room: Rect) -> [String] {
        if scene.state.typedValue != nil { return [scene.text(.typeNumber)] }
        let hidden = scene.state.parameters.count - visible(in: room).count
        return hidden > 0 ? [scene.text(.more(hidden))] : []
    }
}
