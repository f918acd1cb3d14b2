/// How a token is drawn: a random number falls into a stretch of the line from 0 to 1, on which every token that is left has one as long as
/// its probability, the lowest id first.
public struct Draw: Hashable, Sendable {
    /// The random number, at least 0 and less than 1; the same seed and place give the same one.
    public let number: Double
    /// The token whose stretch it falls into.
    public let token: Token
    /// Where that stretch begins and ends.
    public let stretch: Range<Double>

    /// Makes a draw.
    public init(number: Double, token: Token, stretch: Range<Double>) {
        self.number = number
        self.token = token
        self.stretch = stretch
    }
}
