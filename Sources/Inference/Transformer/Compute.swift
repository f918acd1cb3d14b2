import Kernels
import Synchronization

/// The kernels for this machine and the threads that run them.
///
/// Only one thread at a time may use it, which is what a shared executor sees to.
final class Compute: @unchecked Sendable {
    let kernels: UnsafePointer<kernels>
    private let activations: ActivationType
    private let pool: ComputePool
    /// One for each thread.
    private let scratch: [FloatBuffer]
    /// Rows of the product that is being computed.
    private var packed = FloatBuffer(count: 0)

    /// - Parameters:
    ///   - kernels: which version; the fastest that this machine runs if nil.
    ///   - activations: how large batches are multiplied with quantized weights.
    init(threadCount: Int, kernels: UnsafePointer<kernels>? = nil, activations: ActivationType = .f32) {
        self.kernels = kernels ?? kernels_best()
        self.activations = activations
        pool = ComputePool(threadCount: threadCount)
        scratch = (0..<pool.threadCount).map { _ in FloatBuffer(count: Int(KERNELS_SCRATCH)) }
    }

    /// What all models that run on `ComputeExecutor.shared` compute with: they take turns, so one set of threads serves them all.
    static func shared(threadCount: Int, activations: ActivationType = .f32) -> Compute {
        known.withLock { known in
            let kind = Kind(threadCount: threadCount, activations: activations)
            if let compute = known[kind] { return compute }
            let compute = Compute(threadCount: threadCount, activations: activations)
            known[kind] = compute
            return compute
        }
    }

    private struct Kind: Hashable {
        let threadCount: Int
        let activations: ActivationType
    }

    private static let known = Mutex<[Kind: Compute]>([:])

    var threadCount: Int { pool.threadCount }

    /// y = W x + b for each row, the outputs of several matrices side by side.
    ///
    /// - Parameters:
    ///   - next: what will be multiplied next: a thread that is done asks for the beginning of its share of it, so that memory does
    ///     not rest while threads wait for one another.
    ///   - then: called for each row and the outputs that were just computed, on the thread that computed them.
    func multiply(
        _ parts: [Linear], _ x: Rows, into y: Rows, next: Linear? = nil,
        then: ((_ row: Int, _ outputs: Range<Int>) -> Void)? = nil
    ) {
        guard x.count > Int(KERNELS_FEW_ROWS) else { return multiplyFew(parts, x, into: y, next: next, then: then) }
        let pieces = pieces(of: parts)
        // Matrices that are multiplied with the same rows are nearly always stored alike: one packing serves all.
        for packing in [KERNELS_FLOATS, KERNELS_WORDS, KERNELS_BYTES] {
            let pieces = pieces.filter { self.packing(for: parts[$0.part]) == packing }
            if pieces.isEmpty { continue }
            let packed = pack(x, packing)
            pool.deal(pieces.count) { item, thread in
                let piece = pieces[item]
                let linear = parts[piece.part]
                withUnsafePointer(to: linear.matrix.weights) { matrix in
                    kernels.pointee.multiply_packed(
                        matrix, piece.outputs.lowerBound, piece.outputs.upperBound, packing, packed, x.count,
                        linear.bias?.pointer, y.start + piece.offset, y.width, scratch[thread].pointer)
                }
                if let then { for row in 0..<x.count { then(row, piece.outputs) } }
            }
        }
    }

    /// The rows as they are: reading the weights takes longer than packing would save.
    private func multiplyFew(
        _ parts: [Linear], _ x: Rows, into y: Rows, next: Linear?, then: ((_ row: Int, _ outputs: Range<Int>) -> Void)?
    ) {
        pool.run { part in
            var offset = 0
            for linear in parts {
                let outputs = shareOfFew(linear.matrix, part: part)
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
            if let matrix = next?.matrix {
                matrix.fetchRows(shareOfFew(matrix, part: part), atMost: Self.bytesAskedForAhead)
            }
        }
    }

    /// More keeps a thread from the work that waits.
    private static let bytesAskedForAhead = 32 << 10

    /// The outputs that a thread computes of few rows: whole groups, so that no two threads write to the same cache line.
    private func shareOfFew(_ matrix: Matrix, part: Int) -> Range<Int> {
        pool.share(of: matrix.outputs, part: part, group: 32)
    }

    private func packing(for linear: Linear) -> kernels_packing {
        kernels.pointee.quickest_packing(linear.matrix.weights.type, activations.packing)
    }

    /// The rows in the order in which the kernels read them.
    private func pack(_ x: Rows, _ packing: kernels_packing) -> UnsafePointer<Float> {
        let group = Int(KERNELS_ROW_GROUP)
        let count = (x.count + group - 1) / group * group * x.width
        if packed.count < count { packed = FloatBuffer(count: count) }
        let target = packed.pointer
        pool.run { part in
            let rows = pool.share(of: x.count, part: part, group: group)
            kernels.pointee.pack(
                packing, x.start, x.width, x.count, x.width, rows.lowerBound, rows.upperBound, target)
        }
        return UnsafePointer(target)
    }

    /// Some outputs of one of several matrices, whose outputs begin at `offset` in a row of the result.
    private struct Piece {
        let part: Int
        let outputs: Range<Int>
        let offset: Int
    }

    /// Pieces small enough that all threads end at about the same time, large enough that rows are not read too often.
    private func pieces(of parts: [Linear]) -> [Piece] {
        var pieces: [Piece] = []
        var offset = 0
        for (part, linear) in parts.enumerated() {
            let outputs = linear.matrix.outputs
            let size = max(32, min(128, outputs / (8 * threadCount) / 32 * 32))
            for start in stride(from: 0, to: outputs, by: size) {
                pieces.append(Piece(part: part, outputs: start..<min(start + size, outputs), offset: offset))
            }
            offset += outputs
        }
        return pieces
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

    /// Calls `work` for each item with the number of the thread; who is free takes the next one.
    func deal(_ count: Int, _ work: (_ item: Int, _ thread: Int) -> Void) {
        pool.deal(count, work)
    }
}

extension ActivationType {
    /// The most that may be rounded.
    fileprivate var packing: kernels_packing {
        switch self {
        case .f32: KERNELS_FLOATS
        case .i16: KERNELS_WORDS
        case .i8: KERNELS_BYTES
        }
    }
}
