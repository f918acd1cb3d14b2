import Generation

/// Collects the pieces of a vocabulary that lists them with their ids.
struct PieceTable {
    /// The pieces by id; ids that no piece has are empty.
    private(set) var pieces: [[UInt8]] = []
    private let limit: Int
    private let location: String

    /// Makes a table.
    ///
    /// - Parameters:
    ///   - limit: ids from here on are refused: a file must not decide how much memory is taken.
    ///   - location: the file's path, for messages.
    init(limit: Int, location: String) {
        self.limit = limit
        self.location = location
    }

    /// Adds a piece and returns its id.
    @discardableResult
    mutating func set(_ piece: [UInt8], id: Int?) throws(Failure) -> TokenID {
        guard let id, id >= 0, id < limit else {
            throw Failure(
                .malformed, "a piece of the vocabulary has no usable id",
                at: "\(location): \(String(decoding: piece, as: UTF8.self))", expected: "0…\(limit - 1)",
                found: id.map(String.init))
        }
        while pieces.count <= id { pieces.append([]) }
        guard pieces[id].isEmpty || pieces[id] == piece else {
            let both = [pieces[id], piece].map { String(decoding: $0, as: UTF8.self) }
            throw Failure(
                .malformed, "two pieces have the same id", at: location, found: "\(both[0]) and \(both[1]) at \(id)")
        }
        pieces[id] = piece
        return id
    }
}
