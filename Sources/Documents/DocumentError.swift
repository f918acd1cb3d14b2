/// What is wrong with a file that a person wrote, and where.
public struct DocumentError: Error, Hashable, Sendable {
    /// The file, as the caller named it.
    public var file: String
    /// The line, counted from 1, if it is known.
    public var line: Int?
    /// The column, counted from 1, if it is known.
    public var column: Int?
    /// The key: `roles.accent.fg`.
    public var key: String?
    /// What should be there.
    public var expected: String
    /// What is there.
    public var found: String
    /// What to do about it.
    public var hint: String?

    /// Makes an error.
    public init(
        file: String, line: Int? = nil, column: Int? = nil, key: String? = nil, expected: String, found: String,
        hint: String? = nil
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.key = key
        self.expected = expected
        self.found = found
        self.hint = hint
    }

    /// The error in one line: `mine.toml:12:1: roles.acent: expected a role, found "acent" (did you mean "accent"?)`.
    public var message: String {
        let place = [file] + [line, column].compactMap { $0.map(String.init) }
        let sentence = "expected \(expected), found \(found)" + (hint.map { " (\($0))" } ?? "")
        return ([place.joined(separator: ":")] + [key, sentence].compactMap { $0 }).joined(separator: ": ")
    }
}

/// The choice that somebody who wrote something else probably meant: at most two letters (a third of them) away.
public func nearest(to word: String, among choices: [String]) -> String? {
    let distances = choices.map { (choice: $0, distance: editDistance(word, $0)) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(2, word.count / 3) ? best.choice : nil
}

/// How many letters to add, drop, change or swap with their neighbour.
private func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.lowercased()), Array(right.lowercased()))
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            var cost = min(
                previous[column + 1] + 1, current[column] + 1, previous[column] + (left[row] == right[column] ? 0 : 1))
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, before[column - 1] + 1)
            }
            current.append(cost)
        }
        (before, previous) = (previous, current)
    }
    return previous[right.count]
}
