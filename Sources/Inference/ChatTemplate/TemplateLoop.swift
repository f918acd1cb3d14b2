/// A loop as it runs.
final class TemplateLoop {
    let statement: TemplateForLoop
    /// Where the loop is written.
    let scope: TemplateScope
    /// 0 for a loop that is not within a round of itself.
    let depth: Int
    /// Values whose condition has not been asked: it is asked as late as jinja2 asks it, since rounds before may change the answer.
    var pending: ArraySlice<TemplateValue>
    /// Values that will have a round, as far as has been looked ahead.
    var upcoming: ArraySlice<TemplateValue> = []
    var index = -1
    var previous = TemplateValue.undefined
    var current = TemplateValue.undefined
    /// What `loop.changed` was asked about last.
    var remembered: [TemplateValue]?

    init(_ statement: TemplateForLoop, over values: [TemplateValue], in scope: TemplateScope, depth: Int) {
        self.statement = statement
        self.scope = scope
        self.depth = depth
        pending = values[...]
    }
}
