import Kernels
import Testing

@testable import Inference

@Suite("Products on several threads")
struct ComputeTests {
    private let inputs = 96
    private let outputs = 300
    private let floats: Matrix
    private let bytes: Matrix

    init() {
        floats = Self.matrix(.f32, inputs: inputs, outputs: outputs)
        bytes = Self.matrix(.q8_0, inputs: inputs, outputs: outputs)
    }

    /// Few rows are read as they are, many are packed; packed as bytes they are off by 4e-3 of the largest of 32.
    @Test(arguments: [1, 8, 9, 40], ActivationType.allCases)
    func `of matrices that are stored unlike lie side by side`(rowCount: Int, activations: ActivationType) {
        let compute = Compute(threadCount: 2, activations: activations)
        let x = Self.rows(rowCount, width: inputs), y = Self.rows(rowCount, width: 2 * outputs)
        compute.multiply([floats, bytes].map { Linear(matrix: $0, bias: nil) }, x.rows, into: y.rows)
        let expected = [product(floats, x.rows), product(bytes, x.rows)]
        for row in 0..<rowCount {
            for output in 0..<outputs {
                #expect(abs(y.rows[row][output] - expected[0][row][output]) < 1e-4)
                #expect(
                    abs(y.rows[row][outputs + output] - expected[1][row][output]) < (activations == .f32 ? 1e-4 : 0.1))
            }
        }
    }

    @Test(arguments: [1, 8, 9, 40], ActivationType.allCases)
    func `of a gate and what it lets through are combined`(rowCount: Int, activations: ActivationType) {
        let compute = Compute(threadCount: 2, activations: activations)
        let x = Self.rows(rowCount, width: inputs), y = Self.rows(rowCount, width: outputs)
        compute.multiplyGated(
            gate: Linear(matrix: floats, bias: nil), up: Linear(matrix: bytes, bias: nil), x.rows, into: y.rows,
            next: nil
        ) { gate, up, count in
            for index in 0..<count { gate[index] -= 2 * up[index] }
        }
        let (gate, up) = (product(floats, x.rows), product(bytes, x.rows))
        for row in 0..<rowCount {
            for output in 0..<outputs {
                #expect(abs(y.rows[row][output] - (gate[row][output] - 2 * up[row][output])) < 1e-3)
            }
        }
    }

    /// W x as it is defined.
    private func product(_ matrix: Matrix, _ x: Rows) -> [[Float]] {
        var weights = [Float](repeating: 0, count: inputs)
        var y = Array(repeating: [Float](repeating: 0, count: outputs), count: x.count)
        for output in 0..<outputs {
            matrix.expandRow(output, kernels: kernels_best(), into: &weights)
            for row in 0..<x.count { y[row][output] = (0..<inputs).reduce(0) { $0 + weights[$1] * x[row][$1] } }
        }
        return y
    }

    /// Rows and what keeps them.
    private static func rows(_ count: Int, width: Int) -> (rows: Rows, buffer: FloatBuffer) {
        var random = SeededGenerator(state: 1)
        let buffer = FloatBuffer((0..<count * width).map { _ in Float.random(in: -1...1, using: &random) })
        return (Rows(buffer, count: count, width: width), buffer)
    }

    private static func matrix(_ type: ElementType, inputs: Int, outputs: Int) -> Matrix {
        var random = SeededGenerator(state: 1)
        let bytes: [UInt8] =
            type == .f32
            ? (0..<inputs * outputs).flatMap { _ in
                withUnsafeBytes(of: Float.random(in: -1...1, using: &random)) { Array($0) }
            }
            // Blocks of a scale, here 2^-7 in half precision, and 32 numbers.
            : (0..<inputs * outputs / 32).flatMap { _ in [0x00, 0x20] + (0..<32).map { _ in UInt8.random(in: 0...255) }
            }
        let memory = Memory(bytes)
        return Matrix(
            weights: kernels_matrix(memory.start, type.kernelType, inputs: inputs, outputs: outputs), type: type,
            owner: memory)
    }

    private final class Memory: @unchecked Sendable {
        let start: UnsafeMutableRawPointer

        init(_ bytes: [UInt8]) {
            start = .allocate(byteCount: bytes.count, alignment: 64)
            start.copyMemory(from: bytes, byteCount: bytes.count)
        }

        deinit { start.deallocate() }
    }
}
