import Foundation
public import Generation
import GRDB

// Vectors by model and text, and the collections that are made of them.

extension HistoryStore: VectorArchive {
    /// The vectors of texts that are known, nil where one is not.
    public func vectors(of texts: [String], _ identity: EmbeddingIdentity) async throws -> [[Float]?] {
        let hashes = texts.map(TextHash.of)
        return try await read { database in
            guard let model = try Int64.fetchOne(database, sql: Self.findModel, arguments: [identity.key]) else {
                return hashes.map { _ in nil }
            }
            let statement = try database.cachedStatement(
                sql: "SELECT numbers FROM vector WHERE modelID = ? AND textHash = ?")
            return try hashes.map { hash in
                try Data.fetchOne(statement, arguments: [model, hash]).map(PackedVector.unpack)
            }
        }
    }

    /// Remembers the vectors of texts in one transaction; what is known already stays.
    public func store(_ vectors: [[Float]], of texts: [String], _ identity: EmbeddingIdentity) async throws {
        let rows = zip(texts, vectors).map { (TextHash.of($0), PackedVector.pack($1), $1.count) }
        try await write { database in
            try database.execute(
                sql: "INSERT OR IGNORE INTO vectorModel (identity) VALUES (?)", arguments: [identity.key])
            let model = try Int64.fetchOne(database, sql: Self.findModel, arguments: [identity.key])
            let statement = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO vector (modelID, textHash, dimensions, numbers) VALUES (?, ?, ?, ?)")
            for (hash, numbers, dimensions) in rows {
                try statement.execute(arguments: [model, hash, dimensions, numbers])
            }
        }
    }

    /// All collections, the newest first.
    public func collections() async throws -> [VectorCollection.Summary] {
        try await read { database in
            try Row.fetchAll(database, sql: Self.summaries + " ORDER BY collection.id DESC")
                .map(VectorCollection.Summary.init)
        }
    }

    /// Keeps a corpus under a name, in place of what had that name before.
    public func save(
        _ corpus: Corpus, named name: String, modelReference: String, _ identity: EmbeddingIdentity
    ) async throws -> VectorCollection.Summary {
        let createdAt = Date().timeIntervalSince1970
        let columns = try JSONText.write(corpus.otherColumns)
        let rows = try corpus.texts.map { text in
            StoredText(
                row: text.row, text: text.text, fields: try JSONText.write(text.fields), hash: TextHash.of(text.text))
        }
        let path = path
        try await write { database in
            guard let model = try Int64.fetchOne(database, sql: Self.findModel, arguments: [identity.key]) else {
                throw Failure(.notFound, "no vectors of this model are known", at: path, expected: identity.key)
            }
            try database.execute(sql: "DELETE FROM collection WHERE name = ?", arguments: [name])
            try database.execute(
                sql: """
                    INSERT INTO collection (name, modelID, modelReference, identity, source, textColumn, columns, createdAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    name, model, modelReference, try JSONText.write(StoredIdentity(identity)), corpus.source,
                    corpus.column, columns, createdAt,
                ])
            let collection = database.lastInsertedRowID
            let statement = try database.cachedStatement(
                sql: """
                    INSERT INTO collectionText (collectionID, position, sourceRow, text, fields, vectorID)
                    VALUES (?, ?, ?, ?, ?, (SELECT id FROM vector WHERE modelID = ? AND textHash = ?))
                    """)
            for (position, row) in rows.enumerated() {
                try statement.execute(arguments: [
                    collection, position, row.row, row.text, row.fields, model, row.hash,
                ])
            }
        }
        return try await summary(of: name)
    }

    /// A collection with its texts and vectors.
    public func collection(named name: String) async throws -> VectorCollection {
        let summary = try await summary(of: name)
        let path = path
        return try await read { database in
            let columns = try String.fetchOne(
                database, sql: "SELECT columns FROM collection WHERE name = ?", arguments: [name])
            var texts: [CorpusText] = []
            texts.reserveCapacity(summary.count)
            var vectors = VectorTable(dimensions: max(1, summary.dimensions))
            vectors.reserveCapacity(summary.count)
            let rows = try Row.fetchCursor(
                database,
                sql: """
                    SELECT sourceRow, text, fields, numbers FROM collectionText
                    JOIN collection ON collection.id = collectionID JOIN vector ON vector.id = vectorID
                    WHERE name = ? ORDER BY position
                    """, arguments: [name])
            while let row = try rows.next() {
                let vector = PackedVector.unpack(row["numbers"])
                guard vector.count == vectors.dimensions else {
                    throw Failure(
                        .malformed, "the collection's vectors cannot be compared", at: path,
                        expected: "\(vectors.dimensions) numbers each", found: "\(vector.count)")
                }
                texts.append(
                    CorpusText(
                        row["text"], row: row["sourceRow"],
                        fields: try JSONText.read([String].self, from: row["fields"])))
                vectors.append(vector)
            }
            let corpus = Corpus(
                source: summary.source, column: summary.column,
                otherColumns: try JSONText.read([String].self, from: columns ?? "[]"), texts: texts)
            return VectorCollection(summary: summary, corpus: corpus, vectors: vectors)
        }
    }

    /// Forgets a collection and the vectors that no other one needs.
    public func deleteCollection(named name: String) async throws {
        try await write { database in
            let vectors = try Int64.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT vectorID FROM collectionText JOIN collection ON collection.id = collectionID
                    WHERE name = ?
                    """, arguments: [name])
            try database.execute(sql: "DELETE FROM collection WHERE name = ?", arguments: [name])
            let statement = try database.cachedStatement(
                sql:
                    "DELETE FROM vector WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM collectionText WHERE vectorID = ?1)"
            )
            for vector in vectors { try statement.execute(arguments: [vector]) }
        }
    }

    private func summary(of name: String) async throws -> VectorCollection.Summary {
        let found = try await read { database in
            let row = try Row.fetchOne(database, sql: Self.summaries + " WHERE name = ?", arguments: [name])
            return try row.map(VectorCollection.Summary.init)
        }
        if let found { return found }
        let names = try await collections().map(\.name)
        throw Failure(
            .notFound, "there is no such collection", at: name,
            expected: names.isEmpty ? nil : "one of \(names.joined(separator: ", "))",
            hint: "mirilla embed --csv FILE --column NAME --collection \(name) makes one")
    }

    private static let findModel = "SELECT id FROM vectorModel WHERE identity = ?"
    private static let summaries = """
        SELECT name, modelReference, identity, source, textColumn,
            strftime('%Y-%m-%d %H:%M', createdAt, 'unixepoch', 'localtime') AS time,
            (SELECT count(*) FROM collectionText WHERE collectionID = collection.id) AS count,
            (SELECT dimensions FROM collectionText JOIN vector ON vector.id = vectorID
                WHERE collectionID = collection.id AND position = 0) AS dimensions
        FROM collection
        """
}
