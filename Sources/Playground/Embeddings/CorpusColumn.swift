public import Generation
import Foundation

/// A column beside the texts, as something that points can be coloured by.
public struct CorpusColumn: Hashable, Sendable {
    /// What its values are.
    public enum Kind: Hashable, Sendable {
        /// Numbers, from the least to the greatest.
        case numeric(ClosedRange<Double>)
        /// A few values, the most frequent first; others come after them, as one.
        case categories([String])
    }

    /// How many categories can be told apart.
    public static let mostCategories = 6

    /// Its name.
    public let name: String
    /// What its values are.
    public let kind: Kind
    /// For each text the number, or the place of its category (beyond the last one for what is rare); not a number where nothing is written.
    public let values: [Double]

    /// Reads a column; nil if it says something different about nearly every text.
    public init?(_ index: Int, of corpus: Corpus) {
        guard corpus.otherColumns.indices.contains(index) else { return nil }
        name = corpus.otherColumns[index]
        let written = corpus.texts.map { $0.fields.indices.contains(index) ? $0.fields[index] : "" }
        let filled = written.filter { !$0.isEmpty }
        let numbers = filled.compactMap { Double($0) }
        if numbers.count == filled.count, let least = numbers.min(), let greatest = numbers.max(), least < greatest,
            numbers.allSatisfy(\.isFinite)
        {
            kind = .numeric(least...greatest)
            values = written.map { Double($0) ?? .nan }
            return
        }
        var counts: [String: Int] = [:]
        for value in filled { counts[value, default: 0] += 1 }
        // Names and identifiers say nothing as colours.
        guard counts.count > 1, counts.count <= 50, counts.count * 2 <= filled.count else { return nil }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let shown = Array(ranked.prefix(Self.mostCategories))
        let places = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1, Double($0)) })
        kind = .categories(shown)
        values = written.map { $0.isEmpty ? .nan : places[$0] ?? Double(shown.count) }
    }

    /// All columns of a corpus that points can be coloured by.
    public static func all(of corpus: Corpus) -> [CorpusColumn] {
        corpus.otherColumns.indices.compactMap { CorpusColumn($0, of: corpus) }
    }
}
