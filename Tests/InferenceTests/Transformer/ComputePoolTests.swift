import Synchronization
import Testing

@testable import Inference

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

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

    @Test(arguments: 1...4, [0, 1, 3, 100])
    func `deals every item once`(threads: Int, count: Int) {
        let pool = ComputePool(threadCount: threads)
        let dealt = (0..<count).map { _ in ItemCount() }
        for _ in 0..<100 { pool.deal(count) { item, _ in dealt[item].count.add(1, ordering: .relaxed) } }
        #expect(dealt.allSatisfy { $0.count.load(ordering: .relaxed) == 100 })
    }

    @Test func `gives what a held up thread has not begun to another`() {
        let pool = ComputePool(threadCount: 2)
        let done = Atomic<Int>(0)
        // Whoever has the first item waits until all others are done, half of which were its own.
        pool.deal(100) { item, _ in
            while item == 0, done.load(ordering: .acquiring) < 99 { sched_yield() }
            done.add(1, ordering: .releasing)
        }
        #expect(done.load(ordering: .relaxed) == 100)
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

/// How often an item was dealt.
private final class ItemCount: Sendable {
    let count = Atomic(0)
}
