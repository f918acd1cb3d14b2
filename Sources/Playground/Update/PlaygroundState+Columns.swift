import Generation

/// The columns of the compare screen: which there are, and what each asks.
extension PlaygroundState {
    /// Does what the person asks for on the compare screen.
    mutating func change(_ action: CompareAction) -> [Effect] {
        // The palette offers them on every screen.
        var effects = screen == .compare ? [] : show(.compare)
        effects += takeNumber(before: action)
        return effects + changeColumns(action)
    }

    private mutating func takeNumber(before action: CompareAction) -> [Effect] {
        switch action {
        case .choose, .select, .add, .remove, .fanOutTemperature, .setModel, .runChosen, .runWithNewSeeds:
            // A number being typed belongs to the column that was chosen until now.
            return enterColumnValue()
        default:
            return []
        }
    }

    private mutating func changeColumns(_ action: CompareAction) -> [Effect] {
        switch action {
        case .runChosen: return runColumns([compare.chosen])
        case .runWithNewSeeds:
            for index in compare.columns.indices { compare.columns[index].settings.sampling.seed &+= 1 }
            return runColumns(Array(compare.columns.indices))
        case .stopChosen: return stopColumns([compare.chosen])
        case .choose(let distance): choose(compare.chosen + distance)
        case .select(let index): choose(index)
        case .add: return addColumn()
        case .remove: return removeColumn()
        case .fanOutTemperature: return fanOutTemperature()
        case .setModel(let reference): return setColumnModel(reference)
        case .pinBaseline: compare.baselineID = compare.chosenColumn?.id
        case .toggleDifference: compare.showsDifference.toggle()
        case .toggleOwnPrompt: toggleOwnPrompt()
        case .movePosition(let distance): movePosition(by: distance)
        case .selectPosition(let position):
            compare.position = position
            compare.line = nil
        case .scroll(let line): compare.line = max(0, line)
        case .nextKnob(let distance):
            let effects = enterColumnValue()
            let knobs = Knob.allCases
            let index = (knobs.firstIndex(of: compare.knob) ?? 0) + distance
            compare.knob = knobs[(index % knobs.count + knobs.count) % knobs.count]
            return effects
        case .nudge(let count, let isCoarse):
            let effects = enterColumnValue()
            return effects + turnColumnKnob { $0.nudge($1, by: count, isCoarse: isCoarse, for: $2) }
        case .type(let text):
            let typed = (compare.typedValue ?? "") + text.filter { $0.isASCII && ($0.isNumber || ".,-".contains($0)) }
            compare.typedValue = typed.isEmpty ? nil : typed
        case .deleteTyped:
            let typed = compare.typedValue?.dropLast() ?? ""
            compare.typedValue = typed.isEmpty ? nil : String(typed)
        case .enter:
            if compare.typedValue != nil { return enterColumnValue() }
            return compare.chosenColumn?.run.map { openInPlayground($0) } ?? []
        }
        return []
    }

    /// Makes the first columns: the playground's model with its settings, and the same at another temperature.
    mutating func prepareColumns() -> [Effect] {
        if compare.columns.isEmpty {
            let reference = model.loaded?.description.reference ?? model.loading?.reference ?? "nano"
            var second = settings
            let temperature = settings.sampling.temperature
            // Never 0: a greedy column rules out what another allows, which no divergence can measure.
            second.sampling.temperature = temperature == 0 ? 1 : temperature >= 1 ? temperature / 2 : temperature * 2
            for settings in [settings, second] {
                compare.columns.append(CompareColumn(id: newTicket(), reference: reference, settings: settings))
            }
        }
        let effects = openColumnModels()
        askForConsent()
        return effects
    }

    private mutating func choose(_ index: Int) {
        compare.chosen = min(max(0, index), max(0, compare.columns.count - 1))
    }

    private mutating func addColumn() -> [Effect] {
        guard let chosen = compare.chosenColumn, compare.columns.count < CompareDisplay.limit else { return [] }
        var column = CompareColumn(id: newTicket(), reference: chosen.reference, settings: chosen.settings)
        column.ownPrompt = chosen.ownPrompt
        compare.chosen += 1
        compare.columns.insert(column, at: compare.chosen)
        return openColumnModels()
    }

    private mutating func removeColumn() -> [Effect] {
        guard compare.columns.count > 1 else { return [] }
        let effects = stopColumns([compare.chosen])
        compare.divergences[compare.columns[compare.chosen].id] = nil
        compare.columns.remove(at: compare.chosen)
        choose(compare.chosen)
        return effects + openColumnModels()
    }

    /// The temperatures that a column is fanned out to.
    public static let fannedTemperatures = [0, 0.5, 1, 1.5]

    /// Puts the chosen column at each of the temperatures in the place of all columns.
    private mutating func fanOutTemperature() -> [Effect] {
        guard let chosen = compare.chosenColumn else { return [] }
        let effects = stopColumns(Array(compare.columns.indices))
        compare.columns = Self.fannedTemperatures.map { temperature in
            var column = CompareColumn(id: newTicket(), reference: chosen.reference, settings: chosen.settings)
            column.ownPrompt = chosen.ownPrompt
            column.settings.sampling.temperature = temperature
            return column
        }
        compare.chosen = 0
        compare.baselineID = nil
        compare.position = nil
        compare.divergences = [:]
        return effects + openColumnModels() + runColumns(Array(compare.columns.indices))
    }

    private mutating func setColumnModel(_ reference: String) -> [Effect] {
        let reference = String(reference.trimmingSpaces)
        guard !reference.isEmpty, compare.chosenColumn != nil else { return [] }
        let effects = stopColumns([compare.chosen])
        compare.columns[compare.chosen].reference = reference
        compare.columns[compare.chosen].run = nil
        // One that could not be opened is tried again.
        if case .failed = compare.models[reference] { compare.models[reference] = nil }
        return effects + openColumnModels()
    }

    private mutating func toggleOwnPrompt() {
        guard let column = compare.chosenColumn else { return }
        if column.ownPrompt == nil {
            compare.columns[compare.chosen].ownPrompt = TextBuffer(user.text)
            isPromptFocused = true
        } else {
            compare.columns[compare.chosen].ownPrompt = nil
        }
    }

    private mutating func movePosition(by distance: Int) {
        let count = compare.columns.map { $0.run?.steps.count ?? 0 }.max() ?? 0
        guard count > 0 else { return }
        compare.position = min(max(0, (compare.shownPosition ?? 0) + distance), count - 1)
        compare.line = nil
    }

    // MARK: Knobs

    /// Takes the number being typed, or says that it cannot.
    mutating func enterColumnValue() -> [Effect] {
        guard let typed = compare.typedValue else { return [] }
        compare.typedValue = nil
        var isTaken = true
        let effects = turnColumnKnob { isTaken = $0.enter(typed, for: $1, model: $2) }
        return isTaken ? effects : tell(.valueRefused(compare.knob, typed: typed))
    }

    private mutating func turnColumnKnob(_ turn: (inout Settings, Knob, LoadedModel?) -> Void) -> [Effect] {
        guard let column = compare.chosenColumn else { return [] }
        let model = compare.model(of: column)?.loaded
        if let reason = Parameter(compare.knob, for: model).rejection {
            return tell(.knobRejected(compare.knob, reason: reason))
        }
        turn(&compare.columns[compare.chosen].settings, compare.knob, model)
        return []
    }
}
