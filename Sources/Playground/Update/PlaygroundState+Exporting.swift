import Generation

/// Writing what is on the screen to a file.
extension PlaygroundState {
    /// What can be written now, what the screen shows first.
    var exportFormats: [ExportFormat] {
        let first: ExportFormat.Subject =
            switch screen {
            case .playground, .walk, .lens, .models, .embeddings: .screen
            case .history: .run
            case .attention: .attention
            case .tokens: .run
            case .compare: .comparison
            case .sweep: .sweep
            }
        let possible = ExportFormat.allCases.filter(canExport)
        return possible.filter { $0.subject == first } + possible.filter { $0.subject != first }
    }

    private func canExport(_ format: ExportFormat) -> Bool {
        if screen == .history { return canExportPastRun(format) }
        return switch format.subject {
        case .attention: attentionSequence != nil && model.loaded?.capabilities.disclosesAttention == true
        case .run: run?.steps.isEmpty == false
        case .distribution: shownDistribution != nil
        case .comparison: compare.columns.contains { $0.run?.steps.isEmpty == false }
        case .sweep: sweep.sweep?.rows.contains { !$0.samples.isEmpty } == true
        case .screen: true
        // Only what is reached by HTTP can be asked by curl.
        case .code:
            codeRequest != nil && (format != .codeCurl || model.loaded?.canInspect == false)
        }
    }

    /// On the history screen only what is about the chosen run can be written, never the playground's.
    private func canExportPastRun(_ format: ExportFormat) -> Bool {
        switch format.subject {
        case .run: exportedRun != nil
        case .screen: true
        case .code: codeRequest != nil && (format != .codeCurl || model.loaded?.canInspect == false)
        case .attention, .distribution, .comparison, .sweep: false
        }
    }

    /// The run that is written: the chosen one of the history, or the one that the playground shows.
    private var exportedRun: Run? { exportedBranch?.run }

    private var exportedBranch: Branch? {
        guard screen == .history else { return runs.current }
        guard let past = history.detail, past.summary.id == history.chosen?.id, !past.steps.isEmpty else { return nil }
        let model = LoadedModel(
            id: Ticket(0),
            description: ModelDescription(
                reference: past.question.modelReference, name: past.question.modelName),
            capabilities: Capabilities(
                knobs: [:], takesSystemPrompt: true, isLocal: past.question.isLocal, candidateLimit: nil,
                disclosesAttention: false), canInspect: false)
        return Branch(Run(past, id: Ticket(0), model: model))
    }

    /// What a program would ask: what the shown run asked, if its model is open, or what a run would ask now.
    private var codeRequest: (model: LoadedModel, request: GenerationRequest)? {
        guard let loaded = model.loaded else { return nil }
        if screen == .history {
            guard let run = exportedRun, run.model.description.reference == loaded.description.reference else {
                return nil
            }
            return (loaded, run.request)
        }
        if let run, run.model.id == loaded.id { return (loaded, run.request) }
        return isPromptEmpty ? nil : (loaded, request(to: loaded))
    }

    /// The tokens whose attention can be written, with the question that gives it.
    private var attentionSequence: (sequence: ShownSequence, request: GenerationRequest)? {
        guard let request = insideRequest, let sequence = shownSequence,
            sequence.generated.map(\.id) == request.continuation
        else { return nil }
        return (sequence, request)
    }

    /// Has the chosen format written.
    mutating func export(_ menu: ExportMenu) -> [Effect] {
        guard let content = content(of: menu.format) else { return [] }
        return [.export(ExportJob(content, to: menu.completePath))]
    }

    /// Has the chosen format put on the clipboard.
    mutating func copyExport() -> [Effect] {
        guard case .export(let menu) = overlay, menu.format.isText, let content = content(of: menu.format) else {
            return []
        }
        overlay = nil
        return [.exportText(content)]
    }

    /// Says that a text is too long for the clipboard, instead of that it was copied.
    mutating func refuseCopy(byteCount: Int, limit: Int) -> [Effect] {
        notices.removeAll { if case .copied = $0.content { true } else { false } }
        return tell(.copyRefused(byteCount: byteCount, limit: limit))
    }

    private func content(of format: ExportFormat) -> ExportJob.Content? {
        switch format {
        case .attentionPage:
            guard let (sequence, request) = attentionSequence, let model = model.loaded else { return nil }
            return .attentionPage(
                AttentionPageOrder(
                    sequence: sequence, request: request, modelName: model.description.name, language: language),
                model: model.id)
        case .attentionTensors, .traceTensors:
            guard let (_, request) = attentionSequence, let model = model.loaded else { return nil }
            return .tensors(format == .traceTensors ? .everything : .attention, model: model.id, request)
        case .runMarkdown: return exportedRun.map { .bytes(Array(RunMarkdown($0, language: language).text.utf8)) }
        case .codeCurl: return code(.curl)
        case .codePython: return code(.python)
        case .codeSwift: return code(.swift)
        case .runCSV: return exportedBranch.map { .bytes(Array(RunTable($0).csv.utf8)) }
        case .runJSON: return exportedBranch.map { .bytes(RunTable($0).json) }
        case .distributionCSV: return shownDistribution.map { .bytes(Array(DistributionTable($0).csv.utf8)) }
        case .distributionJSON: return shownDistribution.map { .bytes(DistributionTable($0).json) }
        case .comparisonMarkdown: return .text(ComparisonReport(compare).markdown)
        case .comparisonCSV: return .text(ComparisonReport(compare).csv)
        case .comparisonJSON: return .bytes(ComparisonReport(compare).json)
        case .sweepMarkdown: return sweep.sweep.map { .text(SweepReport($0).markdown) }
        case .sweepCSV: return sweep.sweep.map { .text(SweepReport($0).csv) }
        case .sweepJSON: return sweep.sweep.map { .bytes(SweepReport($0).json) }
        case .screenSVG, .screenANSI: return .screen(format)
        }
    }

    private func code(_ language: CodeLanguage) -> ExportJob.Content? {
        codeRequest.map { .code(language, model: $0.model.id, $0.request) }
    }

    /// Asks before a file is replaced.
    mutating func confirmReplacing(_ job: ExportJob) -> [Effect] {
        overlay = .exportConfirmation(job)
        return []
    }

    /// The state without what lies over the screen: what a picture of it should show.
    public var withoutOverlays: PlaygroundState {
        var state = self
        state.overlay = nil
        state.notices = []
        return state
    }
}
