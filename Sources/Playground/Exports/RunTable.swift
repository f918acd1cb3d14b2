#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
public import Generation

/// A run as a table for other programs.
public struct RunTable {
    private let branch: Branch

    /// Makes the table of a branch.
    public init(_ branch: Branch) {
        self.branch = branch
    }

    /// One line for each step; texts are quoted, figures that are not known are empty.
    public var csv: String {
        var rows = [
            [
                "index", "id", "text", "origin", "probability", "unsampled_probability", "rank", "surprisal_bits",
                "entropy_bits", "unsampled_entropy_bits", "cut",
            ]
        ]
        for step in branch.run.steps {
            let cut = step.distribution?.stages.filter { $0.removedCount > 0 }.map {
                "\($0.stage.rawValue):\($0.removedCount)"
            }
            rows.append([
                String(step.index), CSV.id(step.token), CSV.quoted(step.token.text), origin(of: step),
                CSV.figure(step.probability), CSV.figure(step.unsampledProbability), step.rank.map(String.init) ?? "",
                CSV.figure(step.surprisalBits), CSV.figure(step.distribution?.entropyBits),
                CSV.figure(step.distribution?.unsampledEntropyBits), (cut ?? []).joined(separator: " "),
            ])
        }
        return CSV.text(rows)
    }

    /// The steps as `mirilla generate --format json` writes them, with where each came from.
    public var json: [UInt8] {
        let run = branch.run
        return JSONText.bytes(
            RunRecord(
                model: run.model.description.reference, prompt: run.prompt?.text,
                interventions: run.request.interventions.map(\.written),
                steps: run.steps.map { StepRecord(step: $0, origin: origin(of: $0)) }, text: run.text))
    }

    /// Whether a step is the parent's, was put there by a person, or was drawn by the model.
    private func origin(of step: Step) -> String {
        if step.index < branch.position { return "parent" }
        return branch.forced.contains(step.index) ? "forced" : "generated"
    }
}

/// A distribution as a table for other programs.
public struct DistributionTable {
    private let distribution: Distribution

    /// Makes the table of a distribution.
    public init(_ distribution: Distribution) {
        self.distribution = distribution
    }

    /// One line for each candidate, and one for the rest of the vocabulary.
    public var csv: String {
        var rows = [["rank", "id", "text", "probability", "unsampled_probability", "cut_by"]]
        for candidate in distribution.candidates {
            rows.append([
                String(candidate.rank), CSV.id(candidate.token), CSV.quoted(candidate.token.text),
                CSV.figure(distribution.isSampled ? candidate.probability : nil),
                CSV.figure(candidate.unsampledProbability),
                candidate.cutBy?.rawValue ?? "",
            ])
        }
        let tail = distribution.tail
        rows.append([
            "", "", CSV.quoted("(\(tail.count) more)"), CSV.figure(distribution.isSampled ? tail.probability : nil),
            CSV.figure(tail.unsampledProbability), "",
        ])
        return CSV.text(rows)
    }

    /// Everything that is known of it.
    public var json: [UInt8] { JSONText.bytes(DistributionRecord(distribution: distribution)) }
}

/// Comma-separated values as RFC 4180 describes them, with plain line ends.
private enum CSV {
    static func text(_ rows: [[String]]) -> String {
        rows.map { $0.joined(separator: ",") + "\n" }.joined()
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    static func id(_ token: Token) -> String { token.disclosedID.map(String.init) ?? "" }

    static func figure(_ value: Double?) -> String { value.map { $0.isFinite ? String($0) : "" } ?? "" }
}

/// Values as JSON.
private enum JSONText {
    /// A figure that JSON cannot write is null, so encoding never fails.
    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { [UInt8]($0) + [0x0A] } ?? []
    }
}

/// What is not known is written as null, so that every object has the same keys.
private struct RunRecord: Encodable {
    let model: String
    let prompt: String?
    let interventions: [String]
    let steps: [StepRecord]
    let text: String
}

private struct StepRecord: Encodable {
    let step: Step
    let origin: String

    private enum Key: String, CodingKey {
        case index, origin, probability, unsampled_logprob, logprob, rank, entropy_bits, top
    }

    func encode(to encoder: any Encoder) throws {
        try step.token.encodePiece(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(step.index, forKey: .index)
        try container.encode(origin, forKey: .origin)
        try container.encode(step.probability, forKey: .probability)
        try container.encode(step.probability?.logarithm, forKey: .logprob)
        try container.encode(step.unsampledProbability?.logarithm, forKey: .unsampled_logprob)
        try container.encode(step.rank, forKey: .rank)
        try container.encode(step.distribution?.entropyBits, forKey: .entropy_bits)
        try container.encode(
            CandidateRecord.all(of: step.distribution), forKey: .top)
    }
}

private struct CandidateRecord: Encodable {
    let candidate: Candidate
    let isSampled: Bool

    static func all(of distribution: Distribution?) -> [CandidateRecord] {
        distribution.map { distribution in
            distribution.candidates.map { CandidateRecord(candidate: $0, isSampled: distribution.isSampled) }
        } ?? []
    }

    private enum Key: String, CodingKey {
        case probability, unsampled_probability, cut_by
    }

    func encode(to encoder: any Encoder) throws {
        try candidate.token.encodePiece(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(isSampled ? candidate.probability : nil, forKey: .probability)
        try container.encode(candidate.unsampledProbability, forKey: .unsampled_probability)
        try container.encode(candidate.cutBy?.rawValue, forKey: .cut_by)
    }
}

private struct DistributionRecord: Encodable {
    let distribution: Distribution

    private enum Key: String, CodingKey {
        case top, tail, stages, entropy_bits, unsampled_entropy_bits, is_complete
    }

    private struct Tail: Encodable {
        let count: Int
        let probability: Double?
        let unsampled_probability: Double
    }

    private struct Stage: Encodable {
        let stage: String
        let removed_count: Int
        let removed_probability: Double
    }

    func encode(to encoder: any Encoder) throws {
        let tail = distribution.tail
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(CandidateRecord.all(of: distribution), forKey: .top)
        try container.encode(
            Tail(
                count: tail.count, probability: distribution.isSampled ? tail.probability : nil,
                unsampled_probability: tail.unsampledProbability),
            forKey: .tail)
        try container.encode(
            distribution.stages.map {
                Stage(
                    stage: $0.stage.rawValue, removed_count: $0.removedCount,
                    removed_probability: $0.removedProbability)
            }, forKey: .stages)
        try container.encode(distribution.entropyBits, forKey: .entropy_bits)
        try container.encode(distribution.unsampledEntropyBits, forKey: .unsampled_entropy_bits)
        try container.encode(distribution.isComplete, forKey: .is_complete)
    }
}

extension Token {
    private enum Key: String, CodingKey {
        case id, text, bytes
    }

    /// Number and text, and the bytes where the text is not exact.
    fileprivate func encodePiece(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(disclosedID, forKey: .id)
        try container.encode(text, forKey: .text)
        if !isWholeText { try container.encode(bytes, forKey: .bytes) }
    }
}

extension Double {
    /// ln, or nil where there is none.
    fileprivate var logarithm: Double? { self > 0 ? naturalLogarithm : nil }
}

extension Step {
    /// −log₂ of the probability that the model itself gave the token.
    public var surprisalBits: Double? {
        (unsampledProbability ?? probability).flatMap { $0 > 0 ? -$0.naturalLogarithm / 2.0.naturalLogarithm : nil }
    }
}

extension Intervention {
    /// As the option `--interventions` takes it, counted from 0.
    var written: String {
        switch self {
        case .switchOffHead(let layer, let head): "off \(layer):\(head)"
        case .switchOffMLP(let layer): "off mlp:\(layer)"
        }
    }
}
