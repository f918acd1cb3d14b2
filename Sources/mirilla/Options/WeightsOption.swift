import ArgumentParser
import Inference

/// What the weights are converted to.
struct WeightsOption: ExpressibleByArgument {
    private static let asStored = "as-stored"

    /// The type; nil leaves them as they are.
    let type: WeightType?

    init(type: WeightType?) { self.type = type }

    init?(argument: String) {
        if argument == Self.asStored {
            type = nil
        } else if let type = WeightType(rawValue: argument) {
            self.type = type
        } else {
            return nil
        }
    }

    /// Everything that can be asked for.
    static var names: String { allValueStrings.joined(separator: ", ") }

    static var allValueStrings: [String] { [asStored] + WeightType.allCases.map(\.rawValue) }

    var defaultValueDescription: String { type?.rawValue ?? Self.asStored }
}
