import Generation
import Testing

@testable import Corpora

struct MapTests {
    @Test func `finds the principal components that numpy finds`() throws {
        let components = try PrincipalComponents(of: GeometryFigures.set())
        let places = components.places.prefix(20).flatMap { [$0.x, $0.y] }
        #expect(try GeometryFigures.difference(components.axes.flatMap(\.self), GeometryFigures.numbers("axes")) < 1e-4)
        #expect(try GeometryFigures.difference(Array(places), GeometryFigures.numbers("places")) < 1e-4)
        #expect(
            try GeometryFigures.difference(
                components.explained.map { Float($0) }, GeometryFigures.numbers("explained")) < 1e-5)
    }

    @Test func `puts another vector on the same map`() throws {
        let set = try GeometryFigures.set()
        let components = try PrincipalComponents(of: set)
        let place = components.place(of: Array(set[7]))
        #expect(abs(place.x - components.places[7].x) < 1e-5 && abs(place.y - components.places[7].y) < 1e-5)
    }

    @Test(arguments: [[[Float]](), [[1, 2, 3]], [[1, 0], [1, 0]], [[1], [-1], [1]]])
    func `has a place for few vectors and for equal ones`(vectors: [[Float]]) throws {
        let set = try VectorSet(rows: vectors)
        let components = try PrincipalComponents(of: set)
        #expect(components.places.count == vectors.count)
        #expect(components.places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
        let map = try NeighbourMap(of: set, from: components.places, seed: 1)
        #expect(map.places.count == vectors.count && map.places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }

    @Test func `keeps neighbours together better than the principal components`() throws {
        let set = try GeometryFigures.set()
        let start = try PrincipalComponents(of: set).places
        let map = try NeighbourMap(of: set, from: start, seed: 42)
        let before = NeighbourMap.preservedShare(of: set.nearestOfAll(count: 10) { _ in }, on: start)
        #expect(map.preservedShare > before + 0.1)
        // Members of a group lie nearer to each other than to the other groups.
        let group = { (index: Int) in index % 6 }
        let same = (0..<240).count { index in
            let nearest = (0..<240).filter { $0 != index }.min {
                distance(map.places[$0], map.places[index]) < distance(map.places[$1], map.places[index])
            }
            return nearest.map(group) == group(index)
        }
        #expect(same > 200)
    }

    @Test func `is the same for the same seed, and another for another`() throws {
        let set = try GeometryFigures.set()
        let start = try PrincipalComponents(of: set).places
        let first = try NeighbourMap(of: set, from: start, seed: 7).places
        #expect(try NeighbourMap(of: set, from: start, seed: 7).places == first)
        #expect(try NeighbourMap(of: set, from: start, seed: 8).places != first)
    }

    @Test func `tells how far it is and stops when it is told to`() throws {
        struct Enough: Error {}
        let set = try GeometryFigures.set()
        let start = try PrincipalComponents(of: set).places
        var heard: [Double] = []
        #expect(throws: Enough.self) {
            _ = try NeighbourMap(of: set, from: start, seed: 1) { progress in
                heard.append(progress.fraction)
                #expect(progress.places.count == set.count)
                if heard.count == 5 { throw Enough() }
            }
        }
        #expect(heard == heard.sorted() && heard.count == 5)
    }

    private func distance(_ first: SIMD2<Float>, _ second: SIMD2<Float>) -> Float {
        ((first - second) * (first - second)).sum()
    }
}
