public import Generation
import Synchronization

/// Does what `update` asks for, and tells what came of it by posting actions.
///
/// It returns at once: models are opened, asked and looked into in tasks of their own. Only the newest inspection runs, and of
/// each kind of question about the inside only the newest; a run is given up at its next token when it is cancelled. `Effect.terminal` is left to the owner of the terminal.
public final class EffectRunner: Sendable {
    struct Work {
        var providers: [Ticket: any Provider] = [:]
        /// What was told last of what their KV caches take.
        var cacheMemories: [Ticket: CacheMemory] = [:]
        var openings: [Ticket: Task<Void, Never>] = [:]
        var inspection: Task<Void, Never>?
        var questions: [InsideQuestion.Kind: Task<Void, Never>] = [:]
        var runs: [Ticket: Task<Void, Never>] = [:]
        var comparisons: [Ticket: Task<Void, Never>] = [:]
        var listing: Task<Void, Never>?
        var pulls: [Ticket: Task<Void, Never>] = [:]
        var saving: Task<Void, Never>?
        var export: Task<Void, Never>?
        var isSavingRefused = false
        var recorders: [Ticket: RecordedRun] = [:]
        var checksums: [Ticket: Task<String?, Never>] = [:]
        var historyReads: [HistoryRead: Task<Void, Never>] = [:]
        var runChange: Task<Void, Never>?
        var isRecordingRefused = false
        var vectorQuestions: [EmbeddingsQuestion.Kind: Task<Void, Never>] = [:]
    }

    /// Opens a model by its reference and reports how far the conversion of its weights is, if there is one.
    public typealias Opening =
        @Sendable (
            _ reference: String, _ allowsPlainKey: Bool, _ report: @escaping @Sendable (PullProgress) -> Void
        ) async throws -> any Provider

    let work = Mutex(Work())
    private let open: Opening
    let post: @Sendable (Action) -> Void
    private let drafts: DraftStore?
    private let savePreferences: @Sendable (Preferences) throws -> Void
    let page: @Sendable (AttentionRecord, Language) -> [UInt8]
    private let library: ModelLibrary?
    let archive: (any RunArchive)?
    let presets: PresetStore?
    let workshop: (any EmbeddingWorkshop)?

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - drafts: where texts are kept; nil keeps none.
    ///   - savePreferences: keeps the preferences; throws a `Failure`.
    ///   - page: draws the page of a run's attention for a browser.
    ///   - library: lists and fetches models; nil knows none.
    ///   - archive: remembers runs; nil remembers none.
    ///   - presets: reads and writes presets; nil has those of the program and keeps none.
    ///   - workshop: embeds texts and measures their vectors; nil can do neither.
    ///   - open: opens a model by its reference; throws a `Failure`, of the kind `consent` if only the user can let a key go.
    ///   - post: takes actions, on any thread.
    public init(
        drafts: DraftStore? = nil, savePreferences: @escaping @Sendable (Preferences) throws -> Void = { _ in },
        library: ModelLibrary? = nil, archive: (any RunArchive)? = nil,
        presets: PresetStore? = nil, workshop: (any EmbeddingWorkshop)? = nil,
        page: @escaping @Sendable (AttentionRecord, Language) -> [UInt8] = { _, _ in [] },
        open: @escaping Opening,
        post: @escaping @Sendable (Action) -> Void
    ) {
        self.drafts = drafts
        self.savePreferences = savePreferences
        self.library = library
        self.archive = archive
        self.presets = presets
        self.workshop = workshop
        self.page = page
        self.open = open
        self.post = post
    }

    /// Looks for what earlier sessions left, and posts it.
    public func offerDrafts() {
        guard let drafts else { return }
        if let draft = drafts.kept() { post(.draftKept(draft)) }
        if let draft = drafts.leftover() { post(.draftFound(draft)) }
    }

    /// Does one thing.
    public func perform(_ effect: Effect) {
        switch effect {
        case .loadModel(let id, let reference, let allowsPlainKey): load(id, reference, allowsPlainKey)
        case .closeModel(let id): close(id)
        case .generate(let id, let model, let request): generate(id, model, request)
        case .cancel(let id): cancel(id)
        case .inspect(let id, let model, let request): inspect(id, model, request)
        case .ask(let id, let model, let question, let request): ask(id, model, question, request)
        case .compare(let id, let side, let other): compare(id, side, with: other)
        case .export(let job): export(job)
        case .exportText(let content): exportText(content)
        case .models(let effect): perform(effect)
        case .history(let effect): perform(effect)
        case .presets(let effect): perform(effect)
        case .embeddings(let effect): perform(effect)
        case .saveDraft(let draft): save(draft)
        case .keepDraft(let draft):
            // The program is about to end; a disk that refuses can only be passed over.
            try? drafts?.keep(draft)
        case .discardOfferedDraft:
            let earlier = work.withLock { $0.saving }
            Task { [drafts] in
                // What was restored from it must be on disk before the only copy goes.
                await earlier?.value
                drafts?.discardLeftover()
            }
        case .savePreferences(let preferences):
            do {
                try savePreferences(preferences)
            } catch {
                post(.preferencesFailed(Failure(error, what: "cannot keep the preferences")))
            }
        case .post(let action, let delay):
            Task { [post] in
                try await Task.sleep(for: delay)
                post(action)
            }
        case .terminal:
            break
        }
    }

    private func load(_ id: Ticket, _ reference: String, _ allowsPlainKey: Bool) {
        work.withLock { work in
            work.openings[id] = Task { [self] in
                do {
                    let provider = try await open(reference, allowsPlainKey) { [self] progress in
                        let isWanted = self.work.withLock { $0.openings[id] != nil }
                        if isWanted { post(.modelConverting(id, progress)) }
                    }
                    let memory = provider.cacheMemory
                    let isWanted = self.work.withLock { work in
                        guard work.openings.removeValue(forKey: id) != nil else { return false }
                        work.providers[id] = provider
                        work.cacheMemories[id] = memory
                        return true
                    }
                    guard isWanted else { return }
                    post(
                        .modelLoaded(
                            LoadedModel(
                                id: id, description: provider.model, capabilities: provider.capabilities,
                                canInspect: provider.inspector != nil,
                                isBidirectional: provider.inspector?.isBidirectional == true, cacheMemory: memory)))
                } catch {
                    guard self.work.withLock({ $0.openings.removeValue(forKey: id) }) != nil else { return }
                    post(.modelFailed(id, Failure(error, what: "cannot open the model")))
                }
            }
        }
    }

    private func close(_ id: Ticket) {
        work.withLock { work in
            work.providers[id] = nil
            work.cacheMemories[id] = nil
            work.checksums[id] = nil
            work.openings.removeValue(forKey: id)?.cancel()
        }
    }

    private func cancel(_ id: Ticket) {
        work.withLock { work in
            work.runs.removeValue(forKey: id)?.cancel()
            work.comparisons.removeValue(forKey: id)?.cancel()
        }
        endRecord(of: id, .finished(.cancelled))
    }

    private func generate(_ id: Ticket, _ model: Ticket, _ request: GenerationRequest) {
        let provider = work.withLock { work in
            // The run needs the model for itself, and will tell more than the inspection.
            work.inspection?.cancel()
            return work.providers[model]
        }
        guard let provider else {
            endRecord(of: id, .failed("the model is closed"))
            return post(.runFailed(id, Failure(.notFound, "the model is closed")))
        }
        work.withLock { work in
            work.runs[id] = Task { [self] in
                await follow(provider.generate(request), of: id, model)
                self.work.withLock { $0.runs[id] = nil }
            }
        }
    }

    /// Tells what a model's KV caches take, if that is news: they grow by half, so it seldom is.
    private func tellCacheMemory(of model: Ticket) {
        let news = work.withLock { work -> CacheMemory? in
            guard let memory = work.providers[model]?.cacheMemory, memory != work.cacheMemories[model] else {
                return nil
            }
            work.cacheMemories[model] = memory
            return memory
        }
        if let news { post(.cacheMemoryChanged(model, news)) }
    }

    /// Posts the events of a run until it ends, fails or is cancelled.
    private func follow(
        _ events: AsyncThrowingStream<GenerationEvent, any Error>, of id: Ticket, _ model: Ticket
    ) async {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            for try await event in events {
                record(event, of: id)
                tellCacheMemory(of: model)
                post(.generated(id, [event], elapsed: start.duration(to: clock.now)))
                if case .completed = event { return }
            }
            guard !Task.isCancelled else { return }
            fail(id, Failure(.malformed, "the model's answer broke off"))
        } catch {
            guard !Task.isCancelled else { return }
            fail(id, Failure(error, what: "the model stopped answering"))
        }
    }

    private func fail(_ id: Ticket, _ failure: Failure) {
        endRecord(of: id, .failed(failure.message))
        post(.runFailed(id, failure))
    }

    private func inspect(_ id: Ticket, _ model: Ticket, _ request: GenerationRequest) {
        guard let inspector = work.withLock({ $0.providers[model] })?.inspector else {
            return post(.inspectionFailed(id, Failure(.unsupported, "the model cannot be looked into")))
        }
        let earlier = work.withLock { $0.inspection }
        earlier?.cancel()
        let task = Task { [self] in
            // A question that was given up may not have noticed yet; of those that wait meanwhile only the newest is put.
            await earlier?.value
            guard !Task.isCancelled else { return }
            do {
                let inspection = try await inspector.inspect(request)
                tellCacheMemory(of: model)
                if !Task.isCancelled { post(.inspected(id, inspection)) }
            } catch {
                guard !Task.isCancelled else { return }
                post(.inspectionFailed(id, Failure(error, what: "cannot look into the model")))
            }
        }
        work.withLock { $0.inspection = task }
    }

    private func ask(_ id: Ticket, _ model: Ticket, _ question: InsideQuestion, _ request: GenerationRequest) {
        guard let provider = work.withLock({ $0.providers[model] }) else {
            return post(.questionFailed(id, Failure(.notFound, "the model is closed")))
        }
        work.withLock { work in
            let earlier = work.questions[question.kind]
            earlier?.cancel()
            work.questions[question.kind] = Task { [self] in
                await earlier?.value
                guard !Task.isCancelled else { return }
                do {
                    let answer = try await provider.answer(question, about: request)
                    tellCacheMemory(of: model)
                    if !Task.isCancelled { post(.answered(id, answer)) }
                } catch {
                    guard !Task.isCancelled else { return }
                    post(.questionFailed(id, Failure(error, what: "cannot look into the model")))
                }
            }
        }
    }

    private func perform(_ effect: ModelsEffect) {
        switch effect {
        case .list(let id): list(id)
        case .pull(let id, let name): pull(id, name)
        case .cancelPull(let id): work.withLock { $0.pulls.removeValue(forKey: id) }?.cancel()
        }
    }

    private func list(_ id: Ticket) {
        let task = Task { [library, post] in
            if let library {
                for await news in library.news() { post(.modelsNews(.listed(id, news))) }
            }
            if !Task.isCancelled { post(.modelsNews(.listingEnded(id))) }
        }
        work.withLock { work in
            work.listing?.cancel()
            work.listing = task
        }
    }

    private func pull(_ id: Ticket, _ name: String) {
        work.withLock { work in
            work.pulls[id] = Task { [self] in
                do {
                    guard let library else { throw Failure(.unsupported, "no models can be fetched here") }
                    let reference = try await library.pull(name) { [post] in post(.modelsNews(.pulling(id, $0))) }
                    post(.modelsNews(.pulled(id, reference: reference)))
                } catch {
                    guard !Task.isCancelled else { return }
                    post(.modelsNews(.pullFailed(id, Failure(error, what: "cannot fetch the model"))))
                }
                self.work.withLock { $0.pulls[id] = nil }
            }
        }
    }

    /// Saves one draft after the other, so that the newest is the one that stays.
    private func save(_ draft: Draft) {
        guard let drafts else { return }
        work.withLock { work in
            let earlier = work.saving
            work.saving = Task { [self] in
                await earlier?.value
                do {
                    try drafts.save(draft)
                    self.work.withLock { $0.isSavingRefused = false }
                } catch {
                    // Told once, not after every word.
                    let isNews = self.work.withLock { work in
                        defer { work.isSavingRefused = true }
                        return !work.isSavingRefused
                    }
                    if isNews { post(.draftFailed(Failure(error, what: "cannot keep the draft"))) }
                }
            }
        }
    }
}

extension Failure {
    /// Any error as a failure; one that is a failure already says more itself.
    init(_ error: any Error, what: String) {
        self = error as? Failure ?? Failure(.system, what, found: String(describing: error))
    }
}
