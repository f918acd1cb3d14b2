import Generation

/// The tensors of one or several mapped files.
final class MappedCheckpoint: Checkpoint {
    /// What a file says about a tensor.
    enum Entry: Sendable {
        /// It can be used.
        case usable(TensorView)
        /// Its element type, by name, is none that mirilla computes with.
        case unsupported(type: String)
    }

    private let files: [MappedFile]
    private let entries: [String: Entry]
    let tensorBytes: Int

    /// Makes a checkpoint of entries whose bytes lie in the given files.
    init(files: [MappedFile], entries: [String: Entry]) {
        self.files = files
        self.entries = entries
        tensorBytes = entries.values.reduce(0) { sum, entry in
            if case .usable(let view) = entry { sum + view.byteCount } else { sum }
        }
    }

    var tensorNames: [String] { entries.keys.sorted() }

    func tensor(named name: String) -> TensorView? {
        if case .usable(let view) = entries[name] { view } else { nil }
    }

    func requiredTensor(named name: String) throws(Failure) -> TensorView {
        switch entries[name] {
        case .usable(let view):
            return view
        case .unsupported(let type):
            throw Failure(
                .unsupported, "cannot use a tensor of this type", at: "\(path): \(name)",
                expected: ElementType.allCases.map(\.rawValue).joined(separator: ", "), found: type,
                hint: "convert or quantize the model to one of these types")
        case nil:
            throw Failure(.malformed, "a tensor is missing", at: path, expected: "\(name)")
        }
    }

    /// The files.
    var paths: [String] { files.map(\.path) }

    private var path: String { paths.joined(separator: ", ") }
}

extension TensorView {
    /// How many bytes a tensor of that shape and type takes, or nil if that is absurd: a negative extent, more than the address
    /// space, or rows that are no whole number of blocks.
    static func byteCount(shape: [Int], type: ElementType) -> Int? {
        guard shape.allSatisfy({ $0 >= 0 }), (shape.last ?? 1).isMultiple(of: type.blockSize) else { return nil }
        // Zero extents must not hide an overflow of the others: views multiply them without a check.
        var count = 1
        for extent in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: max(extent, 1))
            if overflow { return nil }
            count = product
        }
        if shape.contains(0) { return 0 }
        let (bytes, overflow) = (count / type.blockSize).multipliedReportingOverflow(by: type.blockBytes)
        return overflow ? nil : bytes
    }
}
