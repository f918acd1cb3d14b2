import Generation

/// What the tokens screen shows besides the current branch and the token cursor.
public struct TokensDisplay: Hashable, Sendable {
    /// The chosen alternative at the cursor, as an index of the shown distribution's candidates.
    public internal(set) var alternative = 0
    /// The branch marked to compare with.
    public internal(set) var markedID: Ticket?
    /// Two branches side by side; nil shows the table.
    public internal(set) var comparison: BranchComparison?
    /// Where a typed text will branch off, while the model reads it.
    var reading: Reading?

    /// A text that will become a branch.
    struct Reading: Hashable, Sendable {
        let parent: Ticket
        let position: Int
    }

    init() {}
}

/// Two branches side by side.
public struct BranchComparison: Hashable, Sendable {
    /// The branch that is looked at.
    public let branchID: Ticket
    /// The branch that it is compared with; nil as long as the run without interventions has not been made.
    public internal(set) var otherID: Ticket?

    init(_ branchID: Ticket, with otherID: Ticket?) {
        self.branchID = branchID
        self.otherID = otherID
    }
}
