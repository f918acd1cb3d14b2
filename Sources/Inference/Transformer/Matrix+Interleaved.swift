import Dispatch
import Kernels

#if canImport(Musl)
    import Musl
#elseif canImport(Glibc)
    import Glibc
#endif

/// A matrix's rows once more, in the order in which the kernels decode fastest.
private final class InterleavedRows: @unchecked Sendable {
    /// Bytes of a page for which a processor looks up one address: what is read from one end to the other is read faster in those.
    private static let largePage = 2 << 20

    let bytes: UnsafeMutableRawPointer
    /// What keeps the rows as they are stored.
    private let source: any AnyObject & Sendable

    init(byteCount: Int, source: any AnyObject & Sendable) {
        let page = Self.largePage
        bytes = .allocate(byteCount: byteCount, alignment: byteCount < page ? 64 : page)
        // Whole large pages only: of one that is not full the rest would be taken too.
        #if os(Linux)
            madvise(bytes, byteCount / page * page, MADV_HUGEPAGE)
        #endif
        self.source = source
    }

    deinit { bytes.deallocate() }
}

extension Matrix {
    private static let bytesInMemoryTwice = 4 << 20

    /// The same matrix with groups of its rows put side by side, where that makes products faster: Q4_0, Q4_K, Q5_K and Q6_K on x86-64.
    ///
    /// It takes as much memory as the stored rows; their mapped pages are given back and come again where they are read.
    ///
    /// - Parameter isForFewRows: whether it is seldom multiplied with many rows at once. Q6_K is put side by side only then, because
    ///   for many its rows are read as they are stored.
    func interleaved(for kernels: UnsafePointer<kernels>, isForFewRows: Bool = false) -> Matrix {
        let groupSize = Int(KERNELS_INTERLEAVED_ROWS)
        let groups = outputs / groupSize
        let isFaster = [.q4_0, .q4_k, .q5_k].contains(type) || type == .q6_k && isForFewRows
        guard isFaster, groups > 0, let interleave = kernels.pointee.interleave else { return self }
        let groupBytes = groupSize * rowBytes
        let rows = InterleavedRows(byteCount: groups * groupBytes, source: owner)
        nonisolated(unsafe) let (from, to) = (weights.weights, rows.bytes)
        let (kernelType, inputs) = (weights.type, inputs)
        // Some megabytes at a time, so that no more than that is in memory twice.
        let slice = max(1, Self.bytesInMemoryTwice / groupBytes)
        for first in stride(from: 0, to: groups, by: slice) {
            let groups = first..<min(first + slice, groups)
            DispatchQueue.concurrentPerform(iterations: groups.count) { index in
                let offset = (groups.lowerBound + index) * groupBytes
                interleave(kernelType, from + offset, inputs, to + offset)
            }
            releaseRows(groups.lowerBound * groupSize..<groups.upperBound * groupSize)
        }
        var weights = weights
        weights.interleaved = UnsafeRawPointer(rows.bytes)
        weights.interleaved_outputs = groups * groupSize
        return Matrix(weights: weights, type: type, owner: rows)
    }
}

extension Linear {
    fileprivate func interleaved(for kernels: UnsafePointer<kernels>, isForFewRows: Bool = false) -> Linear {
        Linear(matrix: matrix.interleaved(for: kernels, isForFewRows: isForFewRows), bias: bias)
    }
}

extension Weights {
    /// The same weights, those of products in the order that the kernels like best.
    func interleaved(for kernels: UnsafePointer<kernels>) -> Weights {
        var weights = self
        weights.blocks = blocks.map { block in
            var block = block
            block.queryKeyValue = block.queryKeyValue.map { $0.interleaved(for: kernels) }
            block.attentionOutput = block.attentionOutput.interleaved(for: kernels)
            block.gate = block.gate?.interleaved(for: kernels)
            block.up = block.up.interleaved(for: kernels)
            block.down = block.down.interleaved(for: kernels)
            return block
        }
        weights.unembedding = unembedding.interleaved(for: kernels, isForFewRows: true)
        return weights
    }
}
