import Foundation
import Generation
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
