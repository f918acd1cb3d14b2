import Generation
import Playground
import TextUI

/// The line at the top: model, live mode, context used, memory, speed, seed.
struct StatusBar {
    let scene: Scene

    /// Draws the line; when it is short the segments of least weight leave.
    func draw(on canvas: inout Canvas) {
        let (left, right) =
            switch scene.state.screen {
            case .compare: CompareScreen(scene: scene).status
            case .sweep: SweepScreen(scene: scene).status
            case .embeddings: EmbeddingsScreen(scene: scene).status
            case .playground, .attention, .tokens, .walk, .lens, .models, .history: facts
            }
        StatusLine(left: left, right: right).draw(in: scene.layout.status, on: &canvas, theme: scene.theme)
    }

    private var facts: (left: [StatusLine.Segment], right: [StatusLine.Segment]) {
        let left: [StatusLine.Segment?]
        let right: [StatusLine.Segment?]
        if let progress = scene.state.model.loading?.conversion {
            // Who waits for a model wants to see that; what stays the same meanwhile makes room.
            left = [name, conversion(progress), remaining(progress)]
            right = [live, remembering, context, usage, speed]
        } else {
            left = [name, kind, rounding]
            right = [live, remembering, context, cache, trace, usage, speed, first, seed]
        }
        return (left.compactMap(\.self), right.compactMap(\.self))
    }

    private var name: StatusLine.Segment {
        let slot = scene.state.model
        var spans = [Span("mirilla  ", .accent)]
        spans.append(
            slot.loaded.map { Span($0.description.name, .strong) } ?? Span(scene.text(.noModel), .dim))
        if let loading = slot.loading, loading.conversion == nil {
            spans.append(Span("  \(scene.text(.opening)) \(loading.reference)".truncated(toColumns: 40), .dim))
        }
        return StatusLine.Segment(spans, priority: 10)
    }

    /// How far the weights of the model that is being opened are converted.
    private func conversion(_ progress: PullProgress) -> StatusLine.Segment {
        let reference = scene.state.model.loading?.reference ?? ""
        // Of a path the end, which tells folders apart.
        let name = reference.split(separator: "/").last.map(String.init) ?? reference
        let words = Span(scene.text(.converting) + " ", .dim)
        let percent = Span("\(Int(progress.fraction * 100)) %", .text)
        return StatusLine.Segment(
            [words, Span(name.truncated(toColumns: 28) + " ", .text), percent], short: [words, percent], priority: 9)
    }

    private func remaining(_ progress: PullProgress) -> StatusLine.Segment? {
        guard let remaining = progress.remaining else { return nil }
        let words = [Span(scene.text(.left(remaining)), .dim)]
        return StatusLine.Segment(words, short: words, priority: 5, gauge: Gauge(progress.fraction))
    }

    private var kind: StatusLine.Segment? {
        guard let model = scene.state.model.loaded else { return nil }
        let description = model.description
        let place: Phrase = model.isEmbedded ? .embedded : model.capabilities.isLocal ? .local : .hosted
        let weights = [description.parameterCount.map(Figure.short), description.weightType].compactMap { $0 }
        let words = [scene.text(place)] + [description.architecture].compactMap { $0 } + weights
        guard model.capabilities.isLocal else {
            // That text leaves this machine is said even where there is little room.
            return StatusLine.Segment("↗ " + words.joined(separator: " · "), .warning, priority: 9)
        }
        return StatusLine.Segment(
            [Span(words.joined(separator: " · "), .dim)],
            short: weights.isEmpty ? nil : [Span(weights.joined(separator: " · "), .dim)], priority: 1)
    }

    /// How a prompt's numbers are rounded: who looks inside has to know that what is shown is.
    private var rounding: StatusLine.Segment? {
        scene.state.model.loaded?.description.activationType.map {
            StatusLine.Segment([Span(scene.text(.promptsIn($0)), .dim)], priority: 7)
        }
    }

    private var live: StatusLine.Segment? {
        let state = scene.state
        if state.run?.isActive == true {
            let words: Phrase = state.run?.isReasoning == true ? .thinking : .running
            return StatusLine.Segment([Span("● ", .accent), Span(scene.text(words), .text)], priority: 9)
        }
        guard state.model.loaded?.canInspect != false else { return nil }
        let spans =
            state.isLive
            ? [Span("● ", .success), Span(scene.text(.live), .text)]
            : [Span("○ ", .dim), Span(scene.text(.paused), .dim)]
        return StatusLine.Segment(spans, priority: 6)
    }

    /// That what is run leaves no trace here.
    private var remembering: StatusLine.Segment? {
        scene.state.history.isRecording
            ? nil : StatusLine.Segment("○ " + scene.text(.notRemembering), .dim, priority: 7)
    }

    private var context: StatusLine.Segment? {
        let state = scene.state
        let sequence = state.shownSequence
        guard let limit = sequence?.contextLength ?? state.effectiveContextLength else { return nil }
        let window = sequence?.window
        // Of a prompt whose tokens are not disclosed, the service's own count.
        let usage = state.run?.completion?.usage
        let used = window?.visibleCount ?? (usage?.promptTokens ?? 0) + (usage?.generatedTokens ?? 0)
        let dropped = window?.dropped.count ?? 0
        var spans = [
            Span("\(scene.text(.context)) ", .dim), Span("\(used)/\(limit)", dropped > 0 ? .warning : .text),
        ]
        if dropped > 0 { spans.append(Span(" " + scene.text(.outsideShort(dropped)), .warning)) }
        // The figure says the same where there is no room for the gauge.
        let hasGauge = scene.layout.size.columns >= 90
        let share = Double(used) / Double(max(1, limit))
        return StatusLine.Segment(
            spans, priority: 8, gauge: hasGauge ? Gauge(share, role: share > 0.9 ? .warning : .bar) : nil)
    }

    /// What the model's KV caches take of what they may.
    private var cache: StatusLine.Segment? {
        guard let cache = scene.state.model.loaded?.cacheMemory else { return nil }
        return memory("KV \(cache.type)", cache.byteCount, of: cache.budget, priority: 2)
    }

    /// What is kept of the runs besides their tokens, for looking at them again.
    private var trace: StatusLine.Segment? {
        memory(scene.text(.trace), scene.state.runs.detailBytes, of: scene.state.runs.budget, priority: 0)
    }

    /// On narrower screens the models screen and the windows of models say it.
    private func memory(_ name: String, _ bytes: Int, of budget: Int, priority: Int) -> StatusLine.Segment? {
        guard scene.layout.size.columns >= 120, bytes > 0 else { return nil }
        let spans = [Span(name + " ", .dim), Span(ByteCount.text(bytes), .text)]
        return StatusLine.Segment(
            spans + [Span("/" + ByteCount.text(budget), .dim)], short: spans, priority: priority)
    }

    /// What the newest run used, and behind it the session.
    private var usage: StatusLine.Segment? {
        guard let run = scene.state.run?.completion?.usage else { return nil }
        func count(_ tokens: Int?) -> String { tokens.map(Figure.short) ?? "?" }
        let session = scene.state.usage
        var text = "\(count(run.promptTokens))→\(count(run.generatedTokens))"
        if let cost = run.costUSD { text += " " + Figure.dollars(cost) }
        var total = " Σ \(count(session.promptTokens))→\(count(session.generatedTokens))"
        if session.costUSD > 0 { total += " " + Figure.dollars(session.costUSD) + (session.hasUnknownCost ? "+?" : "") }
        return StatusLine.Segment([Span(text, .text), Span(total, .dim)], priority: 5)
    }

    private var speed: StatusLine.Segment? {
        guard let rate = scene.state.run?.tokensPerSecond else { return nil }
        let count = Int(rate.rounded())
        let figure =
            rate < 99.5
            ? Figure.fixed(rate, decimals: 1) : scene.text(Phrase(Figure.english(count), Figure.spanish(count)))
        return StatusLine.Segment([Span(figure, .text), Span(" tok/s", .dim)], priority: 5)
    }

    private var first: StatusLine.Segment? {
        guard let time = scene.state.run?.timeToFirstToken else { return nil }
        return StatusLine.Segment(
            [Span("\(scene.text(.first)) ", .dim), Span(Figure.time(time), .text)], priority: 3)
    }

    private var seed: StatusLine.Segment? {
        guard scene.state.choices.isEmpty else { return nil }
        return StatusLine.Segment(
            [Span("\(scene.text(.seed)) ", .dim), Span(String(scene.state.settings.sampling.seed), .text)],
            priority: 4)
    }
}

extension LoadedModel {
    /// Whether it is the model inside the program.
    var isEmbedded: Bool { description.reference == "nano" }
}
