/// Texts from one place, to be embedded together.
public struct Corpus: Hashable, Sendable {
    /// Where they come from, for people: a path, or nil for texts that were typed.
    public var source: String?
    /// The column of a CSV file that the texts are; nil for lines and typed texts.
    public var column: String?
    /// The names of the other columns.
    public var otherColumns: [String]
    /// The texts.
    public var texts: [CorpusText]

    /// Makes a corpus.
    public init(source: String? = nil, column: String? = nil, otherColumns: [String] = [], texts: [CorpusText]) {
        self.source = source
        self.column = column
        self.otherColumns = otherColumns
        self.texts = texts
    }
}

/// One text of a corpus.
public struct CorpusText: Hashable, Sendable {
    /// The text.
    public var text: String
    /// Its place in the source, from 1: the row of a CSV file (the header is not counted), the line of a file of lines.
    public var row: Int
    /// What stands beside it in the source: one value for each of the corpus's other columns.
    public var fields: [String]

    /// Makes a text.
    public init(_ text: String, row: Int, fields: [String] = []) {
        self.text = text
        self.row = row
        self.fields = fields
    }
}
