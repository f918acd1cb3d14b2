/// A regular expression as it is read.
indirect enum RegularExpressionNode {
    /// One scalar of a set.
    case set(ScalarSet)
    /// One after the other; nothing matches the empty text.
    case sequence([RegularExpressionNode])
    /// The first that leads to a match.
    case alternation([RegularExpressionNode])
    /// So many times, as often as possible or as seldom.
    case repeated(RegularExpressionNode, Repetition)
    /// What must, or must not, follow or precede.
    case look(RegularExpressionNode, isBehind: Bool, isNegated: Bool)
    /// The first match alone: nothing in it is tried again.
    case atomic(RegularExpressionNode)
    /// A place.
    case place(Place)

    /// How often.
    struct Repetition {
        var least: Int
        /// nil: without end.
        var most: Int?
        var isLazy = false
    }

    /// A place in a text.
    enum Place {
        case textStart, textEnd, lastLineEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
    }

    /// Whether it matches the empty text.
    var matchesNothing: Bool {
        switch self {
        case .set: false
        case .sequence(let nodes): nodes.allSatisfy(\.matchesNothing)
        case .alternation(let nodes): nodes.contains(where: \.matchesNothing)
        case .repeated(let node, let repetition): repetition.least == 0 || node.matchesNothing
        case .look, .place: true
        case .atomic(let node): node.matchesNothing
        }
    }

    /// How many scalars it matches, if that is always the same.
    var width: Int? {
        switch self {
        case .set: return 1
        case .sequence(let nodes):
            var sum = 0
            for node in nodes {
                guard let width = node.width else { return nil }
                sum += width
            }
            return sum
        case .alternation(let nodes):
            let widths = Set(nodes.map(\.width))
            return widths.count == 1 ? widths.first ?? nil : nil
        case .repeated(let node, let repetition):
            guard repetition.least == repetition.most else { return nil }
            return node.width.map { $0 * repetition.least }
        case .look, .place: return 0
        case .atomic(let node): return node.width
        }
    }
}
