#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ModelConfiguration {
    /// The numbers of LongRoPE.
    ///
    /// Ding et al. 2024.
    public struct LongRoPE: Hashable, Sendable {
        /// What each frequency is divided by in texts within the original context, `[pair]`.
        public var shortFactors: [Double]
        /// What it is divided by at every position of a longer text, `[pair]`.
        public var longFactors: [Double]
        /// Tokens that the model was first trained for.
        public var originalContext: Int
        /// What rotated queries and keys are multiplied by.
        public var magnitude: Double

        /// The numbers for a context stretched so far.
        ///
        /// - Parameter factor: how far it is stretched; it sets the magnitude.
        init(shortFactors: [Double], longFactors: [Double], originalContext: Int, factor: Double) {
            self.shortFactors = shortFactors
            self.longFactors = longFactors
            self.originalContext = originalContext
            magnitude = factor <= 1 ? 1 : (1 + log(factor) / log(Double(originalContext))).squareRoot()
        }
    }

    /// Whether a text of so many tokens is longer than the original context, so that LongRoPE turns all its positions otherwise.
    func isLong(tokenCount: Int) -> Bool {
        guard case .rotary(_, _, _, .longRoPE(let scaling)) = positions else { return false }
        return tokenCount > scaling.originalContext
    }
}
