import Generation
import Kernels

/// A weight matrix, still in the mapped file, which it keeps: y = W x.
struct Matrix: @unchecked Sendable {
    /// The kernels' view of it.
    let weights: kernels_matrix
    /// How its numbers are stored.
    let type: ElementType
    /// What keeps them in memory.
    let owner: any AnyObject & Sendable

    var inputs: Int { weights.inputs }
    var outputs: Int { weights.outputs }

    /// Bytes of one output's weights; not of a matrix stored `[input, output]`.
    var rowBytes: Int { inputs / type.blockSize * type.blockBytes }

    /// Checks the shape of a tensor and makes a matrix of it.
    ///
    /// - Parameter isTransposed: whether the tensor is `[input, output]` (GPT-2's projections) instead of `[output, input]`.
    init(_ tensor: TensorView, inputs: Int, outputs: Int, isTransposed: Bool = false) throws(Failure) {
        let shape = isTransposed ? [inputs, outputs] : [outputs, inputs]
        guard tensor.shape == shape else {
            throw Failure(
                .malformed, "a tensor has the wrong shape", at: tensor.name, expected: "\(shape)",
                found: "\(tensor.shape)")
        }
        guard let bytes = tensor.withBytes(\.baseAddress) else {
            throw Failure(.malformed, "a tensor is empty", at: tensor.name, expected: "\(shape)")
        }
        guard !isTransposed || tensor.type.blockSize == 1 else {
            throw Failure(
                .unsupported, "a matrix stored [input, output] cannot be quantized", at: tensor.name,
                found: tensor.type.rawValue)
        }
        type = tensor.type
        owner = tensor.owner
        weights = kernels_matrix(
            bytes, tensor.type.kernelType, inputs: inputs, outputs: outputs, isTransposed: isTransposed)
    }

    /// The part of it that makes some of the outputs; not of a matrix stored `[input, output]`.
    func outputs(_ range: Range<Int>) -> Matrix {
        var part = weights
        part.weights += range.lowerBound * rowBytes
        part.outputs = range.count
        // What is interleaved begins with the first output of the whole.
        part.interleaved = nil
        part.interleaved_outputs = 0
        return Matrix(weights: part, type: type, owner: owner)
    }

    init(weights: kernels_matrix, type: ElementType, owner: any AnyObject & Sendable) {
        self.weights = weights
        self.type = type
        self.owner = owner
    }

    /// One output's weights, expanded: the embedding of a token.
    func expandRow(_ row: Int, kernels: UnsafePointer<kernels>, into values: UnsafeMutablePointer<Float>) {
        kernels.pointee.expand(weights.type, weights.weights + row * rowBytes, 0, inputs, values)
    }

    /// Asks for the beginning of some rows where products with few rows read them; not of a matrix stored `[input, output]`.
    func fetchRows(_ rows: Range<Int>, atMost byteCount: Int) {
        guard !weights.is_transposed else { return }
        let isInterleaved = rows.lowerBound < weights.interleaved_outputs
        let start = (isInterleaved ? weights.interleaved : nil) ?? weights.weights
        kernels_fetch(start + rows.lowerBound * rowBytes, min(rows.count * rowBytes, byteCount))
    }

    /// Gives the memory of some rows back where they lie in a file; they come again when they are read.
    func releaseRows(_ rows: Range<Int>) {
        (owner as? MappedFile)?.release(
            UnsafeRawBufferPointer(start: weights.weights + rows.lowerBound * rowBytes, count: rows.count * rowBytes))
    }
}

extension kernels_matrix {
    /// A matrix of which nothing is interleaved.
    init(
        _ weights: UnsafeRawPointer, _ type: kernels_type, inputs: Int, outputs: Int, isTransposed: Bool = false
    ) {
        self.init(
            weights: weights, type: type, inputs: inputs, outputs: outputs, is_transposed: isTransposed,
            interleaved: nil, interleaved_outputs: 0)
    }
}

/// A matrix and what is added to its product: y = W x + b.
struct Linear: Sendable {
    let matrix: Matrix
    /// `[output]`.
    let bias: Vector?

    /// The part of it that makes some of the outputs.
    func outputs(_ range: Range<Int>) -> Linear {
        Linear(matrix: matrix.outputs(range), bias: bias?.elements(range))
    }
}

/// A small tensor (a norm's weight, a bias), expanded to floats when the model is opened.
struct Vector: @unchecked Sendable {
    private let buffer: FloatBuffer

    var pointer: UnsafePointer<Float> { UnsafePointer(buffer.pointer) }
    var count: Int { buffer.count }

    private init(_ buffer: FloatBuffer) { self.buffer = buffer }

    /// Some of its numbers, for themselves.
    func elements(_ range: Range<Int>) -> Vector {
        let part = FloatBuffer(count: range.count)
        part.pointer.update(from: buffer.pointer + range.lowerBound, count: range.count)
        return Vector(part)
    }

    /// Several, one after the other.
    init(_ vectors: [Vector]) {
        buffer = FloatBuffer(count: vectors.reduce(0) { $0 + $1.count })
        var offset = 0
        for vector in vectors {
            (buffer + offset).update(from: vector.pointer, count: vector.count)
            offset += vector.count
        }
    }

    /// Its numbers plus 1.
    var plusOne: Vector {
        let sum = FloatBuffer(count: count)
        for index in 0..<count { sum.pointer[index] = buffer.pointer[index] + 1 }
        return Vector(sum)
    }

    /// Checks the shape of a tensor and expands it; `[a, b]` are a · b numbers.
    init(_ tensor: TensorView, count: Int) throws(Failure) {
        guard tensor.count == count, tensor.shape.count <= 2 else {
            throw Failure(
                .malformed, "a tensor has the wrong shape", at: tensor.name, expected: "[\(count)]",
                found: "\(tensor.shape)")
        }
        let buffer = FloatBuffer(count: count)
        self.buffer = buffer
        try tensor.withBytes { bytes throws(Failure) in
            guard let start = bytes.baseAddress else {
                throw Failure(.malformed, "a tensor is empty", at: tensor.name, expected: "[\(count)]")
            }
            kernels_best().pointee.expand(tensor.type.kernelType, start, 0, count, buffer.pointer)
        }
    }
}

extension ElementType {
    /// The kernels' word for it.
    var kernelType: kernels_type {
        switch self {
        case .f32: KERNELS_F32
        case .f16: KERNELS_F16
        case .bf16: KERNELS_BF16
        case .q8_0: KERNELS_Q8_0
        case .q4_0: KERNELS_Q4_0
        case .q4_1: KERNELS_Q4_1
        case .q5_0: KERNELS_Q5_0
        case .q5_1: KERNELS_Q5_1
        case .q2_k: KERNELS_Q2_K
        case .q3_k: KERNELS_Q3_K
        case .q4_k: KERNELS_Q4_K
        case .q5_k: KERNELS_Q5_K
        case .q6_k: KERNELS_Q6_K
        case .iq4_nl: KERNELS_IQ4_NL
        case .iq4_xs: KERNELS_IQ4_XS
        }
    }
}
