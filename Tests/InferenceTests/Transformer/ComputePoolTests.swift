import Synchronization
import Testing

@testable import Inference

@Suite("The compute pool")
struct ComputePoolTests {
    @Test(arguments: 1...5)
    func `does every part of every job once, and ends`(threads: Int) {
        let pool = ComputePool(threadCount: threads)
        var counts = Array(repeating: 0, count: threads)
        for _ in 0..<1000 {
            counts.withUnsafeMutableBufferPointer { counts in
                nonisolated(unsafe) let counts = counts
                pool.run { counts[$0] += 1 }
            }
        }
        #expect(counts == Array(repeating: 1000, count: threads))
    }

    @Test(arguments: 1...4, [0, 1, 31, 32, 33, 100, 50257])
    func `shares things out without a gap or an overlap`(threads: Int, count: Int) {
        let pool = ComputePool(threadCount: threads)
        let shares = (0..<threads).map { pool.share(of: count, part: $0, group: 32) }
        #expect(shares.flatMap { Array($0) } == Array(0..<count))
        #expect(shares.allSatisfy { $0.lowerBound.isMultiple(of: 32) || $0.isEmpty })
    }

    @Test func `ends its threads when it goes, again and again`() {
        for _ in 0..<50 {
            let pool = ComputePool(threadCount: 3)
            let sum = Atomic<Int>(0)
            pool.run { sum.add($0, ordering: .relaxed) }
            #expect(sum.load(ordering: .relaxed) == 3)
        }
    }
}
