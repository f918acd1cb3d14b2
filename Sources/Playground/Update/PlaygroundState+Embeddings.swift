import Generation

/// The embeddings screen: its form, its jobs, and what is answered.
extension PlaygroundState {
    /// Does what the person asks for on the embeddings screen.
    mutating func change(_ action: EmbeddingsAction) -> [Effect] {
        switch action {
        case .moveRow(let count): return moveFormRow(by: count)
        case .selectRow(let row): return selectFormRow(row)
        case .turn(let count): turnFormRow(by: count)
        case .enter: return enterEmbeddings()
        case .type(let text): return typeEmbeddings(text)
        case .deleteTyped: return editEmbeddings { String($0.dropLast()) }
        case .begin(let order):
            embeddings.order = order
            return ask(.embed(order))
        case .openForm:
            embeddings.isFormOpen = true
            return ask(.offers)
        default: return changeMap(action)
        }
        return []
    }

    /// Takes news of vectors in.
    mutating func receive(_ news: EmbeddingsNews) -> [Effect] {
        switch news {
        case .progress(let id, let progress):
            if embeddings.asked[.corpus]?.id == id { embeddings.progress = progress }
            return []
        case .mapping(let id, let map):
            if embeddings.asked[.map]?.id == id { embeddings.neighbourMap = map }
            return []
        case .failed(let id, let failure):
            guard let kind = answeredKind(id) else { return [] }
            // A list that cannot be had is one the screen can do without.
            if kind == .offers { return [] }
            embeddings.failure = failure
            return embeddings.showsForm ? [] : tell(.embeddingFailed(failure))
        case .answered(let id, let answer):
            guard let kind = answeredKind(id), let question = embeddings.asked[kind]?.question else { return [] }
            return receive(answer, to: question)
        }
    }

    /// Asks what the map shows and does not know yet.
    mutating func askEmbeddings() -> [Effect] {
        guard screen == .embeddings, let mapped = embeddings.mapped, !embeddings.showsForm else { return [] }
        var wanted: [EmbeddingsQuestion] = []
        if let picked = embeddings.picked { wanted.append(.detail(picked)) }
        if embeddings.kind == .neighbours, embeddings.neighbourMap == nil { wanted.append(.map) }
        if embeddings.view == .cosines, embeddings.marked.count > 1 { wanted.append(.cosines(embeddings.marked)) }
        if embeddings.view == .arithmetic, let (plus, minus) = embeddings.combination {
            wanted.append(.combination(plus: plus, minus: minus))
        }
        if mapped.isLocal, !embeddings.query.isEmpty { wanted.append(.search(embeddings.query)) }
        return wanted.flatMap { embeddings.asked[$0.kind]?.question == $0 ? [] : ask($0) }
    }

    /// Stops embedding, reading, or making the map of neighbours; what was embedded stays.
    mutating func stopEmbeddings() -> [Effect] {
        for kind in [EmbeddingsQuestion.Kind.corpus, .map] where embeddings.isPending(kind) {
            embeddings.asked[kind] = nil
            if kind == .map {
                embeddings.kind = .principal
                embeddings.neighbourMap = nil
            }
            return [.embeddings(.giveUp(kind))]
        }
        return []
    }

    /// Puts away what lies on top on the embeddings screen.
    ///
    /// - Returns: nil if nothing does, so that the screen itself goes.
    mutating func escapeEmbeddings() -> [Effect]? {
        if embeddings.isWorking || embeddings.isMapping { return stopEmbeddings() }
        if embeddings.showsForm {
            guard embeddings.mapped != nil else { return nil }
            embeddings.isFormOpen = false
            embeddings.failure = nil
            return []
        }
        if embeddings.isQuerying || !embeddings.query.isEmpty {
            embeddings.isQuerying = false
            embeddings.query = ""
            embeddings.found = nil
            embeddings.choice = 0
            embeddings.asked[.search] = nil
            return [.embeddings(.giveUp(.search))]
        }
        if embeddings.window != .all {
            embeddings.window = .all
            return []
        }
        return nil
    }

    /// What going to the screen asks for.
    mutating func enterEmbeddingsScreen() -> [Effect] {
        screen == .embeddings && embeddings.showsForm && !embeddings.isWorking ? ask(.offers) : []
    }

    mutating func ask(_ question: EmbeddingsQuestion) -> [Effect] {
        let id = newTicket()
        embeddings.asked[question.kind] = EmbeddingsDisplay.Asked(id: id, question: question)
        if question.kind == .corpus { embeddings.failure = nil }
        return [.embeddings(.ask(id, question))]
    }

    // MARK: Answers

    /// The kind of the question that an answer is to, which is then no longer awaited; nil for a question that was given up.
    private mutating func answeredKind(_ id: Ticket) -> EmbeddingsQuestion.Kind? {
        guard let kind = embeddings.asked.first(where: { $0.value.id == id && $0.value.isPending })?.key else {
            return nil
        }
        embeddings.asked[kind]?.isPending = false
        return kind
    }

    private mutating func receive(_ answer: EmbeddingsAnswer, to question: EmbeddingsQuestion) -> [Effect] {
        switch answer {
        case .offers(let offers):
            embeddings.form.collections = offers.collections
            if !offers.models.isEmpty {
                // The likeliest model, unless one was chosen.
                if embeddings.form.model == embeddings.form.models.first { embeddings.form.model = offers.models[0] }
                embeddings.form.models = offers.models
            }
        case .preview(let preview):
            embeddings.form.preview = preview
            embeddings.form.column = preview.wordiestColumn
            embeddings.failure = nil
        case .plan(let plan):
            guard case .plan(let order) = question else { return [] }
            guard plan.isLocal || plan.missingCount == 0 else {
                overlay = .embeddingConsent(order, plan)
                return []
            }
            return change(.begin(order))
        case .corpus(let mapped): open(mapped)
        case .map(let map, let principalShare):
            embeddings.neighbourMap = map
            embeddings.principalShare = principalShare
        case .detail(let detail): embeddings.detail = detail
        case .neighbours(let neighbours):
            let findings = EmbeddingsDisplay.Findings(question: question, neighbours: neighbours)
            if case .search = question { embeddings.found = findings } else { embeddings.combined = findings }
            embeddings.choice = 0
        case .cosines(let values):
            if case .cosines(let marked) = question { embeddings.cosines = (marked, values) }
        }
        return []
    }

    private mutating func open(_ mapped: MappedCorpus) {
        var display = EmbeddingsDisplay()
        display.form = embeddings.form
        display.order = embeddings.order
        display.isFormOpen = false
        display.mapped = mapped
        display.columns = CorpusColumn.all(of: mapped.corpus)
        display.colorColumn = display.columns.isEmpty ? nil : 0
        display.picked = mapped.corpus.texts.isEmpty ? nil : 0
        embeddings = display
    }

    // MARK: The form

    private mutating func moveFormRow(by count: Int) -> [Effect] {
        let rows = embeddings.form.rows
        let index = (rows.firstIndex(of: embeddings.form.row) ?? 0) + count
        return selectFormRow(rows[min(max(0, index), rows.count - 1)])
    }

    private mutating func selectFormRow(_ row: CorpusForm.Row) -> [Effect] {
        let left = embeddings.form.row
        embeddings.form.row = row
        return left == .path && row != .path ? readPreview() : []
    }

    /// How the file begins, unless that is known.
    private mutating func readPreview() -> [Effect] {
        let form = embeddings.form
        let question = EmbeddingsQuestion.preview(path: form.path, isCSV: form.origin == .csv)
        guard !form.path.isEmpty, form.origin == .csv || form.origin == .lines,
            form.preview == nil || embeddings.asked[.preview]?.question != question
        else { return [] }
        embeddings.form.preview = nil
        return ask(question)
    }

    private mutating func turnFormRow(by count: Int) {
        func turned(_ index: Int, _ total: Int) -> Int { total > 0 ? ((index + count) % total + total) % total : 0 }
        var form = embeddings.form
        switch form.row {
        case .origin:
            let origins = CorpusForm.Origin.allCases
            form.origin = origins[turned(origins.firstIndex(of: form.origin) ?? 0, origins.count)]
            form.preview = nil
            embeddings.failure = nil
        case .column: form.column = turned(form.column, form.preview?.columns.count ?? 0)
        case .collection: form.collection = turned(form.collection, form.collections.count)
        case .model:
            let index = form.models.firstIndex(of: form.model)
            form.model = form.models[index.map { turned($0, form.models.count) } ?? 0]
        case .path, .sample, .seed, .text, .start: break
        }
        embeddings.form = form
    }

    private mutating func enterEmbeddings() -> [Effect] {
        guard embeddings.showsForm else { return enterQuery() }
        switch embeddings.form.row {
        case .text where !embeddings.form.entry.isEmpty:
            embeddings.form.texts.append(embeddings.form.entry)
            embeddings.form.entry = ""
            return []
        case .start: return startEmbedding()
        default: return moveFormRow(by: 1)
        }
    }

    /// Finds out what the order takes, and embeds if nothing speaks against it; or opens the chosen collection.
    mutating func startEmbedding() -> [Effect] {
        guard embeddings.showsForm, !embeddings.isWorking else { return [] }
        if embeddings.form.origin == .collection {
            guard let collection = embeddings.form.chosenCollection else { return [] }
            return ask(.open(name: collection.name))
        }
        guard let order = embeddings.form.order else { return readPreview() }
        embeddings.progress = nil
        embeddings.order = order
        return ask(.plan(order))
    }

    private mutating func typeEmbeddings(_ text: String) -> [Effect] {
        if embeddings.showsForm, embeddings.form.row == .text {
            // What is pasted may be many texts, one on each line.
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for line in lines.dropLast() {
                let whole = embeddings.form.entry + line
                if !whole.isEmpty { embeddings.form.texts.append(whole) }
                embeddings.form.entry = ""
            }
            embeddings.form.entry += lines.last ?? ""
            return []
        }
        return editEmbeddings { $0 + text.filter { !$0.isNewline } }
    }

    private mutating func editEmbeddings(_ change: (String) -> String) -> [Effect] {
        guard embeddings.showsForm else {
            guard embeddings.isQuerying else { return [] }
            embeddings.query = change(embeddings.query)
            if embeddings.query.isEmpty { embeddings.found = nil }
            return []
        }
        if embeddings.form.row == .text, embeddings.form.entry.isEmpty, change("x").isEmpty {
            embeddings.form.entry = embeddings.form.texts.popLast() ?? ""
            return []
        }
        embeddings.form.typed = change(embeddings.form.typed)
        if embeddings.form.row == .path { embeddings.form.preview = nil }
        return []
    }
}
