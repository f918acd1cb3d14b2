public import Generation

/// A corpus, and what was seen while it was read.
public struct CorpusReading: Hashable, Sendable {
    /// What was kept.
    public var corpus: Corpus
    /// How many rows or lines the file has.
    public var rowCount: Int
    /// How many of them are left out because they hold no text.
    public var blankCount: Int
}

/// A file with one text on each line.
public enum LinesFile {
    /// Bytes that one line can have.
    private static let lineLimit = CSVParser.recordLimit

    /// The texts of a file, all or a sample of them; blank lines are left out.
    ///
    /// - Throws: `Failure` if the file cannot be read, is empty, is no text, or has an endless line; or `CancellationError`.
    public static func corpus(path: String, sample: Int? = nil, seed: UInt64 = 42) throws -> CorpusReading {
        if let sample, sample < 1 {
            throw Failure(.outOfRange, "a sample needs lines", expected: "1 or more", found: "\(sample)")
        }
        var text = try TextChunks(path: path)
        var reservoir = Reservoir<CSVRecord>(capacity: sample, seed: seed)
        var line = CSVRecord(number: 1)
        var blankCount = 0
        func end() {
            line.ends = [line.bytes.count]
            if line.bytes.last == .carriageReturn { line.ends = [line.bytes.count - 1] }
            if line.isBlank(0) { blankCount += 1 } else { reservoir.offer(line) }
            line = CSVRecord(number: line.number + 1)
        }
        while let bytes = try text.next() {
            try Task.checkCancellation()
            var rest = bytes[...]
            while !rest.isEmpty {
                let stop = rest.firstIndex(of: .lineFeed)
                line.bytes += rest[..<(stop ?? rest.endIndex)]
                guard line.bytes.count < lineLimit else {
                    throw Failure(
                        .malformed, "a line is too long", at: "\(path), line \(line.number)",
                        expected: "less than \(lineLimit / 1_000_000) MB")
                }
                rest = stop.map { rest[($0 + 1)...] } ?? []
                if stop != nil { end() }
            }
        }
        if !line.bytes.isEmpty { end() }
        let lines = reservoir.elements.sorted { $0.number < $1.number }
        guard !lines.isEmpty else {
            throw Failure(.malformed, "the file has no text", at: path, expected: "one text on each line")
        }
        return CorpusReading(
            corpus: Corpus(source: path, texts: lines.map { CorpusText($0[0], row: $0.number) }),
            rowCount: line.number - 1, blankCount: blankCount)
    }
}
