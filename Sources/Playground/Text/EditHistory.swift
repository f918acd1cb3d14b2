/// One change of a text that can be taken back exactly.
struct Edit: Hashable, Sendable {
    /// Where it begins.
    let start: TextPosition
    /// What stood there.
    let removed: [[Character]]
    /// What stands there now.
    let inserted: [[Character]]
    /// The cursor before.
    let cursorBefore: TextPosition
    /// The cursor after.
    let cursorAfter: TextPosition
}

/// What can be undone and redone, in the portions that a person expects: a typed word, a run of deletions, a paste.
struct EditHistory: Hashable, Sendable {
    /// Why changes belong together.
    enum Kind: Hashable, Sendable {
        /// A run of typing.
        case typing
        /// A run of deletions.
        case deleting
        /// Something that is undone alone: a paste, a cut.
        case single
    }

    /// Changes that one undo takes back together.
    struct Group: Hashable, Sendable {
        let kind: Kind
        var edits: [Edit]
    }

    /// How many undos are kept; beyond that the oldest is forgotten.
    static let limit = 1000

    /// What can be taken back, newest last.
    var done: [Group] = []
    /// What can be done again, newest last.
    var undone: [Group] = []
    /// Whether the next change may join the newest group: nothing came in between, like a move of the cursor.
    var isOpen = false

    /// Remembers a change.
    mutating func record(_ edit: Edit, _ kind: Kind) {
        undone.removeAll()
        if isOpen, let newest = done.last, newest.kind == kind, newest.edits.last.map(edit.continues) == true {
            done[done.count - 1].edits.append(edit)
        } else {
            done.append(Group(kind: kind, edits: [edit]))
            if done.count > Self.limit { done.removeFirst() }
        }
        isOpen = kind != .single
    }
}

extension Edit {
    /// Whether this change goes on where another ended: within a word, or through the space behind it.
    fileprivate func continues(_ earlier: Edit) -> Bool {
        guard cursorBefore == earlier.cursorAfter else { return false }
        guard let first = inserted.joined().first else { return inserted.count == 1 }
        let isGap = { (character: Character) in character.isWhitespace }
        let endsWord = earlier.inserted.count > 1 || earlier.inserted.joined().last.map(isGap) == true
        return inserted.count == 1 && (!endsWord || isGap(first))
    }
}
