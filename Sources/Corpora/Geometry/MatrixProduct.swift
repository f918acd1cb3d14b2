import Dispatch
import Kernels

/// Products of a matrix in memory with several vectors, on all processors.
enum MatrixProduct {
    /// Parts that the outputs are split into, whatever the machine, so that every machine adds in the same order.
    private static func partCount(_ work: Int) -> Int { max(1, min(16, work / (1 << 16))) }

    /// y = W x for every input: `[input vector, output]`.
    ///
    /// - Parameters:
    ///   - weights: `[output, input]`, or `[input, output]` if transposed.
    ///   - inputs: the vectors, one after the other.
    ///   - inputCount: how long each of them is.
    static func of(
        _ weights: UnsafeRawBufferPointer, _ type: kernels_type, isTransposed: Bool = false, outputs: Int,
        _ inputs: [Float], inputCount: Int
    ) -> [Float] {
        guard let start = weights.baseAddress, outputs > 0, inputCount > 0 else {
            return [Float](repeating: 0, count: inputCount > 0 ? inputs.count / inputCount * outputs : 0)
        }
        nonisolated(unsafe) let matrix = kernels_matrix(
            weights: start, type: type, inputs: inputCount, outputs: outputs, is_transposed: isTransposed,
            interleaved: nil, interleaved_outputs: 0)
        let batch = inputs.count / inputCount
        let parts = partCount(inputCount * outputs)
        return inputs.withUnsafeBufferPointer { input in
            [Float](unsafeUninitializedCapacity: batch * outputs) { output, written in
                nonisolated(unsafe) let (x, y) = (input.baseAddress, output.baseAddress)
                DispatchQueue.concurrentPerform(iterations: parts) { part in
                    guard let x, let y else { return }
                    withUnsafeTemporaryAllocation(of: Float.self, capacity: Int(KERNELS_SCRATCH)) { scratch in
                        guard let scratch = scratch.baseAddress else { return }
                        withUnsafePointer(to: matrix) {
                            kernels_best().pointee.multiply(
                                $0, outputs * part / parts, outputs * (part + 1) / parts, x, inputCount, batch, nil, y,
                                outputs, scratch)
                        }
                    }
                }
                written = batch * outputs
            }
        }
    }
}
