import Generation

/// Tokens in few bytes: of each its number, its bytes, and whether it is special.
///
/// Numbers take as many bytes as they need (seven bits in each, the lowest first). What cannot be read is nil, never a trap.
enum PackedTokens {
    static func pack(_ tokens: [Token]) -> [UInt8] {
        var writer = PackedWriter()
        writer.write(tokens.count)
        for token in tokens { writer.write(token) }
        return writer.bytes
    }

    static func unpack(_ bytes: [UInt8]) -> [Token]? {
        var reader = PackedReader(bytes)
        guard let count = reader.number(), count <= bytes.count else { return nil }
        var tokens: [Token] = []
        for _ in 0..<count {
            guard let token = reader.token() else { return nil }
            tokens.append(token)
        }
        return tokens
    }

    static func pack(_ candidates: [Candidate]) -> [UInt8] {
        var writer = PackedWriter()
        writer.write(candidates.count)
        for candidate in candidates {
            writer.write(candidate.token)
            writer.write(candidate.rank)
            writer.write(candidate.probability)
            writer.write(candidate.unsampledProbability)
            writer.write(candidate.cutBy.flatMap(SamplingStage.allCases.firstIndex).map { $0 + 1 } ?? 0)
        }
        return writer.bytes
    }

    static func unpackCandidates(_ bytes: [UInt8]) -> [Candidate]? {
        var reader = PackedReader(bytes)
        guard let count = reader.number(), count <= bytes.count else { return nil }
        var candidates: [Candidate] = []
        for _ in 0..<count {
            guard let token = reader.token(), let rank = reader.number(), let probability = reader.double(),
                let unsampled = reader.double(), let stage = reader.number()
            else { return nil }
            candidates.append(
                Candidate(
                    token: token, rank: rank, probability: probability, unsampledProbability: unsampled,
                    cutBy: SamplingStage.allCases.indices.contains(stage - 1)
                        ? SamplingStage.allCases[stage - 1] : nil))
        }
        return candidates
    }
}

private struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes a number; −1, which stands for a token whose number is not disclosed, is the only negative one.
    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number)) &+ 1
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ number: Double) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: number.bitPattern >> UInt64(shift)))
        }
    }

    mutating func write(_ token: Token) {
        write(token.id)
        write(token.bytes.count * 2 + (token.isSpecial ? 1 : 0))
        bytes += token.bytes
    }
}

private struct PackedReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func number() -> Int? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 {
                let number = Int64(bitPattern: value &- 1)
                return number < -1 ? nil : Int(exactly: number)
            }
        }
        return nil
    }

    mutating func double() -> Double? {
        guard rest.count >= 8 else { return nil }
        let pattern = rest.prefix(8).enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        rest = rest.dropFirst(8)
        return Double(bitPattern: pattern)
    }

    mutating func token() -> Token? {
        guard let id = number(), let length = number(), length >= 0, length / 2 <= rest.count else { return nil }
        let bytes = Array(rest.prefix(length / 2))
        rest = rest.dropFirst(length / 2)
        return Token(id: id, bytes: bytes, isSpecial: !length.isMultiple(of: 2))
    }
}
