public import Generation

/// What one setting of a sweep gave.
public struct SweepRow: Hashable, Sendable {
    /// One answer.
    public struct Sample: Hashable, Sendable {
        /// The seed it was drawn with.
        public let seed: UInt64
        /// Its text.
        public let text: String
        /// Its tokens.
        public let steps: [Step]
        /// Why it ended.
        public let reason: FinishReason

        /// Makes a sample.
        public init(seed: UInt64, text: String, steps: [Step], reason: FinishReason) {
            self.seed = seed
            self.text = text
            self.steps = steps
            self.reason = reason
        }

        /// What its tokens say together.
        public var figures: RunFigures { RunFigures(steps) }
    }

    /// The setting.
    public let setting: SweepGrid.Setting
    /// The prompt as the model received it, or nil before the first answer.
    public private(set) var prompt: EncodedPrompt?
    /// The answers so far.
    public private(set) var samples: [Sample] = []

    /// Makes a row without answers.
    public init(_ setting: SweepGrid.Setting) {
        self.setting = setting
    }

    /// Takes an answer.
    public mutating func add(_ sample: Sample, prompt: EncodedPrompt?) {
        samples.append(sample)
        self.prompt = prompt ?? self.prompt
    }

    /// How many of the texts differ from each other.
    public var distinctCount: Int { Set(samples.map(\.text)).count }

    /// What all tokens of all answers say together.
    public var figures: RunFigures { RunFigures(samples.lazy.flatMap(\.steps)) }

    /// The prompt's tokens that the model did not see.
    public var droppedTokens: ArraySlice<Token> {
        prompt.map { $0.tokens[$0.window.dropped] } ?? []
    }
}
