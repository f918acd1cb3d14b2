import Generation
import Playground
import TextUI

/// Reviews of three kinds of things, with vectors that anyone can make again.
enum SampleCorpus {
    static let count = 96
    private static let things = ["guitar strings", "effects pedal", "studio microphone"]
    private static let verdicts = [
        "broke after two weeks, the sound was dull", "not what the picture shows, returned it",
        "does what it should for the price", "clear tone and easy to set up, would buy again",
        "the best one I have had in twenty years of playing",
    ]
    private static let cosas = ["cuerdas de guitarra", "pedal de efectos", "micrófono de estudio"]
    private static let juicios = [
        "se rompió a las dos semanas, el sonido era apagado", "no es lo que muestra la foto, lo devolví",
        "hace lo que debe por su precio", "tono claro y fácil de montar, lo compraría otra vez",
        "el mejor que he tenido en veinte años tocando",
    ]

    /// The reviews: which thing, how many stars.
    static func corpus(in language: Language) -> Corpus {
        let (nouns, words) = language == .spanish ? (cosas, juicios) : (things, verdicts)
        return Corpus(
            source: "data/reviews.csv", column: "reviewText", otherColumns: ["overall", "product", "reviewerID"],
            texts: (0..<count).map { index in
                let (thing, stars) = (kind(of: index), stars(of: index))
                return CorpusText(
                    "\(nouns[thing]): \(words[stars - 1])", row: 100 + index * 37,
                    fields: ["\(stars).0", nouns[thing], "A\(2_000_000 + index * 7919)"])
            })
    }

    static func kind(of index: Int) -> Int { index % 3 }
    static func stars(of index: Int) -> Int { index / 3 % 5 + 1 }

    /// Eight numbers: the thing, the stars, and noise.
    static let vectors: [[Float]] = {
        var state = 7
        return (0..<count).map { index in
            var vector = (0..<8).map { _ in
                state = (state * 1_103_515_245 + 12345) % (1 << 31)
                return (Float(state) / Float(1 << 31) - 0.5) * 0.5
            }
            vector[kind(of: index)] += 1
            vector[3] += Float(stars(of: index) - 3) * 0.3
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
    }()

    static func cosine(_ first: [Float], _ second: [Float]) -> Float {
        zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
    }

    static func nearest(to vector: [Float], excluding excluded: [Int] = []) -> [Neighbour] {
        let all = vectors.indices.filter { !excluded.contains($0) }
            .map { Neighbour(index: $0, cosine: cosine(vector, vectors[$0])) }
        return Array(all.sorted { $0.cosine > $1.cosine }.prefix(12))
    }

    static func mapped(in language: Language, isLocal: Bool = true) -> MappedCorpus {
        MappedCorpus(
            corpus: corpus(in: language), modelReference: isLocal ? "./all-MiniLM-L6-v2" : "openai:small",
            modelName: isLocal ? "all-MiniLM-L6-v2" : "text-embedding-3-small", isLocal: isLocal, dimensions: 8,
            map: CorpusMap(
                kind: .principal, places: vectors.map { SIMD2($0[0] - $0[1], $0[2] - $0[1] + 0.3 * $0[3]) },
                explained: [0.412, 0.237]))
    }

    static func answer(_ question: EmbeddingsQuestion, in language: Language, isLocal: Bool) -> EmbeddingsAnswer? {
        switch question {
        case .offers:
            return .offers(
                EmbeddingOffers(
                    collections: [
                        VectorCollection.Summary(
                            name: "reviews", modelReference: "./all-MiniLM-L6-v2",
                            identity: EmbeddingIdentity(model: "sha256:1"), source: "data/reviews.csv",
                            column: "reviewText", created: "2026-11-23 09:30", count: 10_261, dimensions: 384)
                    ], models: ["./all-MiniLM-L6-v2", "nano", "openai:text-embedding-3-small"]))
        case .preview:
            let corpus = corpus(in: language)
            return .preview(
                CorpusPreview(
                    columns: ["reviewerID", "overall", "product", "reviewText"],
                    rows: corpus.texts.prefix(6).map { [$0.fields[2], $0.fields[0], $0.fields[1], $0.text] }))
        case .plan:
            return .plan(
                EmbeddingPlan(
                    modelName: isLocal ? "all-MiniLM-L6-v2" : "text-embedding-3-small", isLocal: isLocal,
                    textCount: 1000, missingCount: 688, missingCharacters: 412_345, cost: isLocal ? 0 : 0.00206))
        case .embed, .open: return .corpus(mapped(in: language, isLocal: isLocal))
        case .map:
            let places = (0..<count).map { index in
                let angle = Float(kind(of: index))
                let middle = SIMD2<Float>(angle * 2 - 2, angle == 1 ? 1.5 : -0.8)
                return middle + SIMD2(vectors[index][5], vectors[index][6] + vectors[index][3] * 0.8) * 1.4
            }
            return .map(CorpusMap(kind: .neighbours, places: places, preservedShare: 0.618), principalShare: 0.143)
        case .detail(let index):
            return .detail(
                VectorDetail(
                    index: index, vector: vectors[index],
                    neighbours: nearest(to: vectors[index], excluding: [index])))
        case .search: return .neighbours(nearest(to: vectors[40]))
        case .cosines(let indices):
            return .cosines(indices.flatMap { row in indices.map { cosine(vectors[row], vectors[$0]) } })
        case .combination(let plus, let minus):
            var sum = [Float](repeating: 0, count: 8)
            for index in plus { for place in 0..<8 { sum[place] += vectors[index][place] } }
            for index in minus { for place in 0..<8 { sum[place] -= vectors[index][place] } }
            let length = cosine(sum, sum).squareRoot()
            return .neighbours(nearest(to: sum.map { $0 / length }, excluding: plus + minus))
        }
    }
}

extension Session {
    /// Answers every question about vectors, those that answers lead to too.
    ///
    /// - Parameter stop: a kind of question that stays open.
    mutating func answerVectors(isLocal: Bool = true, except stop: EmbeddingsQuestion.Kind? = nil) {
        var answered = 0
        while answered < effects.count {
            defer { answered += 1 }
            guard case .embeddings(.ask(let id, let question)) = effects[answered], question.kind != stop,
                let answer = SampleCorpus.answer(question, in: state.language, isLocal: isLocal)
            else { continue }
            perform(.embeddingsNews(.answered(id, answer)))
        }
    }

    /// Fills the form with a CSV file.
    mutating func fillCorpusForm() {
        press(.function(10))
        answerVectors()
        press(Key(.down))
        type("data/reviews.csv")
        press(Key(.enter))
        answerVectors()
    }

    /// Makes the map.
    mutating func showMap(isLocal: Bool = true) {
        fillCorpusForm()
        press(Key(.enter), Key(.enter), Key(.enter), Key(.enter), Key(.enter))
        answerVectors(isLocal: isLocal)
        if case .embeddingConsent = state.overlay {
            press(Key(.enter))
            answerVectors(isLocal: isLocal)
        }
    }
}

extension Picture {
    /// The states of the embeddings screen.
    func showEmbeddings(in session: inout Session) {
        switch self {
        case .corpusForm:
            session.fillCorpusForm()
            session.press(Key(.down))
        case .embedding, .embeddingStopped:
            session.fillCorpusForm()
            session.press(Key(.enter), Key(.enter), Key(.enter), Key(.enter), Key(.enter))
            session.answerEmbedding {
                .progress(
                    $0, EmbeddingProgress(totalCount: 1000, doneCount: 648, knownCount: 312, textsPerSecond: 47.6))
            }
            if self == .embeddingStopped { session.press(Key(.escape)) }
        case .embeddingConsent:
            session.fillCorpusForm()
            session.press(Key(.enter), Key(.enter), Key(.enter), Key(.enter), Key(.enter))
            session.answerVectors(isLocal: false, except: nil)
        default:
            session.showMap()
            showMapView(in: &session)
            session.answerVectors()
        }
    }

    private func showMapView(in session: inout Session) {
        session.perform(.embeddings(.pick(10)))
        switch self {
        case .mapQuery:
            session.press(.character("/"))
            session.type(session.state.language == .spanish ? "sonido claro" : "clear sound")
        case .mapNeighbours:
            session.press(.character("m"), .character("o"))
            session.press(.character("+"), .character("-"))
        case .mapCosines:
            for index in [0, 3, 12, 1, 40, 2] {
                session.perform(.embeddings(.pick(index))); session.press(.character(" "))
            }
            session.press(Key(.tab))
        case .mapVector: session.press(Key(.tab), Key(.tab))
        case .mapSum:
            session.press(.character("a"))
            session.perform(.embeddings(.pick(1)))
            session.press(.character("b"))
            session.perform(.embeddings(.pick(2)))
            session.press(.character("c"))
        default: break
        }
    }
}

extension Session {
    /// Lets the plan be answered, and tells news of the job that it leads to.
    mutating func answerEmbedding(_ news: (Ticket) -> EmbeddingsNews) {
        var answered = 0
        while answered < effects.count {
            defer { answered += 1 }
            guard case .embeddings(.ask(let id, let question)) = effects[answered] else { continue }
            if case .embed = question {
                perform(.embeddingsNews(news(id)))
            } else if let answer = SampleCorpus.answer(question, in: state.language, isLocal: true) {
                perform(.embeddingsNews(.answered(id, answer)))
            }
        }
    }
}
