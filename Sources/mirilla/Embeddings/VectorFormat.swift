import ArgumentParser
import Generation

/// How vectors are written.
enum VectorFormat: String, ExpressibleByArgument, CaseIterable {
    /// One object: model, dimensions, items with their vectors.
    case json
    /// One row for each text: its row, its other columns, the text, the numbers.
    case csv
    /// `embeddings` F32 [text, dimension] and `rows` I32 [text].
    case safetensors
    /// F32 [text, dimension], for `numpy.load`.
    case npy

    /// Whether a person can read it, so that it may go to a terminal.
    var isText: Bool { self == .json || self == .csv }

    /// The format that a file's name ends in; nil if it ends in none.
    init?(ending path: String) {
        guard let ending = path.split(separator: ".", omittingEmptySubsequences: false).last,
            let format = Self(rawValue: ending.lowercased())
        else { return nil }
        self = format
    }
}

/// The vectors of some texts, to be written in any format.
struct VectorReport {
    let model: ModelDescription
    let role: EmbeddingRole
    let corpus: Corpus
    let vectors: VectorTable
    let usage: Usage?
    /// The collection that was made; nil if none was.
    let collection: String?

    /// The bytes of a file.
    func bytes(_ format: VectorFormat) -> [UInt8] {
        switch format {
        case .json: Array((json.text + "\n").utf8)
        case .csv: Array(csv.utf8)
        case .safetensors: safetensors
        case .npy: npy
        }
    }

    // MARK: Text

    private var json: JSONValue {
        let items = corpus.texts.enumerated().map { index, text -> JSONValue in
            var item: [(key: String, value: JSONValue)] = [
                ("index", .integer(index)), ("row", .integer(text.row)), ("text", .string(text.text)),
            ]
            if !corpus.otherColumns.isEmpty {
                item.append(
                    ("fields", .object(zip(corpus.otherColumns, text.fields).map { ($0, .string($1)) })))
            }
            item.append(("embedding", .array(vectors[index].map(JSONValue.float))))
            return .object(item)
        }
        return [
            "model": [
                "ref": .string(model.reference), "name": .string(model.name),
                "architecture": .optional(model.architecture), "context_limit": .optional(model.contextLimit),
            ],
            "source": .optional(corpus.source), "column": .optional(corpus.column),
            "collection": .optional(collection), "role": .string(role.rawValue),
            "dimensions": .integer(vectors.dimensions), "count": .integer(vectors.count), "embeddings": .array(items),
            "usage": ["prompt_tokens": .optional(usage?.promptTokens), "cost_usd": .optional(usage?.costUSD)],
        ]
    }

    private var csv: String {
        let header = ["row"] + corpus.otherColumns + [corpus.column ?? "text"]
        var text = (header.map(Self.quoted) + (0..<vectors.dimensions).map { "e\($0)" }).joined(separator: ",") + "\r\n"
        for (index, item) in corpus.texts.enumerated() {
            let fields = [String(item.row)] + item.fields.map(Self.quoted) + [Self.quoted(item.text)]
            text += (fields + vectors[index].map { "\($0)" }).joined(separator: ",") + "\r\n"
        }
        return text
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.utf8.contains { [UInt8(ascii: "\""), UInt8(ascii: ","), 0x0A, 0x0D].contains($0) }
        return needsQuotes ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
    }

    // MARK: Tensors

    /// The format is described at https://github.com/huggingface/safetensors#format.
    private var safetensors: [UInt8] {
        let (count, size) = (vectors.count, 4 * vectors.values.count)
        let header: JSONValue = [
            "__metadata__": [
                "model": .string(model.reference), "source": .string(corpus.source ?? ""),
                "column": .string(corpus.column ?? ""), "version": .string(Program.version),
            ],
            "embeddings": [
                "dtype": "F32", "shape": [.integer(count), .integer(vectors.dimensions)],
                "data_offsets": [0, .integer(size)],
            ],
            "rows": [
                "dtype": "I32", "shape": [.integer(count)],
                "data_offsets": [.integer(size), .integer(size + 4 * count)],
            ],
        ]
        var bytes = Array(header.text.utf8)
        while !bytes.count.isMultiple(of: 8) { bytes.append(UInt8(ascii: " ")) }
        let length = Self.littleEndian(UInt64(bytes.count))
        return length + bytes + numbers + corpus.texts.flatMap { Self.littleEndian(Int32(clamping: $0.row)) }
    }

    /// The format is version 1.0 of https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
    private var npy: [UInt8] {
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(vectors.count), \(vectors.dimensions)), }"
        // Ten bytes come before it, a newline behind it, and the numbers begin at a multiple of 64.
        while !(header.utf8.count + 11).isMultiple(of: 64) { header += " " }
        header += "\n"
        let start = [0x93] + Array("NUMPY".utf8) + [1, 0]
        return start + Self.littleEndian(UInt16(header.utf8.count)) + header.utf8 + numbers
    }

    private var numbers: [UInt8] { vectors.values.map(\.bitPattern.littleEndian).withUnsafeBytes(Array.init) }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian, Array.init)
    }
}
