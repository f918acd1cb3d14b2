import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#elseif canImport(Glibc)
    import Glibc
#endif

/// Makes the steps and the completion of a generation from what a service tells.
struct StepAssembler {
    private let sampling: SamplingParameters
    private let candidateLimit: Int
    private let tokenLimit: Int
    private let start: ContinuousClock.Instant
    private var firstToken: Duration?
    private var lastToken: Duration?
    private var reportedTimings: Timings?
    private var usage: Usage?
    private(set) var stepCount = 0
    private var text = ""
    private var reason: FinishReason?
    private var withheld: String?
    private(set) var isOver = false

    /// - Parameters:
    ///   - candidateLimit: how many candidates the model lists at most.
    ///   - start: when the request was sent.
    init(_ request: GenerationRequest, candidateLimit: Int, start: ContinuousClock.Instant) {
        sampling = request.sampling
        self.candidateLimit = min(request.candidateCount, candidateLimit)
        tokenLimit = request.maxNewTokens
        self.start = start
    }

    /// Takes a part and gives the events that it makes.
    mutating func take(_ part: StreamPart) -> [GenerationEvent] {
        guard !isOver else { return [] }
        switch part {
        case .text(let text):
            guard !text.isEmpty else { return [] }
            return [step(Token(id: Token.undisclosedID, bytes: Array(text.utf8)), text)]
        case .tokens(let tokens, let text):
            let shares = Self.shares(of: text, among: tokens)
            // Some servers know the limit by another name and pass over ours.
            let room = tokenLimit - stepCount
            if tokens.count > room {
                reason = .length
                isOver = true
            }
            return zip(tokens, shares).prefix(max(0, room)).map { step($0, $1) }
        case .reasoning(let text): return text.isEmpty ? [] : [.notice(.reasoning(text))]
        case .usage(let news): usage = usage.map { $0.updated(by: news) } ?? news
        case .timings(let timings): reportedTimings = timings
        case .finished(let reason): self.reason = self.reason ?? reason
        case .withheld(let why): withheld = withheld ?? why
        case .end: isOver = true
        }
        return []
    }

    /// The end of the generation.
    ///
    /// - Throws: `Failure` if the answer broke off, or if the service withheld the rest.
    func completion(price: Price?) throws(Failure) -> Completion {
        if let withheld {
            throw Failure(
                .unsupported, "the service ended the text", expected: "an answer to the end", found: withheld,
                hint: stepCount > 0 ? "what came before is kept" : nil)
        }
        guard let reason = reason ?? (isOver ? .endOfText : nil) else {
            throw Failure(
                .network, "the answer broke off", expected: "a reason to finish", found: "the end of the stream",
                hint: stepCount > 0 ? "what came before is kept" : nil)
        }
        var usage = usage
        // An account of nothing is none.
        if usage?.generatedTokens == 0, stepCount > 0 { usage = nil }
        if let price, let account = usage, account.costUSD == nil { usage?.costUSD = price.cost(of: account) }
        return Completion(
            text: text, reason: reason, timings: timings, promptTokens: usage?.promptTokens ?? 0,
            generatedTokens: usage?.generatedTokens ?? stepCount, usage: usage)
    }

    /// What could be seen from here, or what the service itself measured.
    private var timings: Timings {
        var timings = reportedTimings ?? Timings()
        timings.firstToken = firstToken
        if timings.decodeTokens == 0, let firstToken, let lastToken {
            // What was thought came before the first token of the text.
            let textTokens = usage.flatMap { usage in usage.generatedTokens.map { $0 - (usage.reasoningTokens ?? 0) } }
            timings.decodeTokens = max(stepCount, textTokens ?? 0) - 1
            timings.decode = lastToken - firstToken
        }
        return timings
    }

    private mutating func step(_ token: Token, _ text: String) -> GenerationEvent {
        advance(text)
        return .step(Step(index: stepCount - 1, token: token, text: text))
    }

    private mutating func step(_ disclosed: DisclosedToken, _ text: String) -> GenerationEvent {
        advance(text)
        let probability = disclosed.logprob.map { min(1, exp($0)) }
        // Some servers list the drawn token behind the best ones, whatever its rank.
        let ranked = disclosed.candidates.filter { $0.logprob > DisclosedToken.horizon }
            .sorted { $0.logprob > $1.logprob }.prefix(candidateLimit)
        return .step(
            Step(
                index: stepCount - 1, token: disclosed.token, text: text,
                // What the service discloses is the model's own distribution: what was drawn from only sometimes follows from it.
                probability: sampling.isNeutral ? probability : sampling.isPlainGreedy ? 1 : nil,
                unsampledProbability: probability,
                rank: ranked.firstIndex { $0.token.isSamePiece(as: disclosed.token) },
                distribution: ranked.isEmpty ? nil : distribution(of: Array(ranked))))
    }

    private mutating func advance(_ text: String) {
        lastToken = start.duration(to: .now)
        firstToken = firstToken ?? lastToken
        stepCount += 1
        self.text += text
    }

    private func distribution(of ranked: [DisclosedToken.Candidate]) -> Distribution {
        let candidates = ranked.enumerated().map { rank, candidate in
            let probability = min(1, exp(candidate.logprob))
            return Candidate(
                token: candidate.token, rank: rank,
                probability: sampling.isPlainGreedy ? (rank == 0 ? 1 : 0) : probability,
                unsampledProbability: probability)
        }
        func tail(_ path: KeyPath<Candidate, Double>) -> Double {
            max(0, 1 - candidates.reduce(0) { $0 + $1[keyPath: path] })
        }
        // The rest as if it were one token: the least that the entropy can be.
        func entropy(_ path: KeyPath<Candidate, Double>) -> Double {
            -(candidates.map { $0[keyPath: path] } + [tail(path)]).reduce(0) { $1 > 0 ? $0 + $1 * log2($1) : $0 }
        }
        return Distribution(
            candidates: candidates,
            tail: .init(
                count: 0, probability: tail(\.probability), unsampledProbability: tail(\.unsampledProbability)),
            entropyBits: entropy(\.probability), unsampledEntropyBits: entropy(\.unsampledProbability),
            isComplete: false, isSampled: sampling.isNeutral || sampling.isPlainGreedy)
    }

    /// The text as it became complete with each of the tokens: what the service says the text is counts, not the sum of the tokens.
    private static func shares(of text: String, among tokens: [DisclosedToken]) -> [String] {
        var decoder = TextDecoder()
        var shares = tokens.map { decoder.text(adding: $0.token.bytes) }
        guard shares.joined() != text, let last = shares.indices.last else { return shares }
        for index in shares.indices { shares[index] = index == last ? text : "" }
        return shares
    }
}

extension SamplingParameters {
    /// Whether tokens are drawn from the model's own distribution.
    var isNeutral: Bool {
        var neutral = SamplingParameters()
        neutral.seed = seed
        return self == neutral
    }

    /// Whether the model's own first choice is always taken: greedy, with nothing before it that changes the order.
    var isPlainGreedy: Bool {
        temperature == 0 && repetitionPenalty == 1 && presencePenalty == 0 && frequencyPenalty == 0 && typicalP == 1
    }
}

extension Usage {
    /// The account with what is known since.
    fileprivate func updated(by news: Usage) -> Usage {
        Usage(
            promptTokens: news.promptTokens ?? promptTokens, generatedTokens: news.generatedTokens ?? generatedTokens,
            reasoningTokens: news.reasoningTokens ?? reasoningTokens, cachedTokens: news.cachedTokens ?? cachedTokens,
            costUSD: news.costUSD ?? costUSD)
    }
}
