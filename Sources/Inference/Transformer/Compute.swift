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
    /// Where each thread keeps a piece of a gated MLP's up projection.
    private var tiles: [FloatBuffer]

    /// - Parameters:
    ///   - kernels: which version; the fastest that this machine runs if nil.
    ///   - activations: how large batches are multiplied with quantized weights.
    init(threadCount: Int, kernels: UnsafePointer<kernels>? = nil, activations: ActivationType = .f32) {
        self.kernels = kernels ?? kernels_best()
        self.activations = activations
        pool = ComputePool(threadCount: threadCount)
        scratch = (0..<pool.threadCount).map { _ in FloatBuffer(count: Int(KERNELS_SCRATCH)) }
        tiles = scratch.map { _ in FloatBuffer(count: 0) }
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
        if x.count <= Int(KERNELS_FEW_ROWS) {
            return pool.run { part in
                var offset = 0
                for linear in parts {
                    let outputs = shareOfFew(linear.matrix, part: part)
                    if !outputs.isEmpty {
                        multiply(linear, outputs, .few(x), into: y.start + offset, stride: y.width, thread: part)
                        if let then { for row in 0..<x.count { then(row, outputs) } }
                    }
                    offset += linear.matrix.outputs
                }
                fetchShare(of: next, part: part)
            }
        }
        let pieces = pieces(of: parts)
        // Matrices that are multiplied with the same rows are nearly always stored alike: one packing serves all.
        for packing in kernels_packing.all {
            let pieces = pieces.filter { self.packing(for: parts[$0.part].matrix) == packing }
            if pieces.isEmpty { continue }
            let packed = pack(x, packing)
            pool.deal(pieces.count) { item, thread in
                let piece = pieces[item]
                multiply(
                    parts[piece.part], piece.outputs, packed, into: y.start + piece.offset, stride: y.width,
                    thread: thread)
                if let then { for row in 0..<x.count { then(row, piece.outputs) } }
            }
        }
    }

    /// A gated MLP's inner rows, y = combine(gate x, up x).
    ///
    /// Both products are computed piece by piece, so that threads wait for one another once, and so that what `up` gives, as much as y, is
    /// combined while it is in a cache and never kept.
    ///
    /// - Parameters:
    ///   - next: what will be multiplied next.
    ///   - combine: called with so many of a row's outputs of both; leaves the result where the gate's are.
    func multiplyGated(
        gate: Linear, up: Linear, _ x: Rows, into y: Rows, next: Linear?,
        combine: (_ gate: UnsafeMutablePointer<Float>, _ up: UnsafePointer<Float>, _ count: Int) -> Void
    ) {
        func multiplyBoth(_ outputs: Range<Int>, _ input: Input, thread: Int) {
            let tile = Rows(tiles[thread], count: x.count, width: outputs.count)
            multiply(up, outputs, input, into: tile.start - outputs.lowerBound, stride: tile.width, thread: thread)
            multiply(gate, outputs, input, into: y.start, stride: y.width, thread: thread)
            for row in 0..<x.count { combine(y[row] + outputs.lowerBound, tile[row], outputs.count) }
        }

        if x.count <= Int(KERNELS_FEW_ROWS) {
            let shares = (0..<threadCount).map { shareOfFew(gate.matrix, part: $0) }
            reserveTiles(x.count, pieces: shares)
            return pool.run { part in
                if !shares[part].isEmpty { multiplyBoth(shares[part], .few(x), thread: part) }
                fetchShare(of: next, part: part)
            }
        }
        let pieces = pieces(of: [gate]).map(\.outputs)
        reserveTiles(x.count, pieces: pieces)
        let packing = packing(for: gate.matrix)
        let packed = pack(x, packing == self.packing(for: up.matrix) ? packing : KERNELS_FLOATS)
        pool.deal(pieces.count) { item, thread in multiplyBoth(pieces[item], packed, thread: thread) }
    }

    private func reserveTiles(_ rowCount: Int, pieces: [Range<Int>]) {
        let count = rowCount * (pieces.map(\.count).max() ?? 0)
        if tiles[0].count < count { tiles = tiles.map { _ in FloatBuffer(count: count) } }
    }

    /// Rows that are multiplied.
    private enum Input {
        /// As they are: reading the weights takes longer than packing would save.
        case few(Rows)
        /// In the order in which the kernels read them.
        case packed(UnsafePointer<Float>, count: Int, kernels_packing)
    }

    /// Some outputs of one matrix; output 0 of the first row would be at `y`.
    private func multiply(
        _ linear: Linear, _ outputs: Range<Int>, _ input: Input, into y: UnsafeMutablePointer<Float>, stride: Int,
        thread: Int
    ) {
        withUnsafePointer(to: linear.matrix.weights) { matrix in
            switch input {
            case .few(let x):
                kernels.pointee.multiply(
                    matrix, outputs.lowerBound, outputs.upperBound, x.start, x.width, x.count, linear.bias?.pointer, y,
                    stride,
                    scratch[thread].pointer)
            case .packed(let x, let count, let packing):
                kernels.pointee.multiply_packed(
                    matrix, outputs.lowerBound, outputs.upperBound, packing, x, count, linear.bias?.pointer, y, stride,
                    scratch[thread].pointer)
            }
        }
    }

    /// Asks for the beginning of what a thread will compute next.
    private func fetchShare(of next: Linear?, part: Int) {
        guard let matrix = next?.matrix else { return }
        matrix.fetchRows(shareOfFew(matrix, part: part), atMost: Self.bytesAskedForAhead)
    }

    /// More keeps a thread from the work that waits.
    private static let bytesAskedForAhead = 32 << 10

    /// The outputs that a thread computes of few rows: whole groups, so that no two threads write to the same cache line.
    private func shareOfFew(_ matrix: Matrix, part: Int) -> Range<Int> {
        pool.share(of: matrix.outputs, part: part, group: 32)
    }

    private func packing(for matrix: Matrix) -> kernels_packing {
        kernels.pointee.quickest_packing(matrix.weights.type, activations.packing)
    }

    /// How the numbers of large batches are rounded that some matrices are multiplied with, the coarsest way: `I16`, `I8`, `BF16`; nil if
    /// they are not.
    func rounding(with matrices: [Matrix]) -> String? {
        switch matrices.map(packing(for:)).max(by: { $0.rawValue < $1.rawValue }) {
        case KERNELS_WORDS: "I16"
        case KERNELS_BRAIN_FLOATS: "BF16"
        case KERNELS_BYTES: "I8"
        default: nil
        }
    }

    private func pack(_ x: Rows, _ packing: kernels_packing) -> Input {
        let group = Int(KERNELS_ROW_GROUP)
        let count = (x.count + group - 1) / group * group * x.width
        if packed.count < count { packed = FloatBuffer(count: count) }
        let target = packed.pointer
        pool.run { part in
            let rows = pool.share(of: x.count, part: part, group: group)
            kernels.pointee.pack(
                packing, x.start, x.width, x.count, x.width, rows.lowerBound, rows.upperBound, target)
        }
        return .packed(target, count: x.count, packing)
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

extension kernels_packing {
    /// All of them, the most exact first.
    static let all = (KERNELS_FLOATS.rawValue...KERNELS_BYTES.rawValue).map(kernels_packing.init(rawValue:))
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
