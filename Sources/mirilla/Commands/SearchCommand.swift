import ArgumentParser
import Corpora
import Generation
import History

/// Finds the texts of a collection that are nearest to a query.
struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find the texts of a collection that are nearest to a query.",
        discussion: """
            The query is embedded with the collection's model; every text is compared (exact cosine), the nearest come first.

            Example: mirilla search "cheap guitar strings" --collection reviews --top 5
            """)

    @Argument(help: ArgumentHelp("What is looked for; - reads standard input.", valueName: "query"))
    var query: String

    @Option(help: ArgumentHelp("The collection that mirilla embed made.", valueName: "name"))
    var collection: String

    @Option(help: ArgumentHelp("How many texts.", valueName: "number"))
    var top = 10

    @Option(
        help: ArgumentHelp(
            "The collection's model, where it is elsewhere now (default: as it was).", valueName: "reference"))
    var model: String?

    @OptionGroup var network: NetworkOptions

    @Option(help: "How the result is written.")
    var format = ReportFormat.text

    func run() async throws {
        guard top > 0 else {
            throw Failure(.outOfRange, "value out of range", at: "--top", expected: "1 or more", found: "\(top)")
        }
        let store = try VectorStore.open()
        let collection = try await store.collection(named: CollectionName.checked(collection))
        let summary = collection.summary
        let reference = model ?? summary.modelReference
        let embedder = try OpenEmbedder.open(reference, network: network, dimensions: summary.identity.dimensions)
        try await check(embedder, summary)
        let text = TextArgument.read(query)
        let embeddings = try await EmbeddingJob(embedder, remembering: store, as: .query).run([text])
        let vector = embeddings.vectors.first ?? []
        guard vector.count == summary.dimensions else {
            throw Failure(
                .malformed, "the query's vector cannot be compared", at: reference,
                expected: "\(summary.dimensions) numbers", found: "\(vector.count)")
        }
        let neighbours = try VectorSet(collection.vectors).nearest(to: vector, count: top)
        switch format {
        case .text: StandardOutput.write(Self.text(neighbours, collection))
        case .json: StandardOutput.write(Self.json(neighbours, collection, query: text).text + "\n")
        }
    }

    /// Refuses a model whose vectors mean something else; one that makes a difference between queries and documents does so here.
    private func check(_ embedder: any Embedder, _ summary: VectorCollection.Summary) async throws {
        let identity = try await embedder.identity(as: summary.identity.role ?? .document)
        guard identity.model != summary.identity.model else { return }
        throw Failure(
            .usage, "the collection was made with another model", at: summary.name,
            expected: summary.modelReference, found: "\(embedder.model.reference), whose files are not those",
            hint: "embed the texts again, or name the model with --model")
    }

    private static func text(_ neighbours: [Neighbour], _ collection: VectorCollection) -> String {
        let rows = neighbours.enumerated().map { place, neighbour -> [String] in
            let text = collection.corpus.texts[neighbour.index]
            let line = String(text.text.map { $0.isNewline ? " " : $0 })
            return [
                String(place + 1), Figures.cosine(neighbour.cosine), String(text.row),
                line.count > 160 ? line.prefix(159) + "…" : line,
            ]
        }
        return TextTable(["#", "cosine", "row", "text"], rows, rightAligned: [0, 1, 2]).text
    }

    private static func json(
        _ neighbours: [Neighbour], _ collection: VectorCollection, query: String
    ) -> JSONValue {
        let columns = collection.corpus.otherColumns
        let results = neighbours.enumerated().map { place, neighbour -> JSONValue in
            let text = collection.corpus.texts[neighbour.index]
            return [
                "rank": .integer(place + 1), "index": .integer(neighbour.index), "row": .integer(text.row),
                "score": .float(neighbour.cosine), "text": .string(text.text),
                "fields": .object(zip(columns, text.fields).map { ($0, .string($1)) }),
            ]
        }
        return [
            "query": .string(query), "collection": .string(collection.summary.name),
            "model": .string(collection.summary.modelReference), "count": .integer(collection.summary.count),
            "results": .array(results),
        ]
    }
}

private enum Figures {
    /// Four places: `0.7312`.
    static func cosine(_ value: Float) -> String {
        let scaled = Int((abs(value) * 10_000).rounded())
        let places = String(10_000 + scaled % 10_000).dropFirst()
        return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / 10_000).\(places)"
    }
}
