public import Generation

/// The knobs in the order of the screen, fitted to a model.
extension Parameter {
    /// Every knob; without a model all of them are supported.
    public static func all(for model: LoadedModel?) -> [Parameter] {
        Knob.allCases.map { Parameter($0, for: model) }
    }

    /// A knob, fitted to a model: its ranges are cut to what the model takes.
    public init(_ knob: Knob, for model: LoadedModel?) {
        let design = Design(knob, model: model?.description)
        var support = KnobSupport.supported(design.limits)
        if let model {
            support = model.capabilities.knobs[knob] ?? .rejected(reason: "this model has no \(knob.rawValue)")
        }
        var limits = design.limits
        if case .supported(let range) = support { limits = limits.clamped(to: range) }
        self.init(
            knob: knob, range: design.range.clamped(to: limits), limits: limits, fine: design.fine,
            coarse: design.coarse, scale: design.scale, neutral: design.neutral, format: design.format,
            support: support)
    }

    /// A knob as it is meant, before a model limits it.
    private struct Design {
        var range: ClosedRange<Double>
        var limits: ClosedRange<Double>
        var neutral: Double
        var fine = Increment.step(0.01)
        var coarse = Increment.step(0.1)
        var scale = Scale.linear
        var format = Format.decimal(digits: 2)

        init(_ knob: Knob, model: ModelDescription?) {
            let contextLimit = Double(max(1, model?.contextLimit ?? 131_072))
            switch knob {
            case .temperature:
                (range, limits, neutral) = (0...2, 0...100, 1)
            case .maxNewTokens:
                (range, limits, neutral) = (1...max(64, min(contextLimit, 4096)), 1...1_000_000, 64)
                count()
            case .context:
                (range, neutral) = (1...contextLimit, contextLimit)
                limits = model?.contextLimit == nil ? 1...100_000_000 : range
                count()
            case .topP, .typicalP:
                (range, limits, neutral) = (0...1, 0...1, 1)
            case .topK:
                let vocabulary = Double(max(1, model?.vocabularySize ?? 1_000_000))
                (range, limits, neutral) = (0...min(vocabulary, 1000), 0...vocabulary, 0)
                count()
            case .minP:
                (range, limits, neutral) = (0...1, 0...1, 0)
            case .repetitionPenalty:
                (range, limits, neutral) = (1...2, 0.01...100, 1)
            case .presencePenalty, .frequencyPenalty:
                (range, limits, neutral) = (-2...2, -100...100, 0)
            case .seed:
                // Larger seeds than a Double holds exactly are typed; see `Settings.enter`.
                (range, limits, neutral) = (0...0x1p53, 0...0x1p53, 42)
                count()
                (coarse, scale) = (.step(100), .none)
            }
        }

        /// Whole numbers over several orders of magnitude.
        private mutating func count() {
            (fine, coarse, scale, format) = (.step(1), .factorOfTwo, .logarithmic, .integer)
        }
    }
}
