/// What the KV caches of a model take of this machine's memory.
public struct CacheMemory: Hashable, Sendable {
    /// Bytes that they take now, all remembered sequences together.
    public let byteCount: Int
    /// Bytes that they may take together.
    public let budget: Int
    /// How they keep a number: `f16`, `f32`.
    public let type: String

    /// Makes an account of them.
    public init(byteCount: Int, budget: Int, type: String) {
        self.byteCount = byteCount
        self.budget = budget
        self.type = type
    }
}
