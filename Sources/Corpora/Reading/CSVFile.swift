import Generation

/// A CSV file whose first row names its columns.
///
/// ```swift
/// let file = try CSVFile(path: "reviews.csv")
/// let corpus = try file.corpus(column: "reviewText", sample: 100, seed: 42).corpus
/// ```
/// Encoding and delimiter (`,`, `;`, tab or `|`) are recognized. The file is read in pieces: however large it is, only what is kept of it
/// takes memory.
public struct CSVFile: Sendable {
    /// Where it is.
    public let path: String
    /// How it is written.
    public let encoding: TextEncoding
    /// What separates its fields.
    public let delimiter: Character
    /// The names of its columns.
    public let columns: [String]

    /// Reads the header.
    ///
    /// - Throws: `Failure` if the file cannot be read, is empty, is no text, or has a broken header.
    public init(path: String) throws {
        var text = try TextChunks(path: path)
        guard let first = try text.next(), let delimiter = Self.delimiter(ofHeader: first) else {
            throw Failure(.malformed, "the file is empty", at: path, expected: "a row that names the columns")
        }
        self.path = path
        encoding = text.encoding
        self.delimiter = Character(UnicodeScalar(delimiter))
        var parser = CSVParser(path: path, delimiter: delimiter)
        var header: [String]?
        let take = { (record: CSVRecord) in
            header = (0..<record.count).map { record[$0] }
            return false
        }
        var chunk: [UInt8]? = first
        while let bytes = chunk, try parser.feed(bytes, take) { chunk = try text.next() }
        if header == nil { try parser.finish(take) }
        guard let header else {
            throw Failure(.malformed, "the file is empty", at: path, expected: "a row that names the columns")
        }
        columns = header
    }

    /// Some of its first rows, each with one field for each column.
    public func preview(rows count: Int) throws -> [[String]] {
        var rows: [[String]] = []
        guard count > 0 else { return [] }
        try forEachRow { record in
            rows.append((0..<record.count).map { record[$0] })
            return rows.count < count
        }
        return rows
    }

    /// The texts of a column, all or a sample of them.
    ///
    /// Rows whose text is blank are left out.
    ///
    /// - Parameters:
    ///   - column: its name; may be left out where there is only one.
    ///   - sample: how many rows at most, chosen at random; nil for all.
    ///   - seed: the same seed chooses the same rows.
    /// - Throws: `Failure` with the row's number where the file is broken, or `CancellationError`.
    public func corpus(column: String?, sample: Int? = nil, seed: UInt64 = 42) throws -> CorpusReading {
        let place = try self.place(of: column)
        if let sample, sample < 1 {
            throw Failure(.outOfRange, "a sample needs rows", expected: "1 or more", found: "\(sample)")
        }
        var reservoir = Reservoir<CSVRecord>(capacity: sample, seed: seed)
        var (rowCount, blankCount) = (0, 0)
        try forEachRow { record in
            rowCount += 1
            if record.isBlank(place) { blankCount += 1 } else { reservoir.offer(record) }
            return true
        }
        let records = reservoir.elements.sorted { $0.number < $1.number }
        guard !records.isEmpty else {
            throw Failure(
                .malformed, rowCount == 0 ? "the file has no rows" : "the column is empty in every row", at: path,
                expected: "texts in the column \(columns[place])")
        }
        let others = columns.indices.filter { $0 != place }
        let texts = records.map { record in
            CorpusText(record[place], row: record.number, fields: others.map { record[$0] })
        }
        let corpus = Corpus(
            source: path, column: columns[place], otherColumns: others.map { columns[$0] }, texts: texts)
        return CorpusReading(corpus: corpus, rowCount: rowCount, blankCount: blankCount)
    }

    /// Hands over every row but the header, each with as many fields as there are columns, until `take` returns false.
    private func forEachRow(_ take: (CSVRecord) throws -> Bool) throws {
        var text = try TextChunks(path: path)
        var parser = CSVParser(path: path, delimiter: delimiter.asciiValue ?? UInt8(ascii: ","))
        let checked = { (record: CSVRecord) in
            guard record.number > 0 else { return true }
            guard record.count == columns.count else {
                throw Failure(
                    .malformed, "a row has another number of fields", at: record.place(in: path),
                    expected: "\(columns.count), as in the header", found: "\(record.count)",
                    hint: "fields that hold the delimiter or a line end stand in quotes")
            }
            return try take(record)
        }
        while let bytes = try text.next() {
            if try !parser.feed(bytes, checked) { return }
            try Task.checkCancellation()
        }
        try parser.finish(checked)
    }

    private func place(of column: String?) throws(Failure) -> Int {
        let names = columns.map { $0.isEmpty ? "(no name)" : $0 }.joined(separator: ", ")
        guard let column else {
            guard columns.count == 1 else {
                throw Failure(
                    .usage, "which column holds the texts?", at: path, expected: "one of \(names)", found: "none")
            }
            return 0
        }
        let places = columns.indices.filter { columns[$0] == column }
        guard places.count < 2 else {
            throw Failure(.malformed, "several columns have this name", at: path, found: column)
        }
        guard let place = places.first else {
            throw Failure(.usage, "no such column", at: path, expected: "one of \(names)", found: column)
        }
        return place
    }

    /// The delimiter that stands most often in the first row outside of quotes; a comma where none does; nil if there is no row.
    private static func delimiter(ofHeader bytes: [UInt8]) -> UInt8? {
        let candidates = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
        var counts = [Int](repeating: 0, count: candidates.count)
        var (isQuoted, hasText) = (false, false)
        for byte in bytes {
            if byte == .quote { isQuoted.toggle() }
            if !isQuoted, byte == .lineFeed || byte == .carriageReturn {
                if hasText { break }
                continue
            }
            hasText = true
            if !isQuoted, let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
        }
        guard hasText else { return nil }
        let best = counts.indices.max { counts[$0] < counts[$1] || counts[$0] == counts[$1] && $0 > $1 } ?? 0
        return candidates[best]
    }
}
