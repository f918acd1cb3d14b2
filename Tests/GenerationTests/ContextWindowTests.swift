import Generation
import Testing

@Suite("The context window")
struct ContextWindowTests {
    @Test func `leaves nothing out while everything fits`() {
        let window = ContextWindow(promptCount: 10, count: 16, pinnedCount: 3, limit: 16)
        #expect(window.dropped.isEmpty)
        #expect(window.visibleCount == 16)
    }

    @Test func `drops exactly what a long prompt has too much, behind the pinned tokens`() {
        let window = ContextWindow(promptCount: 101, count: 101, pinnedCount: 7, limit: 64)
        #expect(window.dropped == 7..<44)
        #expect(window.visibleCount == 64)
    }

    @Test(arguments: [1, 2, 15, 16, 17, 64, 100])
    func `never shows more than the limit while text is generated`(limit: Int) {
        for count in 20...300 {
            let window = ContextWindow(promptCount: 20, count: count, pinnedCount: 5, limit: limit)
            #expect(window.visibleCount <= limit || window.visibleCount == 1)
            #expect(window.key(ofSequenceIndex: count - 1) == window.visibleCount - 1)
        }
    }

    @Test func `does not keep pinned tokens that leave no room`() {
        let window = ContextWindow(promptCount: 20, count: 20, pinnedCount: 12, limit: 8)
        #expect(window.pinnedCount == 0)
        #expect(window.dropped == 0..<12)
    }

    @Test func `translates between keys and tokens both ways`() {
        let window = ContextWindow(promptCount: 40, count: 50, pinnedCount: 4, limit: 32)
        for key in 0..<window.visibleCount {
            #expect(window.key(ofSequenceIndex: window.sequenceIndex(ofKey: key)) == key)
        }
        for index in window.dropped { #expect(window.key(ofSequenceIndex: index) == nil) }
    }
}
