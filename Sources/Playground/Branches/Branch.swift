import Generation

/// A run in the tree of runs: where it left its parent, and what it is called.
public struct Branch: Hashable, Sendable {
    /// How a branch came about.
    public enum Origin: Hashable, Sendable {
        /// The prompt was run.
        case prompt
        /// Another token was taken at `position`.
        case token
        /// A text was typed at `position`.
        case text
        /// It repeats a run without its interventions, to compare with.
        case untouched
    }

    /// The run that it left; nil for a run of the prompt.
    public let parent: Ticket?
    /// Index of the first step that is not the parent's; 0 for a run of the prompt.
    public let position: Int
    /// How it came about.
    public let origin: Origin
    /// What a person called it.
    public internal(set) var name: String?
    /// Whether its figures are kept when memory gets short.
    public internal(set) var isPinned = false
    /// The run; its first `position` steps are the parent's.
    public internal(set) var run: Run
    /// Bytes of the distributions and attention rows that its own steps hold.
    var detailBytes = 0
    /// The sum of the log-probabilities of its own steps, where they are known.
    private var logProbabilitySum = 0.0
    private var knownCount = 0
    /// Its own steps before this one have let their detail go.
    var thinnedCount = 0

    init(_ run: Run, origin: Origin = .prompt, parent: Ticket? = nil, position: Int = 0) {
        self.run = run
        self.origin = origin
        self.parent = parent
        self.position = position
        for step in run.steps.dropFirst(position) { count(step) }
    }

    /// Which branch: its run's ticket.
    public var id: Ticket { run.id }

    /// The steps that a person put there rather than the model: the other token, the typed text.
    public var forced: Range<Int> { position..<max(position, run.givenCount) }

    /// Mean of the log-probabilities (natural, by the plain softmax) of the steps that are not the parent's; nil if none is known.
    public var meanLogProbability: Double? {
        knownCount == 0 ? nil : logProbabilitySum / Double(knownCount)
    }

    /// Adds what one of its own steps brings to its sums.
    mutating func count(_ step: Step) {
        detailBytes += step.detailBytes
        guard let probability = step.unsampledProbability ?? step.probability, probability > 0 else { return }
        logProbabilitySum += probability.naturalLogarithm
        knownCount += 1
    }
}

extension Step {
    /// Bytes of its distribution and its attention row, roughly.
    var detailBytes: Int {
        (attention?.weights.count ?? 0) * 4 + (distribution?.candidates.count ?? 0) * 160
    }

    /// The step without candidates and attention; entropy and what the stages did stay.
    var thinned: Step {
        Step(
            index: index, token: token, text: text, probability: probability,
            unsampledProbability: unsampledProbability, rank: rank, distribution: distribution?.withoutCandidates)
    }
}

extension Distribution {
    /// The figures without the list.
    fileprivate var withoutCandidates: Distribution {
        let sums = candidates.reduce(into: (tail.probability, tail.unsampledProbability)) {
            $0 = ($0.0 + $1.probability, $0.1 + $1.unsampledProbability)
        }
        return Distribution(
            candidates: [],
            tail: Tail(
                count: tail.count + candidates.count, probability: sums.0, unsampledProbability: sums.1),
            entropyBits: entropyBits, unsampledEntropyBits: unsampledEntropyBits, stages: stages,
            isComplete: isComplete, isSampled: isSampled)
    }
}
