import ArgumentParser
import Corpora
import Generation
import History
import Inference

/// Turns texts into vectors.
struct EmbedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "embed",
        abstract: "Turn texts, or a column of a CSV file, into vectors.",
        discussion: """
            Encoders of type bert (all-MiniLM, bge, e5, gte) are made for it; of any other model on this machine the mean of its states is
            taken, which says less. Vectors are kept, so no text is embedded twice with the same model, and what was stopped goes on
            where it was. The texts of a file become a collection for mirilla search, named after the file unless --collection says
            otherwise.

            Example: mirilla embed "a cat" "a dog" --model ./all-MiniLM-L6-v2
            Example: mirilla embed --csv reviews.csv --column reviewText --sample 100 --model ./all-MiniLM-L6-v2 --output reviews.npy
            Example: mirilla embed --lines questions.txt --collection questions --model openai:text-embedding-3-small
            """)

    @Argument(help: ArgumentHelp("The texts; - reads standard input as one.", valueName: "text"))
    var texts: [String] = []

    @Option(help: ArgumentHelp("A CSV file whose first row names its columns.", valueName: "file"))
    var csv: String?

    @Option(help: ArgumentHelp("The column that holds the texts.", valueName: "name"))
    var column: String?

    @Option(help: ArgumentHelp("A file with one text on each line.", valueName: "file"))
    var lines: String?

    @Option(help: ArgumentHelp("How many rows are taken at random (default: all).", valueName: "number"))
    var sample: Int?

    @Option(help: ArgumentHelp("Which rows those are.", valueName: "number"))
    var seed: UInt64 = 42

    @Option(help: ArgumentHelp("The name under which the texts are kept.", valueName: "name"))
    var collection: String?

    @OptionGroup var model: ModelOptions

    @Option(help: ArgumentHelp("How long the vectors are, where a service lets one choose.", valueName: "number"))
    var dimensions: Int?

    @Flag(help: "Embed the texts as what is looked for, not as what is looked through.")
    var asQuery = false

    @Flag(help: "Embed without asking first even if it costs something.")
    var yes = false

    @Option(help: ArgumentHelp("Where the vectors go (default: standard output).", valueName: "file"))
    var output: String?

    @Option(help: "How the vectors are written (default: as the ending of --output says, or json).")
    var format: VectorFormat?

    func run() async throws {
        let format = try chosenFormat()
        let file = try output.map { try VectorFile($0) }
        let corpus = try self.corpus()
        let name = try collectionName()
        let embedder = try OpenEmbedder.open(model.reference, network: model.network, dimensions: dimensions)
        if let local = embedder as? LocalEmbedder, !local.isEncoder {
            StandardError.writeLine(
                "mirilla: \(model.reference) was made to generate; the mean of its states says less than an encoder's vector"
            )
        }
        let store = try VectorStore.open()
        let role: EmbeddingRole = asQuery ? .query : .document
        let job = EmbeddingJob(embedder, remembering: store, as: role)
        let embeddings = try await embed(corpus, with: embedder, job)
        guard let vectors = VectorTable(embeddings.vectors) else { throw noTexts }
        if let name {
            _ = try await store.save(
                corpus, named: name, modelReference: model.reference, try await embedder.identity(as: role))
        }
        let report = VectorReport(
            model: embedder.model, role: role, corpus: corpus, vectors: vectors, usage: embeddings.usage,
            collection: name)
        if let file {
            try file.write(report.bytes(format))
            StandardError.writeLine(
                "\(vectors.count.grouped()) vectors of \(vectors.dimensions) numbers in \(file.path)"
                    + (name.map { ", collection \($0)" } ?? ""))
        } else {
            StandardOutput.write(report.bytes(format))
            if let name { StandardError.writeLine("mirilla: kept as collection \(name)") }
        }
    }

    // MARK: What goes in

    private var noTexts: Failure {
        Failure(
            .usage, "nothing to embed", expected: "texts, --csv or --lines",
            hint: "mirilla embed --help shows the options")
    }

    private func corpus() throws -> Corpus {
        let sources = [!texts.isEmpty, csv != nil, lines != nil].count { $0 }
        guard sources > 0 else { throw noTexts }
        guard sources == 1 else {
            throw Failure(.usage, "texts come from one place at a time", expected: "texts, --csv or --lines")
        }
        if csv == nil, column != nil { throw Failure(.usage, "--column needs --csv") }
        if csv == nil, lines == nil, sample != nil { throw Failure(.usage, "--sample needs --csv or --lines") }
        var reading: CorpusReading
        if csv == "-" {
            // A CSV file is read twice: its header, then its rows.
            let copy = try StandardInputFile()
            defer { withExtendedLifetime(copy) {} }
            reading = try CSVFile(path: copy.path).corpus(column: column, sample: sample, seed: seed)
            reading.corpus.source = nil
        } else if let csv {
            reading = try CSVFile(path: csv).corpus(column: column, sample: sample, seed: seed)
        } else if let lines {
            reading = try LinesFile.corpus(path: lines, sample: sample, seed: seed)
        } else {
            return Corpus(texts: texts.enumerated().map { CorpusText(TextArgument.read($1), row: $0 + 1) })
        }
        if reading.blankCount > 0 {
            StandardError.writeLine(
                "mirilla: left out because they hold no text: \(reading.blankCount.grouped()) of \(reading.rowCount.grouped()) rows"
            )
        }
        return reading.corpus
    }

    /// Texts of a file are kept; typed ones only under a name.
    private func collectionName() throws(Failure) -> String? {
        if let collection { return try CollectionName.checked(collection) }
        return (csv ?? lines).flatMap { $0 == "-" ? nil : CollectionName.ofFile($0) }
    }

    // MARK: What comes out

    private func chosenFormat() throws(Failure) -> VectorFormat {
        let ending = output.flatMap(VectorFormat.init(ending:))
        if let format, let ending, format != ending {
            throw Failure(
                .usage, "--format and the ending of --output disagree", expected: "one of them, or both alike",
                found: "\(format.rawValue) and .\(ending.rawValue)")
        }
        let format = format ?? ending ?? .json
        guard format.isText || output != nil || !StandardOutput.isTerminal else {
            throw Failure(
                .usage, "\(format.rawValue) is no text for a terminal",
                hint: "write it to a file: --output vectors.\(format.rawValue)")
        }
        return format
    }

    // MARK: Embedding

    private func embed(_ corpus: Corpus, with embedder: any Embedder, _ job: EmbeddingJob) async throws -> Embeddings {
        let texts = corpus.texts.map(\.text)
        try await announceCost(of: texts, with: embedder, job)
        let line = EmbeddingLine()
        let work = Task { try await job.run(texts) { line.show($0) } }
        Interrupt.handle { work.cancel() }
        defer { line.end() }
        do {
            return try await work.value
        } catch is CancellationError {
            line.end()
            StandardError.writeLine(
                "mirilla: stopped; what was embedded is kept, the same command goes on from there")
            throw CancellationError()
        }
    }

    /// Says what a job elsewhere will cost, and asks where there is somebody to answer.
    private func announceCost(of texts: [String], with embedder: any Embedder, _ job: EmbeddingJob) async throws {
        guard !embedder.isLocal else { return }
        let missing = try await job.missing(among: texts)
        guard !missing.isEmpty else { return }
        let price = embedder.estimatedCost(of: missing).map { "about $\(Self.dollars($0))" } ?? "an unknown price"
        StandardError.writeLine("mirilla: \(missing.count.grouped()) texts go to \(model.reference) for \(price)")
        guard !yes, StandardInput.isTerminal, StandardError.isTerminal else { return }
        StandardError.write("Embed them? [y/N] ")
        guard let answer = readLine(), ["y", "yes", "s", "sí", "si"].contains(answer.lowercased()) else {
            throw CancellationError()
        }
    }

    /// Cents, and for less than a cent two digits that count.
    static func dollars(_ cost: Double) -> String {
        guard cost > 0 else { return "0" }
        var unit = 100.0
        while cost * unit < 10, unit < 1e9 { unit *= 10 }
        let whole = (cost * unit).rounded(.up)
        var digits = String(Int(whole))
        let places = String(Int(unit)).count - 1
        while digits.count <= places { digits = "0" + digits }
        digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        return digits
    }
}
