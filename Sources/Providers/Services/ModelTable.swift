/// Context limits and prices of hosted models whose services do not list them.
///
/// Taken on 2026-11-23 from the model map of LiteLLM 1.106.2 on PyPI, which gathers the services' own pages. A model that is not here
/// has no price: none is guessed.
enum ModelTable {
    /// What is known about a model.
    struct Entry: Sendable {
        let reference: String
        let contextLimit: Int
        let price: Price

        init(_ reference: String, _ contextLimit: Int, _ prompt: Double, _ cached: Double?, _ generated: Double) {
            self.reference = reference
            self.contextLimit = contextLimit
            price = Price(prompt: prompt, cached: cached, generated: generated)
        }
    }

    /// A model by its reference; one that is dated (`-2025-04-14`, `-20250929`) is the one without its date.
    static func entry(of reference: String) -> Entry? {
        if let entry = entries[reference] { return entry }
        var parts = reference.split(separator: "-", omittingEmptySubsequences: false)
        while parts.count > 1, let last = parts.last, last.count >= 2, last.allSatisfy(\.isNumber) {
            parts.removeLast()
            if let entry = entries[parts.joined(separator: "-")] { return entry }
        }
        return nil
    }

    private static let entries = Dictionary(uniqueKeysWithValues: table.map { ($0.reference, $0) })

    /// Tokens; US dollars for a million tokens of the prompt, of those the service still had, and generated.
    private static let table: [Entry] = [
        Entry("anthropic:claude-fable-5", 1_000_000, 10, 1, 50),
        Entry("anthropic:claude-fable-5-1", 1_000_000, 10, 0.25, 50),
        Entry("anthropic:claude-haiku-4-5", 200_000, 1, 0.1, 5),
        Entry("anthropic:claude-haiku-5-5", 1_000_000, 0.1, 0.01, 0.5),
        Entry("anthropic:claude-mythos-5", 1_000_000, 10, 1, 50),
        Entry("anthropic:claude-mythos-5-1", 1_000_000, 10, 0.25, 50),
        Entry("anthropic:claude-mythos-preview", 1_000_000, 10, 1, 50),
        Entry("anthropic:claude-opus-4-5", 200_000, 5, 0.5, 25),
        Entry("anthropic:claude-opus-4-6", 1_000_000, 5, 0.5, 25),
        Entry("anthropic:claude-opus-4-7", 1_000_000, 5, 0.5, 25),
        Entry("anthropic:claude-opus-4-8", 1_000_000, 5, 0.5, 25),
        Entry("anthropic:claude-opus-5", 1_000_000, 5, 0.5, 25),
        Entry("anthropic:claude-opus-5-5", 1_000_000, 4, 0.2, 20),
        Entry("anthropic:claude-sonnet-4-5", 200_000, 3, 0.3, 15),
        Entry("anthropic:claude-sonnet-4-6", 1_000_000, 3, 0.3, 15),
        Entry("anthropic:claude-sonnet-5", 1_000_000, 2, 0.2, 10),
        Entry("anthropic:claude-sonnet-5-5", 1_000_000, 2, 0.1, 10),
        Entry("gemini:gemini-2.5-flash", 1_048_576, 0.3, 0.03, 2.5),
        Entry("gemini:gemini-2.5-flash-lite", 1_048_576, 0.1, 0.01, 0.4),
        Entry("gemini:gemini-2.5-pro", 1_048_576, 1.25, 0.125, 10),
        Entry("gemini:gemini-3-flash-preview", 1_048_576, 0.5, 0.05, 3),
        Entry("gemini:gemini-3.1-flash-lite", 1_048_576, 0.25, 0.025, 1.5),
        Entry("gemini:gemini-3.1-flash-lite-preview", 1_048_576, 0.25, 0.025, 1.5),
        Entry("gemini:gemini-3.1-pro-preview", 1_048_576, 2, 0.2, 12),
        Entry("gemini:gemini-3.5-flash", 1_048_576, 1.5, 0.15, 9),
        Entry("gemini:gemini-3.5-flash-lite", 1_048_576, 0.3, 0.03, 2.5),
        Entry("gemini:gemini-3.6-flash", 1_048_576, 0.75, 0.075, 3.75),
        Entry("gemini:gemini-3.7-flash", 1_048_576, 0.75, 0.075, 3.75),
        Entry("gemini:gemini-3.8-flash", 1_048_576, 0.75, 0.075, 3.75),
        Entry("gemini:gemini-4-argon", 1_048_576, 2, 0.1, 10),
        Entry("gemini:gemini-flash-latest", 1_048_576, 0.75, 0.075, 3.75),
        Entry("gemini:gemini-flash-lite-latest", 1_048_576, 0.3, 0.03, 2.5),
        Entry("gemini:gemini-pro-latest", 1_048_576, 2, 0.2, 12),
        Entry("openai:gpt-3.5-turbo", 16_385, 0.5, nil, 1.5),
        Entry("openai:gpt-4", 8_192, 30, nil, 60),
        Entry("openai:gpt-4-turbo", 128_000, 10, nil, 30),
        Entry("openai:gpt-4.1", 1_047_576, 2, 0.5, 8),
        Entry("openai:gpt-4.1-mini", 1_047_576, 0.4, 0.1, 1.6),
        Entry("openai:gpt-4.1-nano", 1_047_576, 0.1, 0.025, 0.4),
        Entry("openai:gpt-4o", 128_000, 2.5, 1.25, 10),
        Entry("openai:gpt-4o-mini", 128_000, 0.15, 0.075, 0.6),
        Entry("openai:gpt-5", 272_000, 1.25, 0.125, 10),
        Entry("openai:gpt-5-chat", 128_000, 1.25, 0.125, 10),
        Entry("openai:gpt-5-chat-latest", 128_000, 1.25, 0.125, 10),
        Entry("openai:gpt-5-mini", 272_000, 0.25, 0.025, 2),
        Entry("openai:gpt-5-nano", 272_000, 0.05, 0.005, 0.4),
        Entry("openai:gpt-5.1", 272_000, 1.25, 0.125, 10),
        Entry("openai:gpt-5.1-chat-latest", 128_000, 1.25, 0.125, 10),
        Entry("openai:gpt-5.2", 272_000, 1.75, 0.175, 14),
        Entry("openai:gpt-5.2-chat-latest", 128_000, 1.75, 0.175, 14),
        Entry("openai:gpt-5.3-chat-latest", 128_000, 1.75, 0.175, 14),
        Entry("openai:gpt-5.4", 1_050_000, 2.5, 0.25, 15),
        Entry("openai:gpt-5.4-mini", 272_000, 0.75, 0.075, 4.5),
        Entry("openai:gpt-5.4-nano", 272_000, 0.2, 0.02, 1.25),
        Entry("openai:gpt-5.5", 1_050_000, 5, 0.5, 30),
        Entry("openai:gpt-5.6", 922_000, 4, 0.4, 20),
        Entry("openai:gpt-5.6-luna", 922_000, 0.2, 0.02, 1.2),
        Entry("openai:gpt-5.6-sol", 922_000, 4, 0.4, 20),
        Entry("openai:gpt-5.6-terra", 922_000, 2, 0.2, 12),
        Entry("openai:gpt-6-astra", 922_000, 10, 1, 50),
        Entry("openai:gpt-6-luna", 922_000, 0.1, 0.01, 0.5),
        Entry("openai:gpt-6-sol", 922_000, 2, 0.2, 10),
        Entry("openai:gpt-6.1-sol", 922_000, 2, 0.1, 10),
        Entry("openai:o1", 200_000, 15, 7.5, 60),
        Entry("openai:o3", 200_000, 2, 0.5, 8),
        Entry("openai:o3-mini", 200_000, 1.1, 0.55, 4.4),
        Entry("openai:o4-mini", 200_000, 1.1, 0.275, 4.4),
    ]
}
