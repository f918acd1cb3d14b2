import Generation

/// How the states of a text's tokens become one vector.
///
/// The kinds, their order where there are several, and their names: sentence-transformers' `Pooling`.
enum Pooling: String, Hashable, Sendable, CaseIterable {
    /// The first token's.
    case first = "cls"
    /// The largest of each component.
    case maximum = "max"
    /// The mean.
    case mean
    /// The sum, divided by the square root of the number of tokens.
    case meanOfRoot = "mean_sqrt_len_tokens"
    /// The mean in which token i counts i + 1 times.
    case weightedMean = "weightedmean"
    /// The last token's.
    case last = "lasttoken"

    /// What sentence-transformers' `1_Pooling/config.json` calls it.
    fileprivate var switchName: String {
        switch self {
        case .first: "pooling_mode_cls_token"
        case .maximum: "pooling_mode_max_tokens"
        case .mean: "pooling_mode_mean_tokens"
        case .meanOfRoot: "pooling_mode_mean_sqrt_len_tokens"
        case .weightedMean: "pooling_mode_weightedmean_tokens"
        case .last: "pooling_mode_lasttoken"
        }
    }

    /// One vector, `[E]`, of some rows of states.
    func pool(_ states: Rows, _ text: Range<Int>) -> [Float] {
        let row = { (index: Int) in UnsafeBufferPointer(start: states[index], count: states.width) }
        switch self {
        case .first: return Array(row(text.lowerBound))
        case .last: return Array(row(text.upperBound - 1))
        case .maximum:
            return text.dropFirst().reduce(into: Array(row(text.lowerBound))) { best, index in
                for (place, value) in row(index).enumerated() where value > best[place] { best[place] = value }
            }
        case .mean, .meanOfRoot, .weightedMean:
            var sum = [Float](repeating: 0, count: states.width)
            var total: Float = 0
            for (place, index) in text.enumerated() {
                let weight: Float = self == .weightedMean ? Float(place + 1) : 1
                total += weight
                for (component, value) in row(index).enumerated() { sum[component] += weight * value }
            }
            let divisor = self == .meanOfRoot ? total.squareRoot() : total
            return sum.map { $0 / divisor }
        }
    }

    /// What a `1_Pooling/config.json` asks for; several are put one after the other.
    static func read(_ json: JSON, location: String) throws(Failure) -> [Pooling] {
        if let name = json["pooling_mode"]?.text {
            guard let pooling = Pooling(rawValue: name) else {
                throw Failure(
                    .unsupported, "cannot pool like this", at: "\(location): pooling_mode",
                    expected: allCases.map(\.rawValue).joined(separator: ", "), found: name)
            }
            return [pooling]
        }
        let kinds = allCases.filter { json[$0.switchName]?.bool == true }
        guard !kinds.isEmpty else {
            throw Failure(
                .malformed, "no way to pool is switched on", at: location,
                expected: "one of " + allCases.map(\.switchName).joined(separator: ", "))
        }
        return kinds
    }
}

extension [Float] {
    /// The vector divided by its length; zeros stay zeros.
    var normalized: [Float] {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? map { $0 / length } : self
    }
}
