import Foundation
import Generation
import Testing

@testable import Corpora

/// What numpy derives from vectors that both make by the same formula (Tools/geometry_figures.py).
enum GeometryFigures {
    static let count = 240
    static let dimensions = 24

    static let vectors: [[Float]] = {
        var state = 1
        return (0..<count).map { row in
            (0..<dimensions).map { column in
                state = (state * 1_103_515_245 + 12345) % (1 << 31)
                let value = Double(state) / Double(1 << 31) - 0.5
                return Float(column == row % 6 ? value + 1 + 0.2 * Double(row % 6) : value)
            }
        }
    }()

    private static let lines: [String: [Double]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/geometry.txt")
        var lines: [String: [Double]] = [:]
        for line in (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? [] {
            let words = line.split(separator: " ")
            let isNamed = { (word: Substring) in Double(word) == nil }
            // `nearest 3` is a name of two words, of which the second is a number.
            let nameCount = ["nearest", "cosines"].contains(words.first) ? 2 : words.prefix(while: isNamed).count
            lines[words.prefix(nameCount).joined(separator: " ")] = words.dropFirst(nameCount).compactMap { Double($0) }
        }
        return lines
    }()

    /// The numbers under a name.
    static func numbers(_ name: String) throws -> [Double] { try #require(lines[name], "no figures named \(name)") }

    /// The numbers under a name, as places.
    static func indices(_ name: String) throws -> [Int] { try numbers(name).map { Int($0) } }

    static func set() throws -> VectorSet { try VectorSet(rows: vectors) }

    /// The largest difference between two lists of the same length.
    static func difference(_ found: [Float], _ expected: [Double]) -> Double {
        found.count == expected.count ? zip(found, expected).map { abs(Double($0) - $1) }.max() ?? 0 : .infinity
    }
}

extension VectorSet {
    /// A set of vectors written out.
    init(rows: [[Float]]) throws {
        try self.init(VectorTable(rows) ?? VectorTable(dimensions: 3))
    }
}
