/// How long a transport waits.
public struct TimeLimits: Hashable, Sendable {
    /// For a connection, TLS included.
    public var connect: Duration
    /// For the next byte.
    ///
    /// A model that reasons in silence makes people wait for minutes.
    public var idle: Duration
    /// For the whole response; looked at with every chunk, so it is overrun by the idle time at most.
    public var total: Duration

    /// Makes limits.
    public init(connect: Duration = .seconds(10), idle: Duration = .seconds(180), total: Duration = .seconds(3600)) {
        self.connect = connect
        self.idle = idle
        self.total = total
    }
}

extension Duration {
    /// For people: `10 s`, `250 ms`.
    var brief: String {
        self >= .seconds(1)
            ? "\(Int((self / .seconds(1)).rounded())) s" : "\(Int((self / .milliseconds(1)).rounded())) ms"
    }
}
