/// An expression of a template and where it stands.
struct TemplateExpression: Sendable {
    /// What sort of expression.
    indirect enum Kind: Sendable {
        case literal(TemplateValue)
        case name(String)
        case list([TemplateExpression])
        case dictionary([(key: TemplateExpression, value: TemplateExpression)])
        case attribute(TemplateExpression, String)
        case subscripted(TemplateExpression, TemplateExpression)
        case slice(TemplateExpression, start: TemplateExpression?, end: TemplateExpression?, step: TemplateExpression?)
        case call(TemplateExpression, TemplateArguments)
        case filter(TemplateExpression, String, TemplateArguments)
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
    case loop(
        names: [String], over: TemplateExpression, where: TemplateExpression?, body: [TemplateStatement],
        otherwise: [TemplateStatement])
    case assign([String], TemplateExpression)
    case assignMember(String, member: String, TemplateExpression)
    case assignBlock(String, [TemplateStatement])
    case macro(TemplateMacro)
    /// A part that has no meaning of its own here: `generation` marks what a model said.
    case block([TemplateStatement])
    /// A part whose names end with it.
    case scope([TemplateStatement])
    /// What a part prints, through a filter.
    case filtered(String, [TemplateStatement], TemplatePosition)
    case exitLoop
    case nextRound
}

/// A macro of a template.
struct TemplateMacro: Sendable {
    let name: String
    let parameters: [(name: String, standard: TemplateExpression?)]
    let body: [TemplateStatement]
}
