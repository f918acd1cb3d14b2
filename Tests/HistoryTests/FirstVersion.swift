/// A history as the first version of the schema wrote it; it stays as it is.
enum FirstVersion {
    static let sql = """
        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
        INSERT INTO grdb_migrations VALUES ('1 runs');
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT, startedAt REAL NOT NULL, modelReference TEXT NOT NULL,
            modelName TEXT NOT NULL, isLocal INTEGER NOT NULL, checksum TEXT, isRaw INTEGER NOT NULL, system TEXT,
            user TEXT NOT NULL, turns TEXT, settings TEXT NOT NULL, encodedText TEXT, encodedTokens BLOB,
            pinnedCount INTEGER, text TEXT, finish TEXT, failure TEXT, tokenCount INTEGER, tokensPerSecond REAL,
            account TEXT);
        CREATE INDEX runByModel ON run (modelReference);
        CREATE TABLE step (
            runID INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE, position INTEGER NOT NULL,
            token INTEGER NOT NULL, bytes BLOB NOT NULL, isSpecial INTEGER NOT NULL, text TEXT NOT NULL,
            probability REAL, unsampledProbability REAL, rank INTEGER, entropyBits REAL, unsampledEntropyBits REAL,
            candidates BLOB, PRIMARY KEY (runID, position)) WITHOUT ROWID;
        INSERT INTO run (startedAt, modelReference, modelName, isLocal, isRaw, user, settings, text, finish, tokenCount)
            VALUES (1795000000, 'nano', 'nano', 1, 1, 'Un texto viejo',
                '{"temperature":1,"top_k":0,"top_p":1,"min_p":0,"typical_p":1,"repetition_penalty":1,"presence_penalty":0,"frequency_penalty":0,"seed":42,"max_new_tokens":64,"stop":[],"forced":[],"interventions":[],"given_tokens":0}',
                ' y su salida', 'length', 1);
        INSERT INTO step (runID, position, token, bytes, isSpecial, text) VALUES (1, 0, 5, x'20', 0, ' y su salida');
        """
}
