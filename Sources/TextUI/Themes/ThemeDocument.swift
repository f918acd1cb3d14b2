/// A theme file as written: what it sets itself, not yet what it inherits.
///
/// Documents are merged before colours are looked up, so a theme that inherits can change a palette colour alone and
/// everything that uses it follows.
struct ThemeDocument {
    /// A setting, and the file that an error in it belongs to.
    struct Entry {
        let setting: Setting
        let source: ThemeSource

        func error(expected: String, hint: String? = nil) -> ThemeError {
            source.error(at: setting.path, expected: expected, found: setting.description, hint: hint)
        }
    }

    let source: ThemeSource
    private(set) var inherits: Entry?
    private(set) var appearance: Entry?
    private(set) var palette: [String: Entry] = [:]
    private(set) var roles: [String: Entry] = [:]
    private(set) var ramps: [String: Entry] = [:]

    static let rampNames = ["attention", "diverging", "surprise"]

    init(_ source: ThemeSource) throws(ThemeError) {
        self.source = source
        for (key, entry) in try Self.entries(of: Entry(setting: source.parse(), source: source)) {
            switch key {
            case "inherits": inherits = entry
            case "appearance": appearance = entry
            case "palette": palette = Dictionary(uniqueKeysWithValues: try Self.entries(of: entry))
            case "roles":
                roles = try Self.entries(of: entry, known: Role.allCases.map(\.rawValue), kind: "a role")
            case "ramps": ramps = try Self.entries(of: entry, known: Self.rampNames, kind: "a ramp")
            default:
                throw Self.unknown(entry, key, known: ["inherits", "appearance", "palette", "roles", "ramps"])
            }
        }
    }

    /// This document on top of the one it inherits.
    func merged(over parent: ThemeDocument) -> ThemeDocument {
        var merged = self
        merged.appearance = appearance ?? parent.appearance
        merged.palette = palette.merging(parent.palette) { own, _ in own }
        merged.roles = roles.merging(parent.roles) { own, _ in own }
        merged.ramps = ramps.merging(parent.ramps) { own, _ in own }
        return merged
    }

    /// The entries of a table.
    static func entries(of entry: Entry) throws(ThemeError) -> [(String, Entry)] {
        guard case .table(let values) = entry.setting.value else { throw entry.error(expected: "a table") }
        return values.map { ($0.key, Entry(setting: $0.value, source: entry.source)) }
    }

    /// The entries of a table whose keys are known.
    static func entries(
        of entry: Entry, known: [String], kind: String = "a key"
    ) throws(ThemeError) -> [String: Entry] {
        var found: [String: Entry] = [:]
        for (key, value) in try entries(of: entry) {
            guard known.contains(key) else { throw unknown(value, key, known: known, kind: kind) }
            found[key] = value
        }
        return found
    }

    private static func unknown(_ entry: Entry, _ key: String, known: [String], kind: String = "a key") -> ThemeError {
        let hint = nearest(to: key, among: known).map { "did you mean \"\($0)\"?" }
        let expected =
            "\(kind) of a theme" + (hint == nil && known.count < 10 ? " (\(known.joined(separator: ", ")))" : "")
        return entry.source.error(at: entry.setting.path, expected: expected, found: "\"\(key)\"", hint: hint)
    }
}
