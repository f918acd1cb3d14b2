import Generation

/// A named set of prompts and settings that can be shared as a file.
///
/// `{{name}}` in a text is a variable: whoever chooses the preset is asked for it.
/// ```toml
/// name = "Translation"
/// user = "Translate into {{language}}: {{sentence}}"
///
/// [settings]
/// temperature = 0
///
/// [variables]
/// language = "Spanish"
/// ```
public struct Preset: Hashable, Sendable {
    /// Something that is filled in.
    public struct Variable: Hashable, Sendable {
        /// Its name, as it stands between the braces.
        public let name: String
        /// What is offered for it.
        public var value: String
    }

    /// Its name for people.
    public var name: String
    /// What it is for, in a line.
    public var description = ""
    /// The language of its texts; nil if it does not say.
    public var language: Language?
    /// The model that it is meant for; nil keeps the one that is open.
    public var model: String?
    /// The system text.
    public var system = ""
    /// The user's text.
    public var user = ""
    /// The knobs; nil leaves them as they are.
    public var settings: Settings?
    /// What is offered for variables, by name.
    public var values: [String: String] = [:]

    /// Makes a preset without texts.
    public init(name: String) { self.name = name }

    /// The variables of its texts, in the order in which they first occur.
    public var variables: [Variable] {
        var variables: [Variable] = []
        for name in Template(system).names + Template(user).names
        where !variables.contains(where: { $0.name == name }) {
            variables.append(Variable(name: name, value: values[name] ?? ""))
        }
        return variables
    }

    /// The preset with its variables filled in.
    func filled(with variables: [Variable]) -> Preset {
        let values = Dictionary(variables.map { ($0.name, $0.value) }) { first, _ in first }
        var preset = self
        preset.system = Template(system).filled(with: values)
        preset.user = Template(user).filled(with: values)
        return preset
    }
}

/// A text with gaps: `Translate into {{language}}`.
private struct Template {
    private enum Part {
        case text(Substring)
        /// A gap, with its braces.
        case gap(name: String, written: Substring)
    }

    private let parts: [Part]

    init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            let inside = rest[open.upperBound..<close.lowerBound]
            let name = inside.drop(while: \.isWhitespace).prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let isName = name.first.map { !$0.isNumber } ?? false
            if isName, rest[name.endIndex..<close.lowerBound].allSatisfy(\.isWhitespace) {
                parts.append(.text(rest[..<open.lowerBound]))
                parts.append(.gap(name: String(name), written: rest[open.lowerBound..<close.upperBound]))
                rest = rest[close.upperBound...]
            } else {
                // Braces around something else are braces.
                parts.append(.text(rest[..<open.upperBound]))
                rest = rest[open.upperBound...]
            }
        }
        self.parts = parts + [.text(rest)]
    }

    var names: [String] {
        parts.compactMap { if case .gap(let name, _) = $0 { name } else { nil } }
    }

    func filled(with values: [String: String]) -> String {
        parts.map { part in
            switch part {
            case .text(let text): String(text)
            case .gap(let name, let written): values[name] ?? String(written)
            }
        }.joined()
    }
}
