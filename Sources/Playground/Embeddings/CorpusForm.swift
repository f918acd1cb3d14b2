public import Generation

/// What is asked for before there is a map: texts and a model.
public struct CorpusForm: Hashable, Sendable {
    /// Where texts come from.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        /// A column of a CSV file.
        case csv
        /// The lines of a file.
        case lines
        /// What is typed here.
        case texts
        /// What was embedded before.
        case collection
    }

    /// A line of the form.
    public enum Row: String, Hashable, Sendable, CaseIterable {
        /// Where texts come from.
        case origin
        /// The file.
        case path
        /// The column that holds the texts.
        case column
        /// How many of them.
        case sample
        /// Which of them.
        case seed
        /// The next text.
        case text
        /// The collection.
        case collection
        /// The model.
        case model
        /// Begins.
        case start

        /// Whether letters are text here.
        public var isTyped: Bool {
            switch self {
            case .path, .sample, .seed, .text, .model: true
            case .origin, .column, .collection, .start: false
            }
        }
    }

    /// Where texts come from.
    public internal(set) var origin = Origin.csv
    /// The chosen line.
    public internal(set) var row = Row.origin
    /// The path that is typed.
    public internal(set) var path = ""
    /// The column, by its place in the preview.
    public internal(set) var column = 0
    /// How many texts, as it is typed; nothing takes all.
    public internal(set) var sample = "100"
    /// The seed, as it is typed.
    public internal(set) var seed = "42"
    /// The texts that were typed.
    public internal(set) var texts: [String] = []
    /// The text that is being typed.
    public internal(set) var entry = ""
    /// The collection, by its place in the list.
    public internal(set) var collection = 0
    /// The model's reference.
    public internal(set) var model = "nano"
    /// How the file begins; nil until it was read.
    public internal(set) var preview: CorpusPreview?
    /// The collections that are kept.
    public internal(set) var collections: [VectorCollection.Summary] = []
    /// Models that can embed, as the user writes them.
    public internal(set) var models: [String] = ["nano"]

    /// Makes an empty form.
    public init() {}

    /// The lines that this origin needs.
    public var rows: [Row] {
        switch origin {
        case .csv: [.origin, .path, .column, .sample, .seed, .model, .start]
        case .lines: [.origin, .path, .sample, .seed, .model, .start]
        case .texts: [.origin, .text, .model, .start]
        case .collection: [.origin, .collection, .start]
        }
    }

    /// The chosen collection.
    public var chosenCollection: VectorCollection.Summary? {
        collections.indices.contains(collection) ? collections[collection] : nil
    }

    /// What is asked for; nil while something is missing.
    public var order: EmbeddingOrder? {
        let sample = EmbeddingOrder.Sample(count: Int(sample), seed: UInt64(seed) ?? 42)
        let source: EmbeddingOrder.Source
        switch origin {
        case .csv:
            guard let preview, preview.columns.indices.contains(column) else { return nil }
            source = .csv(path: path, column: preview.columns[column], sample: sample)
        case .lines:
            guard !path.isEmpty else { return nil }
            source = .lines(path: path, sample: sample)
        case .texts:
            guard !texts.isEmpty else { return nil }
            source = .texts(texts)
        case .collection: return nil
        }
        return model.isEmpty ? nil : EmbeddingOrder(source: source, modelReference: model)
    }

    /// The text of the chosen line.
    var typed: String {
        get {
            switch row {
            case .path: path
            case .sample: sample
            case .seed: seed
            case .text: entry
            case .model: model
            case .origin, .column, .collection, .start: ""
            }
        }
        set {
            switch row {
            case .path: path = newValue
            case .sample: sample = String(newValue.filter(\.isASCIIDigit).prefix(9))
            case .seed: seed = String(newValue.filter(\.isASCIIDigit).prefix(19))
            case .text: entry = newValue
            case .model: model = newValue
            case .origin, .column, .collection, .start: break
            }
        }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
