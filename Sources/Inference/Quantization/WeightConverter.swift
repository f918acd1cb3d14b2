import Generation
import Kernels
import Synchronization

/// Converts a model's matrices to another type, tensor by tensor, a piece of a tensor at a time.
///
/// Norms, biases and learned positions stay as they are: they are small, and what they do is felt everywhere. A matrix whose rows
/// are no whole blocks becomes F16. What the forward pass never asks for (masks, counters) is left out.
struct WeightConverter {
    /// What becomes of a tensor.
    private struct Item {
        let tensor: TensorView
        let type: ElementType
        /// Whether the source is `[input, output]`; what is written never is.
        let isTransposed: Bool

        var declaration: GGUFWriter.Declaration {
            GGUFWriter.Declaration(
                name: tensor.name, shape: isTransposed ? tensor.shape.reversed() : tensor.shape, type: type)
        }
    }

    private static let pieceBytes = 16 << 20
    private static let tileRows = 32

    private let source: ModelFiles
    private let items: [Item]
    private let metadata: [(key: String, value: String)]

    /// Plans the conversion; nothing is computed yet.
    init(_ source: ModelFiles, to type: WeightType, metadata: [(key: String, value: String)]) throws(Failure) {
        let noted = NotingCheckpoint(source.checkpoint)
        let weights = try Weights(
            source.replacing(checkpoint: noted, layout: source.layout, weightFiles: source.weightFiles))
        guard weights.dominantType.blockSize == 1 else {
            throw Failure(
                .unsupported, "cannot convert weights that are quantized already", at: source.name,
                expected: "F32, F16 or BF16", found: weights.dominantType.rawValue,
                hint: "leave --weights away, or take the model's original weights")
        }
        self.source = source
        self.metadata = metadata
        items = noted.names.compactMap(source.checkpoint.tensor(named:)).map { tensor in
            Self.item(tensor, weights: weights, type: type)
        }
    }

    private static func item(_ tensor: TensorView, weights: Weights, type: WeightType) -> Item {
        let matrix = weights.matrices.first { tensor.holds($0) }
        let isPositions = weights.positions.map(tensor.holds) ?? false
        guard let matrix, !isPositions else { return Item(tensor: tensor, type: tensor.type, isTransposed: false) }
        let wanted = tensor.holds(weights.unembedding.matrix) ? type.unembeddingType : type.elementType
        return Item(
            tensor: tensor, type: matrix.inputs.isMultiple(of: wanted.blockSize) ? wanted : .f16,
            isTransposed: matrix.weights.is_transposed)
    }

    /// Bytes of the file that `write` makes.
    var byteCount: Int { GGUFWriter.byteCount(metadata: metadata, tensors: items.map(\.declaration)) }

    /// Writes the converted weights.
    ///
    /// - Parameter report: told of the bytes written so far.
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled; then no file is left.
    func write(to path: String, threadCount: Int, report: (_ finishedByteCount: Int) -> Void) throws {
        let writer = try GGUFWriter(path: path, metadata: metadata, tensors: items.map(\.declaration))
        let compute = Compute(threadCount: threadCount)
        var finished = 0
        for item in items {
            try write(item, to: writer, compute) { count in
                finished += count
                report(finished)
            }
            item.tensor.withBytes { bytes in (item.tensor.owner as? MappedFile)?.release(bytes) }
        }
        try writer.close()
        withExtendedLifetime(source) {}
    }

    private func write(
        _ item: Item, to writer: GGUFWriter, _ compute: Compute, report: (Int) -> Void
    ) throws {
        try Task.checkCancellation()
        let tensor = item.tensor
        guard item.type != tensor.type || item.isTransposed else {
            try tensor.withBytes { bytes throws(Failure) in try writer.write(tensorBytes: bytes) }
            return report(tensor.byteCount)
        }
        let shape = item.declaration.shape
        let (rows, width) = (shape[0], shape[1])
        let quantizer = Quantizer(type: item.type)
        let rowBytes = quantizer.rowBytes(width)
        let pieceRows = max(Self.tileRows, Self.pieceBytes / rowBytes / Self.tileRows * Self.tileRows)
        let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: min(pieceRows, rows) * rowBytes)
        defer { piece.deallocate() }
        for start in stride(from: 0, to: rows, by: pieceRows) {
            try Task.checkCancellation()
            let end = min(start + pieceRows, rows)
            let isSound = Atomic(true)
            compute.forEachRow((end - start + Self.tileRows - 1) / Self.tileRows) { tile in
                let first = start + tile * Self.tileRows
                let tileRows = first..<min(first + Self.tileRows, end)
                let values = floats(of: tensor, rows: tileRows, width: width, item.isTransposed, compute)
                for row in tileRows {
                    let stored = quantizer.store(
                        values + (row - first) * width, count: width, into: piece + (row - start) * rowBytes)
                    if !stored { isSound.store(false, ordering: .relaxed) }
                }
            }
            guard isSound.load(ordering: .relaxed) else {
                throw Failure(
                    .malformed, "a weight cannot be converted", at: tensor.name,
                    expected: "finite numbers within the range of \(item.type.rawValue)")
            }
            try writer.write(tensorBytes: UnsafeRawBufferPointer(start: piece, count: (end - start) * rowBytes))
            report((end - start) * rowBytes)
        }
    }

    /// Some rows of what will be written, as floats.
    private func floats(
        of tensor: TensorView, rows: Range<Int>, width: Int, _ isTransposed: Bool, _ compute: Compute
    ) -> FloatBuffer {
        let values = FloatBuffer(count: rows.count * width)
        tensor.withBytes { bytes in
            if let start = bytes.baseAddress {
                expand(start, of: tensor, rows: rows, width: width, isTransposed, compute, into: values)
            }
        }
        return values
    }

    private func expand(
        _ bytes: UnsafeRawPointer, of tensor: TensorView, rows: Range<Int>, width: Int, _ isTransposed: Bool,
        _ compute: Compute, into values: FloatBuffer
    ) {
        let expand = compute.kernels.pointee.expand
        if isTransposed {
            let outputs = FloatBuffer(count: rows.count)
            let stored = Quantizer(type: tensor.type).rowBytes(tensor.shape[1])
            for input in 0..<width {
                expand(
                    tensor.type.kernelType, bytes + input * stored, rows.lowerBound, rows.count, outputs.pointer)
                for row in 0..<rows.count { (values + row * width)[input] = outputs.pointer[row] }
            }
        } else {
            let stored = Quantizer(type: tensor.type).rowBytes(width)
            for (index, row) in rows.enumerated() {
                expand(tensor.type.kernelType, bytes + row * stored, 0, width, values + index * width)
            }
        }
    }
}

extension TensorView {
    /// Whether a matrix, or the beginning of it, lies in this tensor.
    fileprivate func holds(_ matrix: Matrix) -> Bool {
        withBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return matrix.weights.weights >= start && matrix.weights.weights < start + bytes.count
        }
    }
}

/// A checkpoint that notes which of its tensors were asked for, in order.
private final class NotingCheckpoint: Checkpoint {
    private let source: any Checkpoint
    private let noted = Mutex<[String]>([])

    init(_ source: any Checkpoint) { self.source = source }

    var names: [String] { noted.withLock { $0 } }
    var tensorNames: [String] { source.tensorNames }
    var tensorBytes: Int { source.tensorBytes }

    func tensor(named name: String) -> TensorView? { note(source.tensor(named: name)) }

    func requiredTensor(named name: String) throws(Failure) -> TensorView {
        let tensor = try source.requiredTensor(named: name)
        note(tensor)
        return tensor
    }

    @discardableResult
    private func note(_ tensor: TensorView?) -> TensorView? {
        if let tensor { noted.withLock { if !$0.contains(tensor.name) { $0.append(tensor.name) } } }
        return tensor
    }
}
