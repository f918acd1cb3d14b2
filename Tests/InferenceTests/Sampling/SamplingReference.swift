import Foundation
import Generation
import Testing

/// What Hugging Face's processors make of fixed logits; `Tools/sampling_reference.py` writes the file.
struct SamplingReference: Decodable {
    struct Case: Decodable, CustomTestStringConvertible {
        let logits: Int
        let prompt: [Int]
        let generated: [Int]
        let settings: [String: Double]
        /// The probabilities after each stage of the settings, in units of 1e-9.
        let after: [String: [Int]]
        var testDescription: String { settings.map { "\($0) \($1)" }.sorted().joined(separator: ", ") }

        /// The settings' stages up to one of them, the later ones neutral.
        func parameters(through last: SamplingStage) -> SamplingParameters {
            var parameters = SamplingParameters()
            for stage in SamplingStage.allCases {
                if let value = settings[stage.rawValue] {
                    switch stage {
                    case .repetitionPenalty: parameters.repetitionPenalty = value
                    case .presencePenalty: parameters.presencePenalty = value
                    case .frequencyPenalty: parameters.frequencyPenalty = value
                    case .temperature: parameters.temperature = value
                    case .topK: parameters.topK = Int(value)
                    case .topP: parameters.topP = value
                    case .minP: parameters.minP = value
                    case .typicalP: parameters.typicalP = value
                    }
                }
                if stage == last { break }
            }
            return parameters
        }
    }

    let logits: [[Float]]
    let cases: [Case]

    static func load() throws -> SamplingReference {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/sampling.json")
        return try JSONDecoder().decode(SamplingReference.self, from: Data(contentsOf: file))
    }
}
