import Generation

/// What the hosted runs of a session used together.
public struct SessionUsage: Hashable, Sendable {
    /// Tokens of prompts.
    public private(set) var promptTokens = 0
    /// Tokens generated.
    public private(set) var generatedTokens = 0
    /// US dollars, of the runs whose price is known.
    public private(set) var costUSD = 0.0
    /// Whether there were runs whose price is not known.
    public private(set) var hasUnknownCost = false

    /// Makes an empty account.
    public init() {}

    /// Adds a run; nil is a run that nobody charges for.
    mutating func add(_ usage: Usage?) {
        guard let usage else { return }
        promptTokens += usage.promptTokens ?? 0
        generatedTokens += usage.generatedTokens ?? 0
        costUSD += usage.costUSD ?? 0
        hasUnknownCost = hasUnknownCost || usage.costUSD == nil
    }
}
