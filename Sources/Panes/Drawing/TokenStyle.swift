import Foundation
import Generation
import Playground
import TextUI

extension Scene {
    /// How many bits of surprise the hottest colour means.
    private static let hottestBits = 10.0

    /// The colour of a token: calm where the model expected it, glowing where it did not.
    func tint(_ step: Step, on base: TextUI.Role = .text) -> Style {
        guard let probability = step.unsampledProbability ?? step.probability, probability > 0 else {
            return theme[base]
        }
        return tinted(theme[base], by: theme.surprise, at: -log2(probability) / Self.hottestBits)
    }
}

extension Run {
    /// The generated tokens that the model no longer sees with a context.
    func generatedOutside(contextLength: Int?) -> Range<Int> {
        guard let prompt else { return 0..<0 }
        let sequence = ShownSequence(prompt: prompt, generated: steps.map(\.token), contextLength: contextLength)
        let dropped = sequence.window.dropped
        let first = prompt.tokens.count
        return max(0, dropped.lowerBound - first)..<max(0, dropped.upperBound - first)
    }
}
