import Generation

/// Which head is shown and how, and where the cursor is in its pattern.
extension PlaygroundState {
    /// Takes an action that asks the model nothing by itself.
    mutating func explore(_ action: LookAction) {
        switch action {
        case .selectHead(let layer, let head):
            attention.combination = .single
            attention.isHeadChosen = true
            selectHead(layer: layer, head: head)
        case .moveHead(let layers, let heads):
            if heads != 0 { attention.combination = .single }
            attention.isHeadChosen = true
            selectHead(layer: attention.layer + layers, head: attention.head + heads)
        case .setScale(let scale): attention.scale = scale
        case .nextScale: attention.scale = AttentionScale.allCases.element(after: attention.scale)
        case .toggleFirstToken: attention.hidesFirstToken.toggle()
        case .toggleDiagonal: attention.hidesDiagonal.toggle()
        case .nextCombination:
            attention.combination = HeadCombination.allCases.element(after: attention.combination)
        case .setView(let view):
            attention.view = view
            screen = .attention
        case .moveView(let distance):
            let views = distance < 0 ? AttentionView.allCases.reversed() : AttentionView.allCases
            attention.view = views.element(after: attention.view)
        case .toggleDirection:
            attention.direction = attention.direction == .looksAt ? .isLookedAtBy : .looksAt
        case .scrollArithmetic(let line): attention.arithmeticLine = max(0, line)
        case .toggleUnrotated: attention.showsUnrotated.toggle()
        case .moveCursor(let queries, let keys): moveCursor(queries: queries, keys: keys)
        case .setCursor(let query, let key):
            guard let count = shownPattern?.count, (0..<count).contains(query) else { return }
            attention.query = query
            attention.key = key.map { min(max(0, $0), lastKey(of: query, count: count)) }
        case .moveToken, .selectToken, .followNewest, .selectPrompt: break
        }
    }

    private mutating func moveCursor(queries: Int, keys: Int) {
        guard let cursor = attentionCursor, let count = shownPattern?.count else { return }
        let query = min(max(0, cursor.query + queries), count - 1)
        // A cursor that only moves along the row goes on following the newest token.
        if queries != 0 { attention.query = query }
        attention.key = min(max(0, cursor.key + keys), lastKey(of: query, count: count))
    }

    /// Chooses a head that has something to show, once, unless someone has chosen.
    mutating func findHead() {
        guard !attention.isHeadChosen, let found = shownAttention?.mostFocusedHead else { return }
        attention.isHeadChosen = true
        selectHead(layer: found.layer, head: found.head)
    }

    /// Chooses the nearest head that exists.
    mutating func selectHead(layer: Int, head: Int) {
        let layerCount = shownAttention?.layerCount ?? model.loaded?.description.layerCount ?? 1
        let headCount = shownAttention?.headCount ?? model.loaded?.description.headCount ?? 1
        attention.layer = min(max(0, layer), max(0, layerCount - 1))
        attention.head = min(max(0, head), max(0, headCount - 1))
    }
}

extension AttentionRow {
    /// The head with the greatest weight on one token that is neither the first nor the newest: many heads rest on those.
    ///
    /// Nil for a row so short that it says little about a head.
    fileprivate var mostFocusedHead: (layer: Int, head: Int)? {
        guard keyCount >= 8 else { return nil }
        var best: (layer: Int, head: Int)?
        var greatest: Float = 0
        for layer in 0..<layerCount {
            for head in 0..<headCount {
                guard let weight = self[layer, head].dropFirst().dropLast().max(), weight > greatest else { continue }
                (best, greatest) = ((layer, head), weight)
            }
        }
        return best
    }
}
