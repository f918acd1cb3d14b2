public import Generation

/// The sweep screen: one prompt at many values of a knob.
extension PlaygroundState {
    /// Does what the person asks for on the sweep screen.
    mutating func change(_ action: SweepAction) -> [Effect] {
        switch action {
        case .nextKnob(let distance):
            let knobs = sweepKnobs
            let index = (knobs.firstIndex(of: sweep.knob) ?? 0) + distance
            sweep.knob = knobs[(index % knobs.count + knobs.count) % knobs.count]
        case .selectKnob(let knob): if sweepKnobs.contains(knob) { sweep.knob = knob }
        case .moreSamples(let count):
            sweep.sampleCount = min(max(1, sweep.sampleCount + count), SweepDisplay.sampleLimit)
        case .setValues(let text): return setSweepValues(text)
        case .move(let rows, let samples):
            select(
                SweepDisplay.Cell(row: sweep.selection.row + rows, sample: sweep.selection.sample + samples))
        case .select(let cell): select(cell)
        case .nextView: sweep.view = SweepDisplay.View.allCases.element(after: sweep.view)
        case .scrollText(let line): sweep.line = max(0, line)
        case .open: return (sweep.sweep?.run(sweep.selection)).map { openInPlayground($0) } ?? []
        }
        return []
    }

    /// The knobs that can be swept: a seed is not a quantity, it is what samples differ by.
    public var sweepKnobs: [Knob] { Knob.allCases.filter { $0 != .seed } }

    /// The values that are swept next.
    public var sweepValues: [Double] {
        if let typed = sweep.typedValues[sweep.knob] { return typed }
        let parameter = parameter(sweep.knob)
        let values: [Double] =
            switch sweep.knob {
            case .temperature: [0, 0.5, 1, 1.5, 2]
            case .context: contextSteps
            case .maxNewTokens: [1, 3, 5, 20]
            case .topK: [1, 5, 20, 100]
            case .topP, .typicalP: [0.1, 0.5, 0.9, 1]
            case .minP: [0, 0.05, 0.1, 0.5]
            case .repetitionPenalty: [1, 1.1, 1.3, 2]
            case .presencePenalty, .frequencyPenalty: [0, 0.5, 1, 2]
            case .seed: []
            }
        let fitted = values.filter(parameter.limits.contains)
        return fitted.isEmpty ? [value(of: sweep.knob)] : fitted
    }

    /// Contexts from an eighth of the prompt to all of it and what is generated behind it.
    private var contextSteps: [Double] {
        let limit = model.loaded?.description.contextLimit ?? 8192
        guard let count = shownSequence?.prompt.tokens.count, count >= 8 else {
            return [8, 16, 32, 64, 128].filter { $0 <= Double(limit) }
        }
        let whole = min(limit, count + settings.maxNewTokens(for: model.loaded))
        let parts = [1, 2, 4, 6, 8].map { max(1, count * $0 / 8) } + [whole]
        return parts.filter { $0 <= whole }.map(Double.init)
    }

    private mutating func setSweepValues(_ text: String) -> [Effect] {
        // A comma is the decimal point of a Spanish keyboard's number pad only where something else separates the numbers.
        let separators: Set<Character> = text.contains(";") ? [";"] : text.contains(" ") ? [" "] : [","]
        let parts = text.split { separators.contains($0) || $0.isWhitespace }
        let numbers = parts.map { part in
            Double(String(part.filter { $0 != "," || !separators.contains(",") }.map { $0 == "," ? "." : $0 }))
        }
        let parameter = parameter(sweep.knob)
        let values = numbers.compactMap { $0 }.map(parameter.rounded)
        guard values.count == numbers.count, values.allSatisfy(parameter.limits.contains) else {
            return tell(.valueRefused(sweep.knob, typed: text))
        }
        sweep.typedValues[sweep.knob] = values.isEmpty ? nil : Array(values.prefix(SweepDisplay.valueLimit))
        return []
    }

    private mutating func select(_ cell: SweepDisplay.Cell) {
        guard let grid = sweep.sweep?.grid else { return }
        sweep.selection = SweepDisplay.Cell(
            row: min(max(0, cell.row), grid.settings.count - 1),
            sample: min(max(0, cell.sample), grid.sampleCount - 1))
        sweep.line = 0
    }

    // MARK: From start to end

    /// Starts a sweep; one that is going on is stopped first.
    mutating func startSweep() -> [Effect] {
        guard let loaded = model.loaded else { return tell(.noModel) }
        guard !isPromptEmpty else { return tell(.emptyPrompt) }
        guard loaded.capabilities.output == .text else {
            return tell(.runFailed(Failure(.unsupported, LoadedModel.writesNothing, at: loaded.description.reference)))
        }
        if let reason = parameter(sweep.knob).rejection { return tell(.knobRejected(sweep.knob, reason: reason)) }
        let effects = stopSweep()
        var request = request(to: loaded)
        // Whoever opens a cell can ask a local model for the rest again; a hosted one tells its candidates only once.
        request.candidateCount = loaded.canInspect ? 0 : 20
        request.isTraced = false
        sweep.sweep = Sweep(
            sweep.knob, values: sweepValues, sampleCount: sweep.sampleCount, of: request, by: loaded)
        select(sweep.selection)
        return effects + startNextSamples()
    }

    /// Stops the sweep; what is there stays.
    mutating func stopSweep() -> [Effect] {
        guard let going = sweep.sweep, going.isActive else { return [] }
        sweep.sweep?.isStopped = true
        var effects: [Effect] = []
        for index in going.runs.indices {
            guard let run = going.runs[index], run.isActive else { continue }
            sweep.sweep?.runs[index]?.status = .ended(.cancelled)
            effects.append(.cancel(run.id))
        }
        return effects
    }

    /// Asks the next samples: a local model one at a time, so that every sample finds the prompt in the KV cache; a hosted one a few.
    private mutating func startNextSamples() -> [Effect] {
        guard let going = sweep.sweep, going.isActive else { return [] }
        let width = going.model.capabilities.isLocal ? 1 : Self.hostedWidth
        var effects: [Effect] = []
        var free = width - going.runs.count { $0?.isActive == true }
        for index in going.runs.indices where free > 0 && going.runs[index] == nil {
            let (row, sample) = index.quotientAndRemainder(dividingBy: going.grid.sampleCount)
            let request = going.grid.request(going.grid.settings[row], sample: sample, of: going.request)
            let run = Run(id: newTicket(), model: going.model, request: request)
            sweep.sweep?.runs[index] = run
            effects += remember(run) + [.generate(run.id, model: going.model.id, request)]
            free -= 1
        }
        return effects
    }

    /// How many samples a hosted model is asked at once.
    private static let hostedWidth = 4

    /// News of a sample; nil if it is none.
    mutating func receiveSample(_ events: [GenerationEvent], of id: Ticket, elapsed: Duration) -> [Effect]? {
        guard let index = sweep.sweep?.runs.lastIndex(where: { $0?.id == id }) else { return nil }
        var effects: [Effect] = []
        for event in events where sweep.sweep?.runs[index]?.isActive == true {
            if case .notice(let notice) = event { effects += receive(notice, from: sweep.sweep?.model) }
            sweep.sweep?.runs[index]?.receive(event, elapsed: elapsed)
            guard case .completed(let completion) = event, let run = sweep.sweep?.runs[index],
                let count = sweep.sweep?.grid.sampleCount
            else { continue }
            usage.add(completion.usage)
            sweep.sweep?.rows[index / count].add(
                SweepRow.Sample(
                    seed: run.request.sampling.seed, text: run.text, steps: run.steps, reason: completion.reason),
                prompt: run.prompt)
            effects += startNextSamples()
        }
        return effects
    }

    /// A sample failed, and with it the sweep; nil if it is none.
    mutating func failSample(_ failure: Failure, of id: Ticket) -> [Effect]? {
        guard let index = sweep.sweep?.runs.lastIndex(where: { $0?.id == id }) else { return nil }
        guard sweep.sweep?.runs[index]?.isActive == true else { return [] }
        sweep.sweep?.runs[index]?.status = .failed(failure)
        let effects = stopSweep()
        sweep.sweep?.failure = failure
        return effects + tell(.runFailed(failure))
    }

    // MARK: Into the playground

    /// Shows a run of another screen in the playground, with the model and the knobs that it was asked with.
    mutating func openInPlayground(_ run: Run) -> [Effect] {
        guard !run.isActive, !run.steps.isEmpty else { return [] }
        var effects = stop()
        settings.sampling = run.request.sampling
        settings.maxNewTokens = run.request.maxNewTokens
        settings.contextLength =
            run.request.contextLength == run.model.description.contextLimit
            ? nil : run.request.contextLength
        if model.loaded?.id != run.model.id, compare.models.values.contains(.open(run.model)) {
            effects += adopt(run.model)
        }
        if run.request.prompt != prompt { takeText(of: run.request.prompt) }
        var opened = Run(id: newTicket(), model: run.model, request: run.request)
        opened.receive(from: run)
        runs.add(Branch(opened))
        subject = .newestToken
        screen = .playground
        tab = .output
        focus = .output
        scroll[.output] = nil
        tokens.comparison = nil
        isPromptEditedSinceRun = false
        return effects + scheduleDraft() + inspect()
    }

    /// Puts a prompt into the editors; what was there can be had back by undo.
    private mutating func takeText(of prompt: Prompt) {
        switch prompt {
        case .raw(let text):
            settings.isRaw = true
            user.replaceAll(with: text)
        case .chat(let messages):
            settings.isRaw = false
            system.replaceAll(with: messages.first { $0.role == .system }?.content ?? "")
            user.replaceAll(with: messages.last { $0.role == .user }?.content ?? "")
        }
    }
}

extension Run {
    /// Takes over what another run of the same request said; what its steps hold of candidates is little, so the model is asked again.
    fileprivate mutating func receive(from run: Run) {
        if let prompt = run.prompt { receive(.prompt(prompt), elapsed: .zero) }
        for step in run.steps { receive(.step(step), elapsed: run.elapsed) }
        if let completion = run.completion { receive(.completed(completion), elapsed: run.elapsed) }
        status = run.status
        firstTokenAfter = run.firstTokenAfter
        if model.canInspect { thinnedSteps = Set(steps.indices) }
    }
}
