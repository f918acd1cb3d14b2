/// How well a search fits a candidate, and where.
public struct FuzzyMatch: Hashable, Sendable {
    /// Higher is better; comparable only between matches of the same search.
    public var score: Int
    /// The numbers of the candidate's characters that matched, ascending; one per character of the search.
    public var positions: [Int]

    /// Finds the letters of a search in a candidate, in order, without regard to case and common accents.
    ///
    /// Letters at the start of words and next to each other count more; `nil` when not all are there. An empty search
    /// fits everything equally. Spaces in the search are skipped.
    public init?(_ search: String, in candidate: String) {
        let wanted = search.filter { !$0.isWhitespace }.map(Self.folded)
        let letters = Array(candidate)
        guard wanted.count <= letters.count else { return nil }
        guard !wanted.isEmpty else {
            score = 0
            positions = []
            return
        }
        let folded = letters.map(Self.folded)
        // best[i][j]: the best score with wanted[i] at letter j; `from` remembers where wanted[i − 1] was then.
        var best: [[Int?]] = []
        var from: [[Int]] = []
        for (index, letter) in wanted.enumerated() {
            var row = [Int?](repeating: nil, count: letters.count)
            var origin = [Int](repeating: 0, count: letters.count)
            var bestBefore: (score: Int, at: Int)?
            for place in letters.indices {
                if index > 0, place > 0, let score = best[index - 1][place - 1], score > bestBefore?.score ?? Int.min {
                    bestBefore = (score, place - 1)
                }
                guard folded[place] == letter else { continue }
                let bonus = Self.bonus(at: place, in: letters)
                if index == 0 {
                    row[place] = bonus - min(place, 10)
                    continue
                }
                guard let before = bestBefore else { continue }
                var choice = (score: before.score + bonus, at: before.at)
                if let adjacent = best[index - 1][place - 1], adjacent + bonus + 15 >= choice.score {
                    choice = (adjacent + bonus + 15, place - 1)
                }
                row[place] = choice.score
                origin[place] = choice.at
            }
            best.append(row)
            from.append(origin)
        }
        let ends = letters.indices.compactMap { place in best[wanted.count - 1][place].map { ($0, place) } }
        guard let end = ends.max(by: { $0.0 < $1.0 }) else { return nil }
        // Between equals the shorter candidate is the closer one.
        score = end.0 * 16 - min(letters.count, 15)
        var places = [end.1]
        for index in stride(from: wanted.count - 1, to: 0, by: -1) {
            places.append(from[index][places[places.count - 1]])
        }
        positions = places.reversed()
    }

    private static func folded(_ character: Character) -> Character {
        let lower = Character(character.lowercased().first.map(String.init) ?? String(character))
        return accents[lower] ?? lower
    }

    private static let accents: [Character: Character] = [
        "á": "a", "à": "a", "ä": "a", "â": "a", "é": "e", "è": "e", "ê": "e", "ë": "e", "í": "i", "ì": "i", "î": "i",
        "ï": "i", "ó": "o", "ò": "o", "ô": "o", "ö": "o", "ú": "u", "ù": "u", "û": "u", "ü": "u", "ñ": "n", "ç": "c",
    ]

    /// The start of a word is what people type.
    private static func bonus(at place: Int, in letters: [Character]) -> Int {
        guard place > 0 else { return 12 }
        let before = letters[place - 1]
        if !before.isLetter && !before.isNumber { return 10 }
        return before.isLowercase && letters[place].isUppercase ? 10 : 1
    }
}
