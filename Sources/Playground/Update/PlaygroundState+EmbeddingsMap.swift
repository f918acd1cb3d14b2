import Generation

/// Walking on the map of vectors.
extension PlaygroundState {
    mutating func changeMap(_ action: EmbeddingsAction) -> [Effect] {
        guard let mapped = embeddings.mapped, !embeddings.showsForm else { return [] }
        let count = mapped.corpus.texts.count
        switch action {
        case .pick(let index): pick(index, of: count)
        case .pickToward(let columns, let rows): pickToward(SIMD2(Float(columns), Float(-rows)))
        case .pan(let columns, let rows):
            moveWindow(by: SIMD2(Float(columns), Float(-rows)) / (2 * embeddings.window.zoom))
        case .zoom(let steps, let place): zoom(by: steps, around: place)
        case .showAll: embeddings.window = .all
        case .toggleMap: return toggleMap(count)
        case .nextColumn:
            let next = embeddings.colorColumn.map { $0 + 1 } ?? 0
            embeddings.colorColumn = embeddings.columns.indices.contains(next) ? next : nil
        case .mark: mark()
        case .clearMarks: embeddings.marked = []
        case .nextView(let step):
            let views = EmbeddingsView.allCases
            let index = views.firstIndex(of: embeddings.view) ?? 0
            showView(views[(index + step + views.count) % views.count])
        case .showView(let view): showView(view)
        case .beginQuery:
            embeddings.isQuerying = true
            showView(.text)
        case .moveChoice(let step):
            embeddings.choice = min(max(0, embeddings.choice + step), max(0, embeddings.listed.count - 1))
        case .pickChoice:
            guard embeddings.listed.indices.contains(embeddings.choice) else { return [] }
            pick(embeddings.listed[embeddings.choice].index, of: count)
        case .setTerm(let term):
            guard embeddings.terms.indices.contains(term) else { return [] }
            embeddings.terms[term] = embeddings.terms[term] == embeddings.picked ? nil : embeddings.picked
            if embeddings.combination == nil { embeddings.combined = nil }
            showView(.arithmetic)
        case .lookInside: return lookInsideEncoder(mapped)
        default: break
        }
        return []
    }

    /// Searches for what was typed; what is typed for a local model has been searched for already.
    mutating func enterQuery() -> [Effect] {
        guard embeddings.isQuerying, let mapped = embeddings.mapped else { return changeMap(.pickChoice) }
        embeddings.isQuerying = false
        guard !mapped.isLocal, !embeddings.query.isEmpty,
            embeddings.asked[.search]?.question != .search(embeddings.query)
        else { return [] }
        return ask(.search(embeddings.query))
    }

    private mutating func pick(_ index: Int, of count: Int) {
        guard (0..<count).contains(index) else { return }
        if index != embeddings.picked, embeddings.query.isEmpty { embeddings.choice = 0 }
        embeddings.picked = index
        showPicked()
    }

    /// Moves the window as far as it takes to show the chosen text.
    private mutating func showPicked() {
        guard let map = embeddings.map, let picked = embeddings.picked, map.places.indices.contains(picked) else {
            return
        }
        let place = embeddings.square(of: map)[map.places[picked]]
        let reach = SIMD2<Float>(repeating: 0.9 / embeddings.window.zoom)
        let middle = embeddings.window.middle
        embeddings.window.middle = middle.clamped(lowerBound: place - reach, upperBound: place + reach)
    }

    /// The text that is nearest in a direction: what lies aside counts as farther away.
    private mutating func pickToward(_ direction: SIMD2<Float>) {
        guard let map = embeddings.map, !map.places.isEmpty else { return }
        let square = embeddings.square(of: map)
        guard let picked = embeddings.picked, map.places.indices.contains(picked) else {
            let middle = embeddings.window.middle
            let nearest = map.places.indices.min {
                length(square[map.places[$0]] - middle) < length(square[map.places[$1]] - middle)
            }
            if let nearest { pick(nearest, of: map.places.count) }
            return
        }
        let from = square[map.places[picked]]
        var best: (index: Int, cost: Float)?
        for (index, place) in map.places.enumerated() where index != picked {
            let gap = square[place] - from
            let along = (gap * direction).sum()
            let aside = length(gap - direction * along)
            guard along > 1e-6, aside <= along * 1.5 else { continue }
            let cost = along + 2 * aside
            if cost < best?.cost ?? .infinity { best = (index, cost) }
        }
        if let best { pick(best.index, of: map.places.count) }
    }

    private mutating func moveWindow(by step: SIMD2<Float>) {
        let limit = SIMD2<Float>(repeating: 1)
        embeddings.window.middle = (embeddings.window.middle + step).clamped(lowerBound: -limit, upperBound: limit)
    }

    /// One step is half as large again, and what lies at the place stays where it is.
    private mutating func zoom(by steps: Int, around place: SIMD2<Float>?) {
        var window = embeddings.window
        let before = window.zoom
        for _ in 0..<abs(steps) { window.zoom *= steps > 0 ? 1.5 : 1 / 1.5 }
        window.zoom = min(max(1, window.zoom), EmbeddingsDisplay.Window.mostZoom)
        // Rounding must not keep a last bit of zoom.
        if window.zoom < 1.01 { window.zoom = 1 }
        let anchor = place ?? pickedPlace ?? window.middle
        window.middle = anchor + (window.middle - anchor) * (before / window.zoom)
        embeddings.window = window.zoom == 1 ? .all : window
    }

    private var pickedPlace: SIMD2<Float>? {
        guard let map = embeddings.map, let picked = embeddings.picked, map.places.indices.contains(picked) else {
            return nil
        }
        return embeddings.square(of: map)[map.places[picked]]
    }

    private mutating func toggleMap(_ count: Int) -> [Effect] {
        embeddings.kind = embeddings.kind == .principal ? .neighbours : .principal
        embeddings.window = .all
        // A map that was given up, or failed, is tried again.
        if embeddings.neighbourMap == nil { embeddings.asked[.map] = nil }
        return []
    }

    private mutating func mark() {
        guard let picked = embeddings.picked else { return }
        if let index = embeddings.marked.firstIndex(of: picked) {
            embeddings.marked.remove(at: index)
        } else if embeddings.marked.count < EmbeddingsDisplay.mostMarked {
            embeddings.marked.append(picked)
        }
    }

    private mutating func showView(_ view: EmbeddingsView) {
        embeddings.view = view
        embeddings.choice = 0
    }

    /// Opens the encoder where attention is shown, with the chosen text as the prompt.
    private mutating func lookInsideEncoder(_ mapped: MappedCorpus) -> [Effect] {
        guard mapped.isLocal else {
            return tell(.embeddingFailed(Failure(.unsupported, "this model does not disclose attention")))
        }
        guard let picked = embeddings.picked else { return [] }
        user.selectAll()
        user.paste(mapped.corpus.texts[picked].text)
        system.selectAll()
        system.paste("")
        screen = .attention
        return promptChanged()
            + (model.loaded?.description.reference == mapped.modelReference ? [] : openModel(mapped.modelReference))
    }

    private func length(_ vector: SIMD2<Float>) -> Float { (vector * vector).sum().squareRoot() }
}
