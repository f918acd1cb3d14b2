import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The head scores of a model in a file named by the checksum of its weights.
///
/// It can always be made again: a file that cannot be read, or that does not fit, counts as not there.
struct HeadScoresStore {
    /// Another one makes older files invalid; changes with the probes and the formulas.
    private static let version = 1

    private struct Record: Codable {
        let version: Int
        let layers: Int
        let heads: Int
        /// `[layer, head]` for each kind.
        let scores: [String: [Float]]
    }

    private let folder: URL
    private let file: URL

    init(folder: String, checksum: String) {
        self.folder = URL(filePath: folder)
        file = self.folder.appending(path: checksum + ".json")
    }

    func read(layerCount: Int, headCount: Int) -> HeadScores? {
        guard let data = try? Data(contentsOf: file), let record = try? JSONDecoder().decode(Record.self, from: data),
            record.version == Self.version, record.layers == layerCount, record.heads == headCount,
            record.scores.values.allSatisfy({ $0.count == layerCount * headCount })
        else { return nil }
        let scores = record.scores.compactMap { name, scores in HeadScores.Kind(rawValue: name).map { ($0, scores) } }
        return HeadScores(
            layerCount: layerCount, headCount: headCount, scores: Dictionary(uniqueKeysWithValues: scores),
            thresholds: HeadScores.thresholds)
    }

    func write(_ scores: HeadScores) {
        let named = scores.scores.map { kind, scores in (kind.rawValue, scores) }
        let record = Record(
            version: Self.version, layers: scores.layerCount, heads: scores.headCount,
            scores: Dictionary(uniqueKeysWithValues: named))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? encoder.encode(record).write(to: file, options: .atomic)
    }
}
