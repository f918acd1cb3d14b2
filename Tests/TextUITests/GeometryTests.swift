import Testing

@testable import TextUI

struct GeometryTests {
    private let rect = Rect(column: 2, row: 1, columns: 20, rows: 10)

    @Test func `splits rows into fixed and flexible parts without gaps`() {
        let parts = rect.split(rows: [.fixed(3), .rest, .fixed(1)])
        #expect(parts.map(\.rows) == [3, 6, 1])
        #expect(parts.map(\.top) == [1, 4, 10])
        #expect(parts.allSatisfy { $0.columns == 20 && $0.left == 2 })
    }

    @Test func `shares what is left by weight and hands out every column`() {
        let parts = rect.split(columns: [.flexible(weight: 1), .flexible(weight: 2), .flexible(weight: 4)])
        #expect(parts.map(\.columns) == [2, 6, 12])
    }

    @Test func `keeps a minimum that is larger than the share`() {
        let parts = rect.split(columns: [.flexible(weight: 1, minimum: 14), .rest, .rest])
        #expect(parts.map(\.columns) == [14, 3, 3])
    }

    @Test(arguments: -1...25) func `parts never leave the rectangle`(columns: Int) {
        let rect = Rect(column: 0, row: 0, columns: columns, rows: 1)
        let parts = rect.split(columns: [.fixed(4), .flexible(minimum: 5), .fixed(6), .rest], spacing: 1)
        #expect(parts.count == 4)
        #expect(parts.allSatisfy { $0.isEmpty || ($0.left >= 0 && $0.right <= rect.columns) })
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.right <= $1.left })
    }

    @Test func `the last parts go without when there is no room`() {
        let parts = Rect(column: 0, row: 0, columns: 5, rows: 1).split(columns: [.fixed(4), .fixed(4), .fixed(4)])
        #expect(parts.map(\.columns) == [4, 1, 0])
    }

    @Test func `insets that are too large leave nothing`() {
        #expect(rect.inset(by: 5).isEmpty)
        #expect(rect.inset(by: 1) == Rect(column: 3, row: 2, columns: 18, rows: 8))
        #expect(rect.row(10).isEmpty)
    }

    @Test func `rectangles that do not meet share nothing`() {
        #expect(rect.intersection(Rect(column: 30, row: 0, columns: 5, rows: 5)).isEmpty)
        #expect(
            rect.intersection(Rect(column: 0, row: 0, columns: 4, rows: 3))
                == Rect(column: 2, row: 1, columns: 2, rows: 2))
    }
}
