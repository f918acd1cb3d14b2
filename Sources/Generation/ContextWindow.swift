/// Which tokens of a sequence the model sees when the context is shorter than the sequence.
///
/// The pinned tokens (a chat's system prompt) stay, the newest tokens stay, what lies between is outside:
/// ```
///   0 …… pinnedCount ░░░ dropped ░░░ tailStart …… count
/// ```
public struct ContextWindow: Hashable, Sendable {
    /// Tokens kept at the front.
    public let pinnedCount: Int
    /// Where the newest tokens that the model sees begin; equal to `pinnedCount` if nothing is outside.
    public let tailStart: Int
    /// All tokens of the sequence.
    public let count: Int

    /// The window for a prompt followed by generated tokens.
    ///
    /// The prompt loses exactly what does not fit. While generating, room is made a sixteenth of the limit at a time, because
    /// every move of the window means that what is left is computed anew. The result depends on nothing but the counts, so any
    /// earlier position can be looked at again and shows the same window.
    ///
    /// - Parameters:
    ///   - promptCount: tokens of the prompt.
    ///   - count: tokens of prompt and generated text together.
    ///   - pinnedCount: tokens at the front that stay; when they leave no room they are not kept.
    ///   - limit: how many tokens the model sees at most, at least 1.
    public init(promptCount: Int, count: Int, pinnedCount: Int, limit: Int) {
        precondition(limit > 0 && count >= promptCount, "a context window needs a positive limit")
        let pinned = pinnedCount < limit ? min(pinnedCount, count) : 0
        var dropped = max(0, promptCount - limit)
        if count - dropped > limit {
            let block = max(1, limit / 16)
            let missing = count - dropped - limit
            dropped += (missing + block - 1) / block * block
        }
        // The newest token is always seen.
        dropped = min(dropped, max(0, count - pinned - 1))
        self.pinnedCount = pinned
        self.tailStart = pinned + dropped
        self.count = count
    }

    /// The tokens that the model does not see.
    public var dropped: Range<Int> { pinnedCount..<tailStart }

    /// How many tokens the model sees.
    public var visibleCount: Int { count - dropped.count }

    /// The place in the sequence of the key at `position` in the KV cache.
    public func sequenceIndex(ofKey position: Int) -> Int {
        position < pinnedCount ? position : position + dropped.count
    }

    /// The place in the KV cache of a token of the sequence, or nil if the model does not see it.
    public func key(ofSequenceIndex index: Int) -> Int? {
        if index < pinnedCount { return index }
        return index < tailStart || index >= count ? nil : index - dropped.count
    }
}
