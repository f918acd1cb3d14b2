/// The number of something that was asked for, so that a late answer finds its question, or finds it gone.
public struct Ticket: Hashable, Sendable, Comparable {
    /// Counts up within a session.
    public let number: Int

    /// Makes a ticket.
    public init(_ number: Int) { self.number = number }

    /// Earlier tickets are smaller.
    public static func < (left: Ticket, right: Ticket) -> Bool { left.number < right.number }
}
