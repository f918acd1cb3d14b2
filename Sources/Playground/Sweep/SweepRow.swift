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

    /// The texts in the order in which they came, equal ones once with their number.
    public var countedTexts: [(text: String, count: Int)] {
        var counted: [(text: String, count: Int)] = []
        for sample in samples {
            if let index = counted.firstIndex(where: { $0.text == sample.text }) {
                counted[index].count += 1
            } else {
                counted.append((sample.text, 1))
            }
        }
        return counted
    }

    /// The text that most of the answers have, of equally frequent ones the first.
    public var leadingText: String? {
        let counted = countedTexts
        let most = counted.map(\.count).max()
        return counted.first { $0.count == most }?.text
    }

    /// What all tokens of all answers say together.
    public var figures: RunFigures { RunFigures(samples.lazy.flatMap(\.steps)) }

    /// The prompt's tokens that the model did not see.
    public var droppedTokens: ArraySlice<Token> {
        prompt.map { $0.tokens[$0.window.dropped] } ?? []
    }
}
