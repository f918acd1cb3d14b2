import Generation

extension Preset {
    /// The preset as a file.
    public var toml: String {
        var lines = ["name = \(Self.quoted(name))"]
        if !description.isEmpty { lines.append("description = \(Self.quoted(description))") }
        if let language { lines.append("language = \(Self.quoted(language.rawValue))") }
        if let model { lines.append("model = \(Self.quoted(model))") }
        if settings?.isRaw == true { lines.append("raw = true") }
        if !system.isEmpty { lines.append("system = \(Self.quoted(system))") }
        lines.append("user = \(Self.quoted(user))")
        if let settings {
            lines += ["", "[settings]"] + settings.lines
            if !settings.stopTexts.isEmpty {
                lines.append("stop = [\(settings.stopTexts.map(Self.quoted).joined(separator: ", "))]")
            }
        }
        let values = variables.filter { !$0.value.isEmpty }
        if !values.isEmpty {
            lines += ["", "[variables]"] + values.map { "\(Self.quoted($0.name)) = \(Self.quoted($0.value))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A text between quotes; one of several lines stands on lines of its own.
    private static func quoted(_ text: String) -> String {
        let isLong = text.contains("\n")
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": isLong ? "\n" : "\\n"
            case "\t": "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }.joined()
        // The line end behind the opening quotes is no part of the text.
        return isLong ? "\"\"\"\n\(escaped)\"\"\"" : "\"\(escaped)\""
    }
}

extension Settings {
    /// Every knob with its value; the context only if it is limited.
    fileprivate var lines: [String] {
        Knob.allCases.compactMap { knob in
            switch knob {
            case .context: return contextLength.map { "context = \($0)" }
            // TOML has no whole numbers beyond this.
            case .seed: return "seed = \(min(sampling.seed, UInt64(Int64.max)))"
            default:
                let value = value(of: knob, for: nil)
                let isWhole = Parameter(knob, for: nil).format == .integer
                return "\(knob.rawValue) = " + (isWhole ? String(Int(value)) : String(value))
            }
        }
    }
}
