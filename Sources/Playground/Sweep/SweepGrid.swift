public import Generation

/// One prompt asked at several settings, several times each.
///
/// Sample `n` of every setting has the seed `base + n`, so that settings differ by nothing but themselves. Settings of one context
/// stand together: their prompt goes through the model once.
public struct SweepGrid: Hashable, Sendable {
    /// Where one row of the grid stands: the knobs that it turns, and to what.
    public struct Setting: Hashable, Sendable {
        /// The knobs with their values.
        public let values: [KnobValue]

        /// Makes a setting.
        public init(_ values: [KnobValue]) {
            self.values = values
        }

        /// A knob's value; nil if the setting leaves it as it is.
        public subscript(knob: Knob) -> Double? { values.first { $0.knob == knob }?.value }
    }

    /// A knob and what it is turned to.
    public struct KnobValue: Hashable, Sendable {
        /// The knob.
        public let knob: Knob
        /// What it is turned to.
        public let value: Double

        /// Makes a pair.
        public init(_ knob: Knob, _ value: Double) {
            self.knob = knob
            self.value = value
        }
    }

    /// The rows, in the order in which they are asked.
    public let settings: [Setting]
    /// How often each is asked.
    public let sampleCount: Int

    /// Makes a grid of every temperature with every context; an empty list keeps the request's own value.
    public init(temperatures: [Double], contexts: [Int], sampleCount: Int, of request: GenerationRequest) {
        let contexts: [Int?] = contexts.isEmpty ? [request.contextLength] : contexts
        let temperatures = temperatures.isEmpty ? [request.sampling.temperature] : temperatures
        settings = contexts.flatMap { context in
            temperatures.map { temperature in
                let context = context.map { KnobValue(.context, Double($0)) }
                return Setting([KnobValue(.temperature, temperature)] + (context.map { [$0] } ?? []))
            }
        }
        self.sampleCount = sampleCount
    }

    /// Makes a grid of one knob's values.
    public init(_ knob: Knob, values: [Double], sampleCount: Int) {
        settings = values.map { Setting([KnobValue(knob, $0)]) }
        self.sampleCount = sampleCount
    }

    /// What one sample of a setting asks.
    public func request(_ setting: Setting, sample: Int, of request: GenerationRequest) -> GenerationRequest {
        var request = request
        for value in setting.values { request.set(value.knob, to: value.value) }
        request.sampling.seed &+= UInt64(sample)
        return request
    }
}
