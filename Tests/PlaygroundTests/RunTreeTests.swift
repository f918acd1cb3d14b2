import Generation
import Testing

@testable import Playground

/// Runs as a tree, without a screen.
struct RunTreeTests {
    /// A finished run of five tokens; each could have been one of two others.
    private func conversation() -> Conversation {
        var conversation = Conversation("Once")
        conversation.say(.run)
        conversation.answerRun(with: ["a", "b", "c", "d", "e"])
        conversation.endRun()
        conversation.say(.show(.tokens))
        conversation.forget()
        return conversation
    }

    private let other = Candidate(
        token: Token(id: 77, bytes: Array(" other".utf8)), rank: 1, probability: 0.25, unsampledProbability: 0.5)

    private func events(with candidates: [Candidate], index: Int) -> GenerationEvent {
        .step(
            Step(
                index: index, token: Token(id: index, bytes: [0x61]), text: "a", probability: 0.5,
                unsampledProbability: 0.5, rank: 0,
                distribution: Distribution(
                    candidates: candidates, tail: .init(count: 9, probability: 0, unsampledProbability: 0),
                    entropyBits: 1, unsampledEntropyBits: 1)))
    }

    /// A run whose steps list an alternative.
    private func runWithAlternatives(_ count: Int = 4) -> Conversation {
        var conversation = Conversation("Once")
        conversation.say(.run)
        conversation.answerRun()
        guard let id = conversation.state.run?.id else { return conversation }
        for index in 0..<count {
            conversation.say(.generated(id, [events(with: [other], index: index)], elapsed: .seconds(index)))
        }
        conversation.endRun()
        conversation.say(.show(.tokens))
        conversation.forget()
        return conversation
    }

    @Test func `a branch shares what is before it and asks for nothing before it`() throws {
        var conversation = runWithAlternatives()
        let parent = try #require(conversation.state.run)
        conversation.say(.look(.selectToken(2)), .branch(.takeAlternative))
        let request = try #require(conversation.generations.first)
        #expect(request.continuation == [0, 1, 77])
        let branch = try #require(conversation.state.runs.current)
        #expect(branch.parent == parent.id && branch.position == 2 && branch.forced == 2..<3)
        #expect(branch.run.steps[..<2] == parent.steps[..<2])
        #expect(branch.run.text == "aa other")
        conversation.answerRun(with: ["x"])
        conversation.endRun()
        #expect(conversation.state.runs[branch.id]?.run.steps.count == 4)
        #expect(conversation.state.runs[parent.id]?.run == parent)
    }

    @Test func `branching again at the same place makes a sibling`() throws {
        var conversation = runWithAlternatives()
        let root = try #require(conversation.state.run?.id)
        conversation.say(.look(.selectToken(2)), .branch(.takeAlternative))
        conversation.answerRun(with: ["x", "y"])
        conversation.endRun()
        conversation.say(.parameter(.set(.temperature, 0.5)), .look(.selectToken(2)), .branch(.takeAlternative))
        #expect(conversation.state.runs.children(of: root).count == 2)
        #expect(conversation.state.runs.current?.parent == root)
    }

    @Test func `the same branch is not made twice`() {
        var conversation = runWithAlternatives()
        conversation.say(.look(.selectToken(1)), .branch(.takeAlternative))
        conversation.answerRun(with: ["x"])
        conversation.endRun()
        let branch = conversation.state.runs.currentID
        conversation.say(.branch(.walk(.parent)), .look(.selectToken(1)))
        conversation.forget()
        conversation.say(.branch(.takeAlternative))
        #expect(conversation.generations.isEmpty)
        #expect(conversation.state.runs.currentID == branch)
    }

    @Test func `a typed text is read by the model and becomes a branch`() throws {
        var conversation = conversation()
        conversation.say(.look(.selectToken(3)), .overlay(.openBranchEntry), .overlay(.type(" cat")))
        conversation.say(.overlay(.confirm))
        guard case .ask(let id, _, .reading(" cat"), let request) = conversation.effects.last else {
            Issue.record("nothing asked")
            return
        }
        #expect(request.continuation == [0, 1, 2])
        conversation.say(
            .answered(id, .steps([Step(index: 3, token: Token(id: 9, bytes: Array(" cat".utf8)), text: " cat")])))
        let branch = try #require(conversation.state.runs.current)
        #expect(branch.origin == .text && branch.position == 3)
        #expect(branch.run.text == "abc cat")
        #expect(conversation.generations.last?.continuation == [0, 1, 2, 9])
    }

    @Test func `a model that is closed cannot write on`() {
        var conversation = runWithAlternatives()
        conversation.say(.openModel("another"))
        conversation.answerOpening()
        conversation.say(.look(.selectToken(1)))
        conversation.forget()
        conversation.say(.branch(.takeAlternative))
        #expect(conversation.generations.isEmpty)
        #expect(conversation.notices.contains { if case .otherModel = $0 { true } else { false } })
    }

    @Test func `pruning takes the branches of a branch with it, and can be undone`() throws {
        var conversation = runWithAlternatives()
        let root = try #require(conversation.state.runs.currentID)
        conversation.say(.look(.selectToken(1)), .branch(.takeAlternative))
        conversation.say(.branch(.walk(.parent)))
        let before = conversation.state.runs.branches
        conversation.say(.branch(.prune))
        #expect(conversation.state.runs.branches.isEmpty)
        #expect(conversation.state.run == nil)
        conversation.say(.branch(.restorePruned))
        #expect(conversation.state.runs.branches.map(\.id) == before.map(\.id))
        #expect(conversation.state.runs.currentID == root)
        // What was being written is not written on.
        #expect(conversation.state.runs.branches.allSatisfy { !$0.run.isActive })
    }

    @Test func `a run with something switched off gets an untouched one beside it`() throws {
        var conversation = conversation()
        conversation.say(.intervene(.toggle(.switchOffHead(layer: 0, head: 1))))
        conversation.say(.parameter(.set(.seed, 7)), .run)
        conversation.answerRun(with: ["a", "x"])
        conversation.forget()
        conversation.endRun()
        let request = try #require(conversation.generations.first)
        #expect(request.interventions.isEmpty && request.sampling.seed == 7)
        let other = try #require(conversation.state.compared?.other)
        #expect(other.origin == .untouched)
        #expect(conversation.state.runs.current?.run.request.interventions.count == 1)
        // When it has ended too, the model is asked about the same tokens with and without.
        conversation.say(.generated(other.id, [.step(.made(0, "a")), .step(.made(1, "b"))], elapsed: .zero))
        conversation.say(
            .generated(
                other.id,
                [
                    .completed(
                        Completion(
                            text: "ab", reason: .length, timings: Timings(), promptTokens: 3, generatedTokens: 2))
                ], elapsed: .zero))
        guard case .ask(let id, _, .divergences(let untouched), let touched) = conversation.effects.last else {
            Issue.record("nothing asked")
            return
        }
        #expect(untouched.continuation == touched.continuation && untouched.interventions.isEmpty)
        let figures = [Divergence(probability: 1, otherProbability: 0.5, bits: 1)]
        conversation.say(.answered(id, .divergences(figures)))
        #expect(conversation.state.divergences == figures)
    }

    @Test func `an alignment finds where two runs part and what they still share`() throws {
        func run(_ ids: [Int]) -> Run {
            let steps = ids.enumerated().map { Step(index: $0, token: Token(id: $1, bytes: []), text: "") }
            let model = LoadedModel(
                id: Ticket(1), description: ModelDescription(reference: "m", name: "m"), capabilities: .local,
                canInspect: true)
            return Run(id: Ticket(2), model: model, request: GenerationRequest(prompt: .raw("")), given: steps)
        }
        let alignment = TokenAlignment(run([1, 2, 3, 4, 5]), run([1, 2, 9, 4, 5, 6]))
        #expect(alignment.firstDifference == 2 && alignment.count == 6)
        #expect(alignment.differing == [2] && alignment.differingInOther == [2, 5])
        #expect(TokenAlignment(run([1, 2]), run([1, 2, 3])).firstDifference == nil)
    }

    @Test func `that old tokens lose their details is told once`() throws {
        var conversation = Conversation("Once")
        conversation.state.runs = RunTree(budget: 160 * 8)
        conversation.say(.run)
        conversation.answerRun()
        let id = try #require(conversation.state.run?.id)
        let told = { (conversation: Conversation) in
            conversation.notices.contains(.traceTrimmed(budget: 160 * 8))
        }
        for index in 0..<8 {
            conversation.say(.generated(id, [events(with: [other], index: index)], elapsed: .zero))
        }
        #expect(!told(conversation) && conversation.state.runs.detailBytes == 160 * 8)
        conversation.say(.generated(id, [events(with: [other], index: 8)], elapsed: .zero))
        #expect(told(conversation) && conversation.state.runs.detailBytes < 160 * 8)
        for notice in conversation.state.notices { conversation.say(.noticeExpired(notice.id)) }
        for index in 9..<30 {
            conversation.say(.generated(id, [events(with: [other], index: index)], elapsed: .zero))
        }
        #expect(!told(conversation))
    }

    @Test func `pruned branches are counted until their budget is needed`() throws {
        var conversation = runWithAlternatives()
        let before = conversation.state.runs.detailBytes
        #expect(before == 160 * 4)
        conversation.say(.branch(.prune))
        #expect(conversation.state.runs.detailBytes == before)
        conversation.say(.branch(.restorePruned))
        #expect(conversation.state.runs.detailBytes == before)
    }

    @Test func `beyond the budget the oldest branches lose their candidates first, pinned and shown ones last`() throws
    {
        let model = LoadedModel(
            id: Ticket(1), description: ModelDescription(reference: "m", name: "m"), capabilities: .local,
            canInspect: true)
        // Each step holds 160 bytes of detail.
        var tree = RunTree(budget: 160 * 25)
        for number in 1...3 {
            let run = Run(id: Ticket(number), model: model, request: GenerationRequest(prompt: .raw("")))
            tree.add(Branch(run))
            if number == 1 { tree.change(Ticket(1)) { $0.isPinned = true } }
            for index in 0..<10 { tree.receive(events(with: [other], index: index), of: run.id, elapsed: .zero) }
        }
        #expect(tree.detailBytes <= 160 * 25 && tree.isTrimmed)
        // The count goes along with what the branches hold; nothing is walked to know it.
        #expect(tree.detailBytes == tree.branches.reduce(0) { $0 + $1.detailBytes })
        let thin = { (id: Int) in tree[Ticket(id)]?.run.thinnedSteps.count ?? 0 }
        #expect(thin(2) > 0 && thin(1) == 0 && thin(3) == 0)
        // What stays: the token, its probability and the entropy.
        let step = try #require(tree[Ticket(2)]?.run.steps.first)
        #expect(step.probability == 0.5 && step.distribution?.entropyBits == 1)
        #expect(step.distribution?.candidates.isEmpty == true)
    }
}
