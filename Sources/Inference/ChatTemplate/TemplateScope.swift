/// Names and their values in one part of a template: a macro keeps the scope it was written in, as a function of Python does.
final class TemplateScope {
    private var values: [String: TemplateValue]
    private let parent: TemplateScope?

    init(_ values: [String: TemplateValue] = [:], in parent: TemplateScope? = nil) {
        self.values = values
        self.parent = parent
    }

    /// The value of a name here or in a scope around.
    func lookUp(_ name: String) -> TemplateValue? {
        var scope: TemplateScope? = self
        while let current = scope {
            if let value = current.values[name] { return value }
            scope = current.parent
        }
        return nil
    }

    func set(_ name: String, _ value: TemplateValue) { values[name] = value }
}
