import Generation

/// The knobs.
extension PlaygroundState {
    /// Turns a knob, or chooses one.
    mutating func turn(_ action: ParameterAction) -> [Effect] {
        guard choices.isEmpty else { return choose(action) }
        switch action {
        case .select(let knob):
            return select(knob)
        case .selectNext(let count):
            let knobs = Knob.allCases
            let index = (knobs.firstIndex(of: selectedKnob) ?? 0) + count
            return select(knobs[min(max(0, index), knobs.count - 1)])
        case .nudge(let count, let isCoarse):
            let knob = selectedKnob
            return enterTypedValue() + change(knob) { $0.nudge(knob, by: count, isCoarse: isCoarse, for: $1) }
        case .setFraction(let knob, let fraction):
            let value = parameter(knob).value(atFraction: fraction)
            return select(knob) + change(knob) { $0.set(knob, to: value, for: $1) }
        case .set(let knob, let value):
            return select(knob) + change(knob) { $0.set(knob, to: value, for: $1) }
        case .type(let text):
            let typed = (typedValue ?? "") + text.filter { $0.isASCII && ($0.isNumber || "+-.,eE".contains($0)) }
            typedValue = typed.isEmpty ? nil : typed
            return []
        case .deleteTyped:
            let typed = typedValue?.dropLast() ?? ""
            typedValue = typed.isEmpty ? nil : String(typed)
            return []
        case .enter:
            return enterTypedValue()
        case .reset:
            typedValue = nil
            let knob = selectedKnob
            return change(knob) { $0.reset(knob, for: $1) }
        case .resetAll:
            typedValue = nil
            let model = model.loaded
            for knob in Knob.allCases { settings.reset(knob, for: model) }
            showDistribution()
            return settingsChanged()
        case .toggleForced:
            if settings.forcedKnobs.remove(selectedKnob) == nil, parameter(selectedKnob).rejection != nil {
                settings.forcedKnobs.insert(selectedKnob)
            }
            return settingsChanged()
        }
    }

    /// The same keys, where there are words to choose from instead of knobs.
    private mutating func choose(_ action: ParameterAction) -> [Effect] {
        let choices = choices
        let index = choices.firstIndex { $0.option == selectedOption } ?? 0
        switch action {
        case .selectNext(let count):
            selectedOption = choices[min(max(0, index + count), choices.count - 1)].option
            return []
        case .nudge(let count, _): settings.nudge(choices[index], by: count)
        case .reset: settings.media[choices[index].option] = nil
        case .resetAll: settings.media = [:]
        case .select, .setFraction, .set, .type, .deleteTyped, .enter, .toggleForced: return []
        }
        return scheduleDraft()
    }

    /// Chooses a knob; a value typed for another one is taken first.
    private mutating func select(_ knob: Knob) -> [Effect] {
        let effects = enterTypedValue()
        selectedKnob = knob
        return effects
    }

    /// Takes the typed value, or says that it cannot.
    mutating func enterTypedValue() -> [Effect] {
        guard let typed = typedValue else { return [] }
        typedValue = nil
        var isTaken = true
        let knob = selectedKnob
        let effects = change(knob) { isTaken = $0.enter(typed, for: knob, model: $1) }
        return isTaken ? effects : tell(.valueRefused(knob, typed: typed))
    }

    /// Changes a knob that the model takes, or that is forced; otherwise says why not.
    private mutating func change(
        _ knob: Knob, _ change: (inout Settings, LoadedModel?) -> Void
    ) -> [Effect] {
        if let reason = parameter(knob).rejection, !settings.forcedKnobs.contains(knob) {
            return tell(.knobRejected(knob, reason: reason))
        }
        let before = settings
        change(&settings, model.loaded)
        guard settings != before else { return [] }
        if knob.changesDistribution { showDistribution() }
        return settingsChanged()
    }

    /// Brings what a knob changes to the front, if it is changing there.
    private mutating func showDistribution() {
        guard focus == .parameters, isLive, model.loaded?.canInspect == true else { return }
        tab = .nextToken
    }

    /// What follows from any change of a knob: never a new run, and for a sampling knob no pass through the model.
    private mutating func settingsChanged() -> [Effect] { scheduleDraft() + inspect() }
}

extension Knob {
    /// Whether it has a say in what may come next, rather than in what is drawn from that or when it ends.
    fileprivate var changesDistribution: Bool { self != .seed && self != .maxNewTokens }
}
