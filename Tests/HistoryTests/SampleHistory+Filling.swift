import Foundation
import Generation

@testable import History
import GRDB

extension SampleHistory {
    /// Writes so many runs at once, with words of their own.
    func fill(runCount: Int, tokenCount: Int) async throws {
        let settings = try JSONText.write(StoredSettings(.sample(.raw(""))))
        try await store.pool.write { [index = store.index] database in
            for number in 1...runCount {
                try database.cachedStatement(
                    sql: """
                        INSERT INTO run (startedAt, modelReference, modelName, isLocal, isRaw, user, settings, text, finish,
                            tokenCount, tokensPerSecond) VALUES (?, ?, ?, 1, 1, ?, ?, ?, 'length', ?, 100)
                        """
                ).execute(arguments: [
                    1_700_000_000 + number * 60, "model \(number % 7)", "model \(number % 7)",
                    "Tell me the story number\(number) of the small dog in the big park", settings,
                    "Once upon a time there was a dog called word\(number % 500) that liked stories about "
                        + "word\(number % 331) and word\(number % 97).", tokenCount,
                ])
                let id = database.lastInsertedRowID
                for position in 0..<tokenCount {
                    try database.cachedStatement(
                        sql: """
                            INSERT INTO step (runID, position, token, bytes, isSpecial, text, probability,
                                unsampledProbability, rank) VALUES (?, ?, ?, ?, 0, ?, 0.5, 0.25, 1)
                            """
                    ).execute(arguments: [id, position, position, Data([0x20, 0x61]), " a"])
                }
                try index.update(id, in: database)
            }
        }
    }
}
