import Generation
import Testing

@testable import Corpora

struct VectorSetTests {
    @Test(arguments: 0..<50)
    func `finds the nearest in numpy's order`(query: Int) throws {
        let set = try GeometryFigures.set()
        let near = set.nearest(to: GeometryFigures.vectors[query], count: 10)
        #expect(try near.map(\.index) == GeometryFigures.indices("nearest \(query)"))
        #expect(try GeometryFigures.difference(near.map(\.cosine), GeometryFigures.numbers("cosines \(query)")) < 1e-6)
    }

    @Test func `leaves out what is not wanted`() throws {
        let near = try GeometryFigures.set().nearest(to: GeometryFigures.vectors[0], count: 3, excluding: [0])
        #expect(try near.map(\.index) == Array(GeometryFigures.indices("nearest 0")[1...3]))
    }

    @Test func `finds every vector's nearest at once`() throws {
        let all = try GeometryFigures.set().nearestOfAll(count: 9) { _ in }
        for query in 0..<50 {
            #expect(try all[query].map(\.index) == Array(GeometryFigures.indices("nearest \(query)").dropFirst()))
        }
    }

    @Test func `tells vectors apart that are the same in halves`() throws {
        // They differ by less than a half can say, so only the floats know the order.
        let vectors = (0..<40).map { index in [Float(1), 0.5 + Float((index * 7) % 40) * 2e-6] }
        let near = try VectorSet(rows: vectors).nearest(to: [0, 1], count: 5)
        #expect(near.map { ($0.index * 7) % 40 } == [39, 38, 37, 36, 35])
    }

    @Test func `measures a selection each with each`() throws {
        let cosines = try GeometryFigures.set().cosines(among: [3, 7, 11, 200])
        #expect(try GeometryFigures.difference(cosines, GeometryFigures.numbers("selection")) < 1e-6)
    }

    @Test func `adds and takes away`() throws {
        let set = try GeometryFigures.set()
        let direction = set.combination(plus: [5, 40], minus: [17])
        #expect(try GeometryFigures.difference(direction, GeometryFigures.numbers("combination")) < 1e-6)
        #expect(
            try set.nearest(to: direction, count: 5).map(\.index) == GeometryFigures.indices("combination nearest"))
    }

    @Test func `a text without direction is near to nothing`() throws {
        let set = try VectorSet(rows: [[0, 0], [1, 0]])
        #expect(set.nearest(to: [1, 0], count: 2).map(\.cosine) == [1, 0])
        #expect(set.nearest(to: [1, 0, 0], count: 2).isEmpty)
        #expect(try VectorSet(rows: []).nearest(to: [1, 0, 0], count: 2).isEmpty)
    }

    @Test func `refuses what is no number`() {
        #expect(throws: Failure.self) { try VectorSet(rows: [[1, .nan]]) }
    }

    @Test(arguments: [
        (Float(1), UInt16(0x3C00)), (-0.5, 0xB800), (0, 0), (0x1p-14, 0x0400), (0x1p-24, 1), (0x1.8p-25, 1),
        (0.1, 0x2E66),
        (0x1.ffcp-1, 0x3BFF), (0x1.fffp-1, 0x3C00),
    ])
    func `rounds to the nearest half`(value: Float, bits: UInt16) {
        #expect(HalfFloat.bits([value]) == [bits])
    }
}
