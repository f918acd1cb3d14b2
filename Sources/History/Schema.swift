import GRDB

/// The tables, version by version; a version that was published never changes.
///
/// ```
/// run   one row a run: question, prompt as the model received it, ending
/// step  one row a token, written as it comes
///
/// vectorModel      one row for each way to make vectors
/// vector           one row for each of its texts, found by the text's hash
/// collection       a corpus under a name
/// collectionText   its texts, each with its vector
/// ```
/// The words of a run are searched in a table of their own (`SearchIndex`), which can be made again from these two.
enum Schema {
    /// The first version: what a run was asked and what came.
    static let first = "1 runs"
    /// The second: what people say about runs.
    static let second = "2 stars and notes"

    /// The third: what models thought before they wrote.
    static let third = "3 thoughts"
    /// The fourth: vectors of texts, and corpora made of them.
    static let fourth = "4 vectors and collections"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(first) { database in
            try database.execute(
                sql: """
                    CREATE TABLE run (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        startedAt REAL NOT NULL,
                        modelReference TEXT NOT NULL,
                        modelName TEXT NOT NULL,
                        isLocal INTEGER NOT NULL,
                        checksum TEXT,
                        isRaw INTEGER NOT NULL,
                        system TEXT,
                        user TEXT NOT NULL,
                        turns TEXT,
                        settings TEXT NOT NULL,
                        encodedText TEXT,
                        encodedTokens BLOB,
                        pinnedCount INTEGER,
                        text TEXT,
                        finish TEXT,
                        failure TEXT,
                        tokenCount INTEGER,
                        tokensPerSecond REAL,
                        account TEXT
                    );
                    CREATE INDEX runByModel ON run (modelReference);
                    CREATE TABLE step (
                        runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
                        position INTEGER NOT NULL,
                        token INTEGER NOT NULL,
                        bytes BLOB NOT NULL,
                        isSpecial INTEGER NOT NULL,
                        text TEXT NOT NULL,
                        probability REAL,
                        unsampledProbability REAL,
                        rank INTEGER,
                        entropyBits REAL,
                        unsampledEntropyBits REAL,
                        candidates BLOB,
                        PRIMARY KEY (runID, position)
                    ) WITHOUT ROWID;
                    """)
        }
        migrator.registerMigration(second) { database in
            try database.execute(
                sql: """
                    ALTER TABLE run ADD COLUMN isStarred INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE run ADD COLUMN note TEXT NOT NULL DEFAULT '';
                    CREATE INDEX runByStar ON run (id) WHERE isStarred;
                    """)
        }
        migrator.registerMigration(third) { database in
            try database.execute(sql: "ALTER TABLE run ADD COLUMN reasoning TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration(fourth) { database in
            try database.execute(
                sql: """
                    CREATE TABLE vectorModel (
                        id INTEGER PRIMARY KEY,
                        identity TEXT NOT NULL UNIQUE
                    );
                    CREATE TABLE vector (
                        id INTEGER PRIMARY KEY,
                        modelID INTEGER NOT NULL REFERENCES vectorModel (id),
                        textHash BLOB NOT NULL,
                        dimensions INTEGER NOT NULL,
                        numbers BLOB NOT NULL,
                        UNIQUE (modelID, textHash)
                    );
                    CREATE TABLE collection (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        name TEXT NOT NULL UNIQUE,
                        modelID INTEGER NOT NULL REFERENCES vectorModel (id),
                        modelReference TEXT NOT NULL,
                        identity TEXT NOT NULL,
                        source TEXT,
                        textColumn TEXT,
                        columns TEXT NOT NULL,
                        createdAt REAL NOT NULL
                    );
                    CREATE TABLE collectionText (
                        collectionID INTEGER NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
                        position INTEGER NOT NULL,
                        sourceRow INTEGER NOT NULL,
                        text TEXT NOT NULL,
                        fields TEXT NOT NULL,
                        vectorID INTEGER NOT NULL REFERENCES vector (id),
                        PRIMARY KEY (collectionID, position)
                    ) WITHOUT ROWID;
                    CREATE INDEX collectionTextByVector ON collectionText (vectorID);
                    """)
        }
        return migrator
    }
}
