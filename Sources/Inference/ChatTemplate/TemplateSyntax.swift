/// An expression of a template and where it stands.
struct TemplateExpression: Sendable {
    /// What sort of expression.
    indirect enum Kind: Sendable {
        case literal(TemplateValue)
        case name(String)
        case list([TemplateExpression])
        case tuple([TemplateExpression])
        case dictionary([(key: TemplateExpression, value: TemplateExpression)])
        case attribute(TemplateExpression, String)
        case subscripted(TemplateExpression, TemplateExpression)
        case slice(TemplateExpression, start: TemplateExpression?, end: TemplateExpression?, step: TemplateExpression?)
        case call(TemplateExpression, TemplateArguments)
        case filter(TemplateExpression, TemplateFilter)
        case test(TemplateExpression, String, TemplateArguments)
        case not(TemplateExpression)
        case negative(TemplateExpression)
        case binary(String, TemplateExpression, TemplateExpression)
        case comparison(TemplateExpression, [(name: String, value: TemplateExpression)])
        case conditional(TemplateExpression, then: TemplateExpression, otherwise: TemplateExpression?)
    }

    let kind: Kind
    let position: TemplatePosition
}

/// The arguments of a call.
struct TemplateArguments: Sendable {
    var positional: [TemplateExpression] = []
    var named: [(name: String, value: TemplateExpression)] = []
    /// `*values`: further arguments by place.
    var spread: TemplateExpression?
    /// `**values`: further arguments by name.
    var spreadNamed: TemplateExpression?
}

/// A filter with its arguments.
struct TemplateFilter: Sendable {
    let name: String
    let arguments: TemplateArguments
    let position: TemplatePosition
}

/// What a value is given to.
indirect enum TemplateTarget: Sendable {
    case name(String)
    /// A member of a namespace.
    case member(of: String, String)
    case tuple([TemplateTarget])
}

/// A line and a column, both from 1.
struct TemplatePosition: Hashable, Sendable, CustomStringConvertible {
    var line: Int
    var column: Int
    var description: String { "line \(line), column \(column)" }
}

/// A part of a template.
indirect enum TemplateStatement: Sendable {
    case text(TemplateText)
    case output(TemplateExpression)
    case branches([(condition: TemplateExpression?, body: [TemplateStatement])])
    case loop(TemplateForLoop)
    case assign(TemplateTarget, TemplateExpression)
    case assignBlock(TemplateTarget, [TemplateFilter], [TemplateStatement], TemplatePosition)
    case macro(TemplateMacro)
    /// Calls a macro that may ask for the body as `caller()`.
    case callBlock(TemplateExpression, caller: TemplateMacro)
    /// A part with names of its own.
    case scope([(target: TemplateTarget, value: TemplateExpression)], [TemplateStatement])
    /// What a part prints, through filters.
    case filtered([TemplateFilter], [TemplateStatement])
    case exitLoop
    case nextRound
}

/// A loop of a template.
struct TemplateForLoop: Sendable {
    let target: TemplateTarget
    let list: TemplateExpression
    /// Which rounds are made.
    let condition: TemplateExpression?
    /// Whether the body may call the loop with another list.
    let isRecursive: Bool
    let body: [TemplateStatement]
    /// What is done if there is no round.
    let otherwise: [TemplateStatement]
}

/// A macro of a template.
struct TemplateMacro: Sendable {
    let name: String
    let parameters: [(name: String, standard: TemplateExpression?)]
    let body: [TemplateStatement]
    /// Which of `varargs`, `kwargs` and `caller` the body asks for.
    let extras: Set<String>
}
