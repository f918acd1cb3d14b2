/// One change of a text that can be taken back exactly.
struct Edit: Hashable, Sendable {
    /// Where it begins.
    let start: TextPosition
    /// What stood there.
    let removed: [[Character]]
    /// What stands there now.
    var inserted: [[Character]]
    /// The cursor before.
    let cursorBefore: TextPosition
    /// The cursor after.
    var cursorAfter: TextPosition
}

/// What can be undone and redone.
struct EditHistory: Hashable, Sendable {
    /// Changes that one undo takes back together.
    struct Group: Hashable, Sendable {
        var kind: Kind
        var edits: [Edit]
    }

    /// Why changes belong together.
    enum Kind: Hashable, Sendable {
        /// A run of typing.
        case typing
        /// A run of deletions.
        case deleting
        /// Something that is undone alone: a paste, a cut.
        case single
    }

    var undone: [Group] = []
    var done: [Group] = []
    /// Whether the next change may join the newest group.
    var isOpen = false
}
