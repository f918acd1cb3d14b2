import Documents

/// A theme file as written: what it sets itself, not yet what it inherits.
///
/// Documents are merged before colours are looked up, so a theme that inherits can change a palette colour alone and
/// everything that uses it follows.
struct ThemeDocument {
    typealias Entry = TOMLDocument.Entry

    let source: TOMLDocument
    private(set) var inherits: Entry?
    private(set) var appearance: Entry?
    private(set) var palette: [String: Entry] = [:]
    private(set) var roles: [String: Entry] = [:]
    private(set) var ramps: [String: Entry] = [:]

    static let rampNames = ["attention", "diverging", "surprise"]

    init(_ source: TOMLDocument) throws(DocumentError) {
        self.source = source
        for entry in try source.root().entries() {
            switch entry.key {
            case "inherits": inherits = entry
            case "appearance": appearance = entry
            case "palette": palette = Self.byKey(try entry.entries())
            case "roles":
                roles = Self.byKey(try entry.entries(known: Role.allCases.map(\.rawValue), kind: "a role of a theme"))
            case "ramps": ramps = Self.byKey(try entry.entries(known: Self.rampNames, kind: "a ramp of a theme"))
            default:
                throw entry.unknown(
                    known: ["inherits", "appearance", "palette", "roles", "ramps"], kind: "a key of a theme")
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

    static func byKey(_ entries: [Entry]) -> [String: Entry] {
        Dictionary(entries.map { ($0.key, $0) }) { first, _ in first }
    }
}
