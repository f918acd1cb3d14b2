import Generation

/// All runs of the session as a tree: runs of the prompt are its roots, what branched off them its branches.
///
/// Steps before a branch's position are shared with its parent: the same values, held once. What every step holds of distributions
/// and attention rows is kept within a budget; beyond it the oldest branches that are neither pinned nor current lose that first,
/// then pinned ones, then the oldest steps of the current one. Tokens, probabilities and entropies stay, and the model can be asked
/// for the rest again.
public struct RunTree: Hashable, Sendable {
    /// How many bytes of distributions and attention rows are kept.
    static let defaultBudget = 256 << 20

    /// The branches, oldest first.
    public private(set) var branches: [Branch] = []
    /// The branch that the panes show.
    public private(set) var currentID: Ticket?
    /// What was pruned, newest last, so that it can be had back.
    private var pruned: [[Branch]] = []
    /// How many bytes of distributions and attention rows may be kept.
    public let budget: Int
    /// How many bytes of them are kept, those of pruned branches too.
    public private(set) var detailBytes = 0
    /// Whether any of them were let go to keep within the budget.
    public private(set) var isTrimmed = false

    init(budget: Int = Self.defaultBudget) {
        self.budget = budget
    }

    // MARK: Looking

    /// The branch with an id.
    public subscript(id: Ticket) -> Branch? { branches.first { $0.id == id } }

    /// The branch that the panes show.
    public var current: Branch? { currentID.flatMap { self[$0] } }

    /// Whether something pruned can be had back.
    public var canRestore: Bool { !pruned.isEmpty }

    /// The branches that left a branch, oldest first; the runs of the prompt for nil.
    public func children(of id: Ticket?) -> [Branch] { branches.filter { $0.parent == id } }

    /// All branches, every one below its parent, with how deep they lie.
    public var rows: [(branch: Branch, depth: Int)] {
        var children: [Ticket?: [Branch]] = [:]
        for branch in branches { children[branch.parent, default: []].append(branch) }
        var rows: [(branch: Branch, depth: Int)] = []
        func add(_ parent: Ticket?, depth: Int) {
            for branch in children[parent] ?? [] {
                rows.append((branch, depth))
                add(branch.id, depth: depth + 1)
            }
        }
        add(nil, depth: 0)
        return rows
    }

    /// The branch that a step of the walk leads to; nil where there is none.
    public func neighbour(_ direction: BranchDirection) -> Branch? {
        guard let current else { return nil }
        let siblings = children(of: current.parent)
        let place = siblings.firstIndex { $0.id == current.id } ?? 0
        let rows = rows
        let row = rows.firstIndex { $0.branch.id == current.id } ?? 0
        switch direction {
        case .parent: return current.parent.flatMap { self[$0] }
        case .child: return children(of: current.id).first
        case .previousSibling: return place > 0 ? siblings[place - 1] : nil
        case .nextSibling: return place + 1 < siblings.count ? siblings[place + 1] : nil
        case .above: return row > 0 ? rows[row - 1].branch : nil
        case .below: return row + 1 < rows.count ? rows[row + 1].branch : nil
        }
    }

    /// The branches of which a branch is the root, itself first.
    func subtree(of id: Ticket) -> [Branch] {
        var found: Set<Ticket> = [id]
        // A branch is always younger than its parent.
        return branches.filter { branch in
            guard branch.id == id || branch.parent.map(found.contains) == true else { return false }
            found.insert(branch.id)
            return true
        }
    }

    // MARK: Changing

    /// Adds a branch and shows it, or leaves the shown one.
    mutating func add(_ branch: Branch, isShown: Bool = true) {
        branches.append(branch)
        detailBytes += branch.detailBytes
        if isShown { currentID = branch.id }
        keepWithinBudget()
    }

    /// Shows a branch.
    mutating func select(_ id: Ticket) {
        if self[id] != nil { currentID = id }
    }

    /// Changes a branch, if it is there.
    mutating func change(_ id: Ticket, _ change: (inout Branch) -> Void) {
        guard let index = branches.lastIndex(where: { $0.id == id }) else { return }
        change(&branches[index])
    }

    /// Takes one event of a run in.
    mutating func receive(_ event: GenerationEvent, of id: Ticket, elapsed: Duration) {
        guard let index = branches.lastIndex(where: { $0.id == id }) else { return }
        branches[index].run.receive(event, elapsed: elapsed)
        guard case .step(let step) = event else { return }
        branches[index].count(step)
        detailBytes += step.detailBytes
        keepWithinBudget()
    }

    /// Takes a branch and everything that branched off it away; shows its parent or a neighbour instead.
    mutating func prune(_ id: Ticket) {
        let subtree = subtree(of: id)
        guard let root = subtree.first else { return }
        let ids = Set(subtree.map(\.id))
        let siblings = children(of: root.parent)
        let place = siblings.firstIndex { $0.id == id } ?? 0
        branches.removeAll { ids.contains($0.id) }
        pruned.append(subtree)
        if let currentID, ids.contains(currentID) {
            let other = place > 0 ? siblings[place - 1] : siblings.dropFirst().first
            self.currentID = root.parent ?? other?.id
        }
        keepWithinBudget()
    }

    /// Brings back what was pruned last and shows it.
    mutating func restorePruned() {
        guard let subtree = pruned.popLast(), let root = subtree.first else { return }
        branches += subtree
        branches.sort { $0.id < $1.id }
        currentID = root.id
    }

    // MARK: Memory

    /// Lets detail go until the budget holds, and an eighth more, so that it is not done again for every token.
    private mutating func keepWithinBudget() {
        guard detailBytes > budget else { return }
        let (before, goal) = (detailBytes, budget - budget / 8)
        for group in pruned.indices {
            for index in pruned[group].indices where detailBytes > goal {
                detailBytes -= pruned[group][index].thin(freeing: detailBytes - goal)
            }
        }
        let worth = branches.map { $0.id == currentID ? 2 : $0.isPinned ? 1 : 0 }
        let order = worth.indices.sorted { (worth[$0], $0) < (worth[$1], $1) }
        for index in order where detailBytes > goal {
            detailBytes -= branches[index].thin(freeing: detailBytes - goal)
            thinInherited(from: branches[index])
        }
        isTrimmed = isTrimmed || detailBytes < before
    }

    /// Lets go in the branches below what a branch has let go of: the steps they share are held once, so both must.
    private mutating func thinInherited(from parent: Branch) {
        for index in branches.indices where branches[index].parent == parent.id {
            branches[index].thinInherited(upTo: min(parent.thinnedCount, branches[index].position))
            thinInherited(from: branches[index])
        }
    }
}

extension Branch {
    /// Lets the detail of its oldest own steps go until so many bytes are free; returns how many are.
    ///
    /// A model that cannot be asked again keeps everything.
    fileprivate mutating func thin(freeing bytes: Int) -> Int {
        guard run.model.canInspect else { return 0 }
        var freed = 0
        var index = max(position, thinnedCount)
        // The newest step is what the panes show while tokens arrive.
        while index < run.steps.count - 1, freed < bytes {
            freed += run.steps[index].detailBytes
            run.thin(index)
            index += 1
        }
        thinnedCount = max(thinnedCount, index)
        detailBytes -= freed
        return freed
    }

    fileprivate mutating func thinInherited(upTo count: Int) {
        for index in 0..<max(0, count) { run.thin(index) }
    }
}

/// A step of a walk through the tree.
public enum BranchDirection: Hashable, Sendable {
    /// To the branch that this one left.
    case parent
    /// To the oldest branch that left this one.
    case child
    /// To the branch of the same parent before this one.
    case previousSibling
    /// To the one after it.
    case nextSibling
    /// To the branch listed above.
    case above
    /// To the branch listed below.
    case below
}
