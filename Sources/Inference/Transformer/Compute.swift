import Kernels
import Synchronization

/// The kernels for this machine and the threads that run them.
///
/// Only one thread at a time may use it, which is what a shared executor sees to.
final class Compute: @unchecked Sendable {
    let kernels: UnsafePointer<kernels>
    private let pool: ComputePool
    /// One for each thread.
    private let scratch: [FloatBuffer]

    /// - Parameter kernels: which version; the fastest that this machine runs if nil.
    init(threadCount: Int, kernels: UnsafePointer<kernels>? = nil) {
        self.kernels = kernels ?? kernels_best()
        pool = ComputePool(threadCount: threadCount)
        scratch = (0..<pool.threadCount).map { _ in FloatBuffer(count: Int(KERNELS_SCRATCH)) }
    }

    /// What all models that run on `ComputeExecutor.shared` compute with: they take turns, so one set of threads serves them all.
    static func shared(threadCount: Int) -> Compute {
        byThreadCount.withLock { known in
            if let compute = known[threadCount] { return compute }
            let compute = Compute(threadCount: threadCount)
            known[threadCount] = compute
            return compute
        }
    }

    private static let byThreadCount = Mutex<[Int: Compute]>([:])

    var threadCount: Int { pool.threadCount }

    /// y = W x + b for each row, the outputs of several matrices side by side.
    ///
    /// - Parameter then: called for each row and the outputs that were just computed, on the thread that computed them.
    func multiply(
        _ parts: [Linear], _ x: Rows, into y: Rows, then: ((_ row: Int, _ outputs: Range<Int>) -> Void)? = nil
    ) {
        pool.run { part in
            var offset = 0
            for linear in parts {
                // Whole groups, so that no two threads write to the same cache line and tiles are full.
                let outputs = pool.share(of: linear.matrix.outputs, part: part, group: 32)
                if !outputs.isEmpty {
                    withUnsafePointer(to: linear.matrix.weights) { matrix in
                        kernels.pointee.multiply(
                            matrix, outputs.lowerBound, outputs.upperBound, x.start, x.width, x.count,
                            linear.bias?.pointer, y.start + offset, y.width, scratch[part].pointer)
                    }
                    if let then { for row in 0..<x.count { then(row, outputs) } }
                }
                offset += linear.matrix.outputs
            }
        }
    }

    /// y = W x for each row on the calling thread, which `deal` has given this number.
    func multiply(
        _ matrix: kernels_matrix, _ x: Rows, into y: UnsafeMutablePointer<Float>, stride: Int, thread: Int
    ) {
        withUnsafePointer(to: matrix) { pointer in
            kernels.pointee.multiply(
                pointer, 0, matrix.outputs, x.start, x.width, x.count, nil, y, stride, scratch[thread].pointer)
        }
    }

    /// Calls `work` for each row; on all threads if there are enough rows to be worth it.
    func forEachRow(_ count: Int, _ work: (_ row: Int) -> Void) {
        if count < 4 { return (0..<count).forEach(work) }
        pool.run { part in pool.share(of: count, part: part).forEach(work) }
    }

    /// Calls `work` for each item with the number of the thread; items are dealt out like cards, because later ones are larger.
    func deal(_ count: Int, _ work: (_ item: Int, _ thread: Int) -> Void) {
        pool.run { part in
            for item in stride(from: part, to: count, by: pool.threadCount) { work(item, part) }
        }
    }
}
