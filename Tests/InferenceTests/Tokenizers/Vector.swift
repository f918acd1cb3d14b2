import Foundation

/// A text and what a tokenizer makes of it.
struct Vector {
    let text: String
    let decoded: String
    private let lists: [String: [Int]]

    /// The ids under that name.
    subscript(name: String) -> [Int] { lists[name] ?? [] }

    /// Reads a fixture: one JSON object on each line.
    static func read(_ name: String) throws -> [Vector] { try parse(Fixtures.bytes(name)) }

    /// Reads one JSON object on each line.
    static func parse(_ bytes: [UInt8]) throws -> [Vector] {
        try bytes.split(separator: 0x0A).map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
            return Vector(
                text: object["text"] as? String ?? "", decoded: object["decoded"] as? String ?? "",
                lists: object.compactMapValues { $0 as? [Int] })
        }
    }

    /// The prompts of a model's golden outputs.
    static func readGolden(_ name: String) throws -> [(text: String, ids: [Int])] {
        let object = try JSONSerialization.jsonObject(with: Data(Fixtures.bytes(name))) as? [String: Any] ?? [:]
        return (object["prompts"] as? [[String: Any]] ?? []).map {
            ($0["prompt"] as? String ?? "", $0["ids"] as? [Int] ?? [])
        }
    }
}
