import Crypto
import Foundation
import Generation
import GRDB

/// A text of a collection as it is written.
struct StoredText: Sendable {
    let row: Int
    let text: String
    let fields: String
    let hash: Data
}

/// What decided the vectors of a collection, so that a query can be embedded alike.
struct StoredIdentity: Codable {
    let model: String
    let dimensions: Int?
    let role: String?

    init(_ identity: EmbeddingIdentity) {
        (model, dimensions, role) = (identity.model, identity.dimensions, identity.role?.rawValue)
    }

    var identity: EmbeddingIdentity {
        EmbeddingIdentity(model: model, dimensions: dimensions, role: role.flatMap(EmbeddingRole.init))
    }
}

extension VectorCollection.Summary {
    init(_ row: Row) throws {
        self.init(
            name: row["name"], modelReference: row["modelReference"],
            identity: try JSONText.read(StoredIdentity.self, from: row["identity"]).identity, source: row["source"],
            column: row["textColumn"], created: row["time"], count: row["count"], dimensions: row["dimensions"] ?? 0)
    }
}

/// By which a text is found: SHA-256 of its UTF-8.
enum TextHash {
    static func of(_ text: String) -> Data { Data(SHA256.hash(data: Data(text.utf8))) }
}

/// A vector's numbers as they are stored: F32, the lower byte first.
enum PackedVector {
    static func pack(_ vector: [Float]) -> Data {
        var data = Data(capacity: 4 * vector.count)
        for value in vector { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
        return data
    }

    static func unpack(_ data: Data) -> [Float] {
        data.withUnsafeBytes { bytes in
            (0..<bytes.count / 4).map {
                Float(bitPattern: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self)))
            }
        }
    }
}
