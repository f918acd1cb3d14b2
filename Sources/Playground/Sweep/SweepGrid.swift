public import Generation

/// One prompt asked at several settings, several times each.
///
/// Sample `n` of every setting has the seed `base + n`, so that settings differ by nothing but themselves. Settings of one context
/// stand together: their prompt goes through the model once.
public struct SweepGrid: Hashable, Sendable {
    /// Where one row of the grid stands.
    public struct Setting: Hashable, Sendable {
        /// The temperature.
        public let temperature: Double
        /// How many tokens the model sees at most; nil is the model's own limit.
        public let context: Int?

        /// Makes a setting.
        public init(temperature: Double, context: Int?) {
            self.temperature = temperature
            self.context = context
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
            temperatures.map { Setting(temperature: $0, context: context) }
        }
        self.sampleCount = sampleCount
    }

    /// What one sample of a setting asks.
    public func request(_ setting: Setting, sample: Int, of request: GenerationRequest) -> GenerationRequest {
        var request = request
        request.sampling.temperature = setting.temperature
        request.sampling.seed &+= UInt64(sample)
        request.contextLength = setting.context
        return request
    }
}
