import Generation

extension Engine {
    /// Positions of the lens that go through the model at once.
    private static let lensChunk = 32
    /// Tokens that come with the logits of a position.
    private static let topTokenCount = 48

    func attentionPattern(layer: Int, head: Int, of request: GenerationRequest) async throws -> AttentionPattern {
        try checkHead(layer: layer, head: head)
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        let weights = try await remember(tokens, switchedOff: session.switchedOff) { cache in
            transformer.wholePattern(layer: layer, head: head, count: tokens.count, cache: cache)
        }
        return AttentionPattern(layer: layer, head: head, window: session.window(of: request), weights: weights)
    }

    func attentionBand(
        layer: Int, heads: HeadSelection, queries: Range<Int>, of request: GenerationRequest
    ) async throws -> AttentionBand {
        if case .head(let head) = heads { try checkHead(layer: layer, head: head) }
        try checkLayer(layer)
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        try check(queries, in: tokens)
        let weights = try await remember(tokens, switchedOff: session.switchedOff) { cache in
            transformer.patternBand(layer: layer, heads: heads, queries: queries, keyCount: tokens.count, cache: cache)
        }
        return AttentionBand(
            layer: layer, heads: heads, window: session.window(of: request), queries: queries, weights: weights)
    }

    func attentionThumbnails(layer: Int, side: Int, hidesFirstToken: Bool, of request: GenerationRequest) async throws
        -> [AttentionThumbnail]
    {
        try checkLayer(layer)
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        let side = max(1, min(side, tokens.count))
        var thumbnails: [AttentionThumbnail] = []
        for head in 0..<configuration.headCount {
            let weights = try await remember(tokens, switchedOff: session.switchedOff) { cache in
                transformer.thumbnail(
                    layer: layer, head: head, side: side, hidesFirstToken: hidesFirstToken, count: tokens.count,
                    cache: cache)
            }
            thumbnails.append(AttentionThumbnail(layer: layer, head: head, side: side, weights: weights))
            await Task.yield()
        }
        return thumbnails
    }

    func attentionArithmetic(
        layer: Int, head: Int, query: Int, key: Int, of request: GenerationRequest
    ) async throws -> AttentionArithmetic {
        try checkHead(layer: layer, head: head)
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        try check(query, in: tokens)
        guard 0...query ~= key else {
            throw Failure(
                .outOfRange, "the query cannot see this key", at: "\(key)", expected: "positions 0 to \(query)")
        }
        let window = session.window(of: request)
        return try await remember(tokens, switchedOff: session.switchedOff) { cache in
            transformer.attentionArithmetic(
                layer: layer, head: head, query: query, key: key, window: window, cache: cache)
        }
    }

    func forwardPass(of request: GenerationRequest, at position: Int) async throws -> ForwardPass {
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        try check(position, in: tokens)
        let positions = position..<position + 1
        let stops = try await remember(tokens, switchedOff: session.switchedOff) { cache in
            var probe = PlaceProbe()
            cache.revisiting(positions) { transformer.forward(tokens[positions], cache: cache, probe: &probe) }
            let logits = transformer.logits(at: position, cache: cache)
            return probe.stops + [ForwardPass.Stop(place: .logits, values: logits)]
        }
        let topTokens = (stops.last?.values ?? []).indicesOfLargest(Self.topTokenCount).map(tokenizer.token)
        return ForwardPass(
            window: session.window(of: request), position: position, stops: stops, topTokens: topTokens)
    }

    func logitLens(of request: GenerationRequest, at positions: Range<Int>) async throws -> LogitLens {
        let session = try session(request)
        let tokens = session.visible(request.continuation)
        try check(positions, in: tokens)
        let rowCount = configuration.layerCount + 1
        var rows = Array(repeating: [LogitLens.Cell](), count: rowCount)
        for start in stride(from: positions.lowerBound, to: positions.upperBound, by: Self.lensChunk) {
            let chunk = start..<min(start + Self.lensChunk, positions.upperBound)
            let residuals = try await remember(tokens, switchedOff: session.switchedOff) { cache in
                var probe = ResidualProbe(layerCount: configuration.layerCount)
                cache.revisiting(chunk) { transformer.forward(tokens[chunk], cache: cache, probe: &probe) }
                return probe.residuals
            }
            // The last row first: it says which token the others are asked about.
            var answers: [TokenID]?
            for row in (0..<rowCount).reversed() {
                try Task.checkCancellation()
                let readings = transformer.lens(residuals[row], answers: answers)
                if answers == nil { answers = readings.map(\.top) }
                rows[row] += readings.map(cell)
                await Task.yield()
            }
        }
        return LogitLens(
            window: session.window(of: request), positions: positions, rowCount: rowCount, cells: Array(rows.joined()))
    }

    private nonisolated func cell(_ reading: LensReading) -> LogitLens.Cell {
        LogitLens.Cell(
            token: tokenizer.token(reading.top), probability: reading.probability,
            answerProbability: reading.answerProbability, answerRank: reading.answerRank)
    }

    private nonisolated func check(_ positions: Range<Int>, in tokens: [TokenID]) throws(Failure) {
        guard !positions.isEmpty else { return }
        try check(positions.lowerBound, in: tokens)
        try check(positions.upperBound - 1, in: tokens)
    }

    private nonisolated func check(_ position: Int, in tokens: [TokenID]) throws(Failure) {
        guard tokens.indices ~= position else {
            throw Failure(
                .outOfRange, "no such position", at: "\(position)", expected: "0 to \(tokens.count - 1)")
        }
    }
}

extension [Float] {
    /// The places of the largest values, largest first.
    fileprivate func indicesOfLargest(_ wanted: Int) -> [Int] {
        var best: [Int] = []
        for index in indices where best.count < wanted || self[index] > self[best[best.count - 1]] {
            let place = best.firstIndex { self[index] > self[$0] } ?? best.count
            best.insert(index, at: place)
            if best.count > wanted { best.removeLast() }
        }
        return best
    }
}

extension Engine.Session {
    /// What the model sees at the end of a request.
    fileprivate func window(of request: GenerationRequest) -> ContextWindow {
        window(generatedCount: request.continuation.count)
    }
}
