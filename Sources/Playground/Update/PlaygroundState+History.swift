import Generation

/// The history screen.
extension PlaygroundState {
    /// Does what the person asks for on the history screen.
    mutating func change(_ action: HistoryAction) -> [Effect] {
        switch action {
        case .refresh: return listRuns()
        case .choose(let count): return selectRun(history.selection + count)
        case .select(let index): return selectRun(index)
        case .scroll(let line): history.detailLine = max(0, line)
        case .enter: return enterHistory()
        case .beginSearch: history.field = .search
        case .beginNote: history.field = history.chosen.map { .note($0.note) }
        case .type(let text): return editHistoryField { $0 + text.filter { !$0.isNewline } }
        case .deleteTyped: return editHistoryField { String($0.dropLast()) }
        case .clearTyped: return editHistoryField { _ in "" }
        case .nextModel: return filterByNextModel()
        case .toggleStarredOnly:
            history.query.isStarredOnly.toggle()
            return queryChanged()
        case .toggleStar: return toggleStar()
        case .mark: history.marked = history.marked == history.chosen?.id ? nil : history.chosen?.id
        case .toggleComparison: return toggleRunComparison()
        case .delete: if let chosen = history.chosen { overlay = .runDeletion(chosen) }
        case .toggleRecording:
            history.isRecording.toggle()
            return tell(history.isRecording ? .recording : .notRecording)
        }
        return []
    }

    /// Takes news of the history in.
    mutating func receive(_ news: HistoryNews) -> [Effect] {
        switch news {
        case .listed(let id, let page):
            guard history.listing == id else { return [] }
            history.listing = nil
            history.page = page
            history.failure = nil
            history.selection = min(history.selection, max(0, page.matchCount - 1))
            if history.chosen == nil, page.matchCount > 0 { return listRuns() }
            return readChosen()
        case .read(let id, let runs):
            guard history.reading == id else { return [] }
            history.reading = nil
            return receive(runs)
        case .deleted(let ids):
            if let marked = history.marked, ids.contains(marked) { history.marked = nil }
            if let detail = history.detail, ids.contains(detail.summary.id) { history.detail = nil }
            return listRuns() + tell(.runsDeleted(count: ids.count))
        case .unreadable(let failure):
            history.failure = failure
            return tell(.historyFailed(failure))
        case .unwritable(let failure): return tell(.historyFailed(failure))
        case .weightsDiffer(let name): return tell(.weightsDiffer(name: name))
        }
    }

    /// Asks for the runs around the chosen one; those that are known stay in sight.
    mutating func listRuns() -> [Effect] {
        let id = newTicket()
        history.listing = id
        history.query.offset = max(0, history.selection - history.query.limit / 2)
        return [.history(.list(id, history.query))]
    }

    /// Puts away what lies on top on the history screen.
    ///
    /// - Returns: nil if nothing does, so that the screen itself goes.
    mutating func escapeHistory() -> [Effect]? {
        if history.field != nil {
            let wasSearch = history.field == .search
            history.field = nil
            guard wasSearch, !history.query.text.isEmpty else { return [] }
        } else if history.pair != nil {
            history.pair = nil
            return []
        } else if !history.isFiltered {
            return nil
        }
        history.query = RunQuery(limit: history.query.limit)
        return queryChanged()
    }

    /// Removes a run for good.
    mutating func delete(_ run: PastRun.Summary) -> [Effect] { [.history(.delete([run.id]))] }

    // MARK: Choosing

    private mutating func selectRun(_ index: Int) -> [Effect] {
        guard let page = history.page, page.matchCount > 0 else { return [] }
        let index = min(max(0, index), page.matchCount - 1)
        guard index != history.selection else { return [] }
        history.selection = index
        history.detailLine = 0
        // What lies beyond the known part is asked for before it comes into sight.
        let margin = history.query.limit / 8
        let known = page.offset..<page.offset + page.runs.count
        let isNearEnd =
            max(0, index - margin) < known.lowerBound || min(page.matchCount, index + margin) > known.upperBound
        return (isNearEnd ? listRuns() : []) + (history.chosen == nil ? [] : readChosen())
    }

    private mutating func queryChanged() -> [Effect] {
        history.selection = 0
        history.detailLine = 0
        return listRuns()
    }

    private mutating func filterByNextModel() -> [Effect] {
        let models = history.page?.modelReferences ?? []
        let index = history.query.modelReference.flatMap(models.firstIndex).map { $0 + 1 } ?? 0
        history.query.modelReference = models.indices.contains(index) ? models[index] : nil
        return queryChanged()
    }

    private mutating func editHistoryField(_ change: (String) -> String) -> [Effect] {
        switch history.field {
        case .search:
            history.query.text = change(history.query.text)
            return queryChanged()
        case .note(let note): history.field = .note(change(note))
        case nil: break
        }
        return []
    }

    private mutating func enterHistory() -> [Effect] {
        switch history.field {
        case .note(let note):
            history.field = nil
            guard let chosen = history.chosen else { return [] }
            changeChosen { $0.note = note }
            return [.history(.setNote(chosen.id, note))]
        case .search:
            history.field = nil
            return []
        case nil:
            return read([history.chosen?.id].compactMap(\.self), for: .reopen)
        }
    }

    private mutating func toggleStar() -> [Effect] {
        guard let chosen = history.chosen else { return [] }
        changeChosen { $0.isStarred.toggle() }
        return [.history(.setStar(chosen.id, !chosen.isStarred))]
    }

    private mutating func changeChosen(_ change: (inout PastRun.Summary) -> Void) {
        guard var page = history.page, page[history.selection] != nil else { return }
        change(&page.runs[history.selection - page.offset])
        history.page = page
    }

    // MARK: Reading

    private mutating func readChosen() -> [Effect] {
        guard let chosen = history.chosen, history.detail?.summary != chosen else { return [] }
        return read([chosen.id], for: .show)
    }

    private mutating func read(_ ids: [PastRun.ID], for purpose: ReadingPurpose) -> [Effect] {
        guard !ids.isEmpty else { return [] }
        let id = newTicket()
        history.reading = id
        history.purpose = purpose
        return [.history(.read(id, ids))]
    }

    private mutating func receive(_ runs: [PastRun]) -> [Effect] {
        switch history.purpose {
        case .show:
            history.detail = runs.first
        case .reopen:
            return runs.first.map { reopen($0) } ?? []
        case .compare:
            let runs = runs.sorted { $0.summary.id < $1.summary.id }
            guard runs.count == 2 else { return [] }
            history.pair = HistoryDisplay.Pair(older: runs[0], newer: runs[1])
            history.detailLine = 0
        }
        return []
    }

    /// With the marked run, or else with the one that was run before the chosen one.
    private mutating func toggleRunComparison() -> [Effect] {
        guard history.pair == nil, let chosen = history.chosen else {
            history.pair = nil
            return []
        }
        let other = history.marked ?? history.page?[history.selection + 1]?.id
        guard let other, other != chosen.id else { return tell(.nothingToCompare) }
        return read([chosen.id, other], for: .compare)
    }
}
