import Generation
import Synchronization

/// What is read of the history: of each kind only the newest matters.
enum HistoryRead: Hashable {
    case list, runs
}

/// A run on its way into the history.
struct RecordedRun {
    let recorder: any RunRecorder
    let model: Ticket
}

extension EffectRunner {
    /// Does something for the history; without one nothing is remembered, and its lists are empty.
    func perform(_ effect: HistoryEffect) {
        switch effect {
        case .record(let id, let model, let question, let given): record(id, model, question, given)
        case .list(let id, let query):
            read(.list) { .listed(id, try await $0.page(query)) }
        case .read(let id, let runs):
            read(.runs) { archive in
                var read: [PastRun] = []
                for run in runs { read.append(try await archive.run(run)) }
                return .read(id, read)
            }
        case .setStar(let id, let isStarred): change { try await $0.setStar(isStarred, of: id) }
        case .setNote(let id, let note): change { try await $0.setNote(note, of: id) }
        case .delete(let ids):
            change { [post] archive in
                try await archive.delete(ids)
                post(.historyNews(.deleted(ids)))
            }
        case .verify(let model, let checksum): verify(model, checksum)
        }
    }

    /// Ends a run that will not complete: what it had so far is what is remembered.
    func endRecord(of id: Ticket, _ ending: PastRun.Ending) {
        finishRecord(of: id) { $0.end(ending) }
    }

    /// Tells the history an event of a run.
    func record(_ event: GenerationEvent, of id: Ticket) {
        if case .completed = event {
            finishRecord(of: id) { $0.add(event) }
        } else {
            work.withLock { $0.recorders[id] }?.recorder.add(event)
        }
    }

    /// Tells the history how a run ended, and then which weights wrote it: reading those must not slow the run down.
    private func finishRecord(of id: Ticket, _ tell: (any RunRecorder) -> Void) {
        guard let run = work.withLock({ $0.recorders.removeValue(forKey: id) }) else { return }
        tell(run.recorder)
        Task {
            if let checksum = await checksum(of: run.model) { run.recorder.identify(checksum: checksum) }
        }
    }

    private func record(_ id: Ticket, _ model: Ticket, _ question: PastRun.Question, _ given: [Step]) {
        guard let archive else { return }
        let recorder = archive.record(question, given: given) { [self] failure in
            // Told once, not after every run.
            let isNews = work.withLock { work in
                defer { work.isRecordingRefused = true }
                return !work.isRecordingRefused
            }
            if isNews { post(.historyNews(.unwritable(failure))) }
        }
        work.withLock { $0.recorders[id] = RecordedRun(recorder: recorder, model: model) }
    }

    private func read(
        _ kind: HistoryRead, _ news: @escaping @Sendable (any RunArchive) async throws -> HistoryNews
    ) {
        guard let archive else {
            return post(.historyNews(.unreadable(Failure(.unsupported, "there is no history in this session"))))
        }
        let task = Task { [post] in
            do {
                let news = try await news(archive)
                if !Task.isCancelled { post(.historyNews(news)) }
            } catch {
                guard !Task.isCancelled else { return }
                post(.historyNews(.unreadable(Failure(error, what: "cannot read the history"))))
            }
        }
        work.withLock { work in
            work.historyReads[kind]?.cancel()
            work.historyReads[kind] = task
        }
    }

    /// Makes one change after the other.
    private func change(_ change: @escaping @Sendable (any RunArchive) async throws -> Void) {
        guard let archive else { return }
        work.withLock { work in
            let earlier = work.runChange
            work.runChange = Task { [post] in
                await earlier?.value
                do {
                    try await change(archive)
                } catch {
                    post(.historyNews(.unwritable(Failure(error, what: "cannot change the history"))))
                }
            }
        }
    }

    private func verify(_ model: Ticket, _ checksum: String) {
        Task {
            guard let provider = work.withLock({ $0.providers[model] }), let own = await self.checksum(of: model),
                own != checksum
            else { return }
            post(.historyNews(.weightsDiffer(name: provider.model.name)))
        }
    }

    /// The checksum of a model's weights, computed once for each opening; nil for a model that runs elsewhere.
    private func checksum(of model: Ticket) async -> String? {
        let task = work.withLock { work -> Task<String?, Never>? in
            if let task = work.checksums[model] { return task }
            guard let provider = work.providers[model] else { return nil }
            let task = Task { try? await provider.weightsChecksum() }
            work.checksums[model] = task
            return task
        }
        return await task?.value
    }
}
