import Generation
import Testing

@testable import Playground

struct EmbeddingsTests {
    /// Nine texts on a grid: 0 1 2 on top, 6 7 8 below.
    private static let mapped: MappedCorpus = {
        let places = (0..<9).map { SIMD2(Float($0 % 3), -Float($0 / 3)) }
        let texts = (0..<9).map {
            CorpusText("text \($0)", row: $0 + 1, fields: ["\($0)", $0 < 5 ? "yes" : "no", "id\($0)"])
        }
        return MappedCorpus(
            corpus: Corpus(otherColumns: ["stars", "bought", "id"], texts: texts), modelReference: "./e",
            modelName: "e", isLocal: true, dimensions: 4,
            map: CorpusMap(kind: .principal, places: places, explained: [0.6, 0.3]))
    }()

    private func conversation(mapped: Bool = true, isLocal: Bool = true) -> Conversation {
        var conversation = Conversation()
        conversation.say(.show(.embeddings))
        guard mapped else { return conversation }
        var corpus = Self.mapped
        corpus.isLocal = isLocal
        conversation.say(.embeddings(.begin(EmbeddingOrder(source: .texts(["a"]), modelReference: "./e"))))
        conversation.answer(.corpus) { _ in .corpus(corpus) }
        return conversation
    }

    @Test func `a file is read before its column can be chosen, and the order names both`() {
        var conversation = conversation(mapped: false)
        conversation.say(.embeddings(.moveRow(by: 1)), .embeddings(.type("a.csv")), .embeddings(.enter))
        #expect(conversation.asked(.preview) == .preview(path: "a.csv", isCSV: true))
        #expect(conversation.state.embeddings.form.order == nil)
        conversation.answer(.preview) { _ in
            .preview(CorpusPreview(columns: ["n", "t"], rows: [["1", "a long text"]]))
        }
        conversation.say(.embeddings(.moveRow(by: 1)), .embeddings(.deleteTyped), .embeddings(.type("5x")))
        conversation.say(.run)
        let sample = EmbeddingOrder.Sample(count: 105, seed: 42)
        #expect(
            conversation.asked(.corpus)
                == .plan(
                    EmbeddingOrder(
                        source: .csv(path: "a.csv", column: "t", sample: sample), modelReference: "nano")))
    }

    @Test func `pasted lines are texts`() {
        var conversation = conversation(mapped: false)
        conversation.say(.embeddings(.turn(2)), .embeddings(.moveRow(by: 1)), .embeddings(.type("one\n\ntwo\nthr")))
        conversation.say(.embeddings(.type("ee")), .embeddings(.enter))
        #expect(conversation.state.embeddings.form.texts == ["one", "two", "three"])
        conversation.say(.embeddings(.deleteTyped), .embeddings(.deleteTyped))
        #expect(conversation.state.embeddings.form.entry == "thre")
    }

    @Test(arguments: [(true, 3, true), (false, 0, true), (false, 3, false)])
    func `a job starts at once unless texts leave`(isLocal: Bool, missing: Int, starts: Bool) {
        var conversation = conversation(mapped: false)
        let order = EmbeddingOrder(source: .texts(["one"]), modelReference: "nano")
        conversation.say(.embeddings(.turn(2)), .embeddings(.moveRow(by: 1)), .embeddings(.type("one\n")), .run)
        let plan = EmbeddingPlan(
            modelName: "m", isLocal: isLocal, textCount: 3, missingCount: missing, missingCharacters: 9, cost: 0.1)
        conversation.answer(.corpus) { _ in .plan(plan) }
        #expect((conversation.asked(.corpus) == .embed(order)) == starts)
        guard !starts else { return }
        #expect(conversation.state.overlay == .embeddingConsent(order, plan))
        conversation.say(.overlay(.confirm))
        #expect(conversation.asked(.corpus) == .embed(order))
    }

    @Test func `Escape stops a job, its late answer changes nothing, and what came is said`() {
        var conversation = conversation(mapped: false)
        let order = EmbeddingOrder(source: .texts(["one"]), modelReference: "nano")
        conversation.say(.embeddings(.begin(order)))
        let id = conversation.state.embeddings.asked[.corpus]?.id ?? Ticket(0)
        conversation.say(.embeddingsNews(.progress(id, EmbeddingProgress(totalCount: 4, doneCount: 3))))
        conversation.say(.escape)
        #expect(conversation.effects.contains(.embeddings(.giveUp(.corpus))))
        #expect(!conversation.state.embeddings.isWorking && conversation.state.embeddings.progress?.doneCount == 3)
        conversation.say(.embeddingsNews(.answered(id, .corpus(Self.mapped))))
        #expect(conversation.state.embeddings.mapped == nil && conversation.state.screen == .embeddings)
        conversation.say(.escape)
        #expect(conversation.state.screen == .playground)
    }

    @Test func `columns become ramps or categories, and identifiers neither`() {
        let columns = CorpusColumn.all(of: Self.mapped.corpus)
        #expect(columns.map(\.name) == ["stars", "bought"])
        #expect(columns[0].kind == .numeric(0...8))
        #expect(columns[1].kind == .categories(["yes", "no"]) && columns[1].values == [0, 0, 0, 0, 0, 1, 1, 1, 1])
    }

    @Test(arguments: [(1, 0, 1), (0, 1, 3), (-1, 0, 0), (0, -1, 0)])
    func `arrows pick the nearest text in a direction`(columns: Int, rows: Int, picked: Int) {
        var conversation = conversation()
        conversation.say(.embeddings(.pickToward(columns: columns, rows: rows)))
        #expect(conversation.state.embeddings.picked == picked)
    }

    @Test func `the detail of what is picked is asked once`() {
        var conversation = conversation()
        #expect(conversation.asked(.detail) == .detail(0))
        conversation.forget()
        conversation.say(.embeddings(.pick(4)), .embeddings(.zoom(by: 1, around: nil)), .embeddings(.pick(4)))
        #expect(
            conversation.effects == [.embeddings(.ask(conversation.state.embeddings.asked[.detail]!.id, .detail(4)))])
        let detail = VectorDetail(index: 4, vector: [1, 0], neighbours: [Neighbour(index: 7, cosine: 0.5)])
        conversation.answer(.detail) { _ in .detail(detail) }
        conversation.say(.embeddings(.pickChoice))
        #expect(conversation.state.embeddings.picked == 7 && conversation.state.embeddings.pickedDetail == nil)
    }

    @Test func `zooming keeps the place under the pointer, and picking moves the window`() {
        var conversation = conversation()
        conversation.say(.embeddings(.zoom(by: 3, around: SIMD2(-1, 1))))
        let window = conversation.state.embeddings.window
        #expect(abs(window.zoom - 3.375) < 1e-4)
        #expect(abs((SIMD2(-1, 1) - window.middle).x * window.zoom + 1) < 1e-4)
        conversation.say(.embeddings(.pick(8)))
        let gap = SIMD2<Float>(1, -1) - conversation.state.embeddings.window.middle
        #expect(abs(gap.x) * window.zoom <= 1 && abs(gap.y) * window.zoom <= 1)
        conversation.say(.escape)
        #expect(conversation.state.embeddings.window == .all && conversation.state.screen == .embeddings)
    }

    @Test func `a query is searched as it is typed, by the newest words`() {
        var conversation = conversation()
        conversation.say(.embeddings(.beginQuery), .embeddings(.type("a")), .embeddings(.type("b")))
        #expect(conversation.asked(.search) == .search("ab"))
        conversation.answer(.search) { _ in .neighbours([Neighbour(index: 5, cosine: 0.9)]) }
        #expect(conversation.state.embeddings.listed.map(\.index) == [5])
        conversation.say(.escape)
        #expect(conversation.state.embeddings.query.isEmpty && conversation.state.embeddings.found == nil)
    }

    @Test func `a minus b plus c is asked with what is chosen of it`() {
        var conversation = conversation()
        conversation.say(.embeddings(.setTerm(0)), .embeddings(.pick(1)), .embeddings(.setTerm(1)))
        conversation.say(.embeddings(.pick(2)), .embeddings(.setTerm(2)))
        #expect(conversation.asked(.combination) == .combination(plus: [0, 2], minus: [1]))
        conversation.say(.embeddings(.setTerm(2)))
        #expect(conversation.asked(.combination) == .combination(plus: [0], minus: [1]))
    }

    @Test func `the map of neighbours arrives bit by bit and can be given up`() {
        var conversation = conversation()
        conversation.say(.embeddings(.toggleMap))
        let id = conversation.state.embeddings.asked[.map]?.id ?? Ticket(0)
        let early = CorpusMap(kind: .neighbours, places: Self.mapped.map.places.reversed(), fraction: 0.4)
        conversation.say(.embeddingsNews(.mapping(id, early)))
        #expect(conversation.state.embeddings.map == early)
        conversation.say(.escape)
        #expect(conversation.state.embeddings.kind == .principal && conversation.state.embeddings.neighbourMap == nil)
        conversation.say(.embeddings(.toggleMap))
        #expect(conversation.state.embeddings.isMapping)
        conversation.answer(.map) { _ in .map(early, principalShare: 0.2) }
        #expect(conversation.state.embeddings.principalShare == 0.2)
    }

    @Test func `marks are measured each with each`() {
        var conversation = conversation()
        conversation.say(
            .embeddings(.mark), .embeddings(.pick(3)), .embeddings(.mark), .embeddings(.showView(.cosines)))
        #expect(conversation.asked(.cosines) == .cosines([0, 3]))
        conversation.answer(.cosines) { _ in .cosines([1, 0.5, 0.5, 1]) }
        #expect(conversation.state.embeddings.cosines?.values == [1, 0.5, 0.5, 1])
    }
}

extension Conversation {
    /// The newest question of a kind.
    func asked(_ kind: EmbeddingsQuestion.Kind) -> EmbeddingsQuestion? { state.embeddings.asked[kind]?.question }

    /// Answers the newest question of a kind.
    mutating func answer(_ kind: EmbeddingsQuestion.Kind, _ answer: (EmbeddingsQuestion) -> EmbeddingsAnswer) {
        guard let asked = state.embeddings.asked[kind] else { return }
        say(.embeddingsNews(.answered(asked.id, answer(asked.question))))
    }
}
