import Documents

/// Turns a complete theme document into a theme: looks colours up and builds the ramps.
struct ThemeReader {
    let document: ThemeDocument

    typealias Entry = ThemeDocument.Entry

    func theme() throws(DocumentError) -> Theme {
        var styles: [Role: Style] = [:]
        for role in Role.allCases {
            guard let entry = document.roles[role.rawValue] else {
                throw document.source.error(
                    at: ["roles", role.rawValue], expected: "a style for every role", found: "none",
                    hint: "inherits = \"dark\" fills in what a theme leaves out")
            }
            styles[role] = try style(entry)
        }
        // A role that names no colour for its text has that of the screen.
        let ink = styles[.background]?.foreground
        for role in Role.allCases where styles[role]?.foreground == nil { styles[role]?.foreground = ink }
        // Text on a ramp is the theme's own where that can be read, otherwise the opposite.
        let ground = styles[.background]
        let inks =
            [styles[.text]?.foreground, styles[.strong]?.foreground, ground?.background].compactMap { $0 }
            + [Color(0xFFFFFF), Color(0x000000)]
        let diverging = try stops("diverging")
        return Theme(
            name: document.source.name, appearance: try appearance(), styles: styles,
            surprise: Ramp(through: try stops("surprise"), inks: inks),
            attention: Ramp(through: try stops("attention"), inks: inks),
            diverging: Ramp(diverging: diverging, inks: inks))
    }

    private func appearance() throws(DocumentError) -> Theme.Appearance {
        guard let entry = document.appearance else {
            throw document.source.error(at: ["appearance"], expected: "\"dark\" or \"light\"", found: "nothing")
        }
        guard case .string(let text) = entry.setting.value, let appearance = Theme.Appearance(rawValue: text) else {
            throw entry.error(expected: "\"dark\" or \"light\"")
        }
        return appearance
    }

    /// A style: a colour for the text, or a table of colours and attributes.
    private func style(_ entry: Entry) throws(DocumentError) -> Style {
        guard case .table = entry.setting.value else {
            return Style(foreground: try color(entry, expected: "a colour or a table such as { fg = \"accent\" }"))
        }
        let known = ["fg", "bg"] + Self.attributes.map(\.key)
        let fields = try ThemeDocument.byKey(entry.entries(known: known, kind: "a key of a theme"))
        var style = Style.plain
        if let foreground = fields["fg"] { style.foreground = try color(foreground) }
        if let background = fields["bg"] { style.background = try color(background) }
        for (key, attribute) in Self.attributes {
            guard let field = fields[key] else { continue }
            guard case .bool(let isOn) = field.setting.value else { throw field.error(expected: "true or false") }
            if isOn { style.attributes.insert(attribute) }
        }
        return style
    }

    private static let attributes: [(key: String, attribute: Style.Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
    ]

    /// The stops of a ramp; no stops make a monochrome ramp.
    private func stops(_ name: String) throws(DocumentError) -> [Color?] {
        guard let entry = document.ramps[name] else {
            throw document.source.error(
                at: ["ramps", name], expected: "a list of colours", found: "nothing",
                hint: "inherits = \"dark\" fills in what a theme leaves out")
        }
        guard case .array(let settings) = entry.setting.value else {
            throw entry.error(expected: "a list of colours")
        }
        var colors: [Color?] = []
        for setting in settings { colors.append(try color(Entry(setting: setting, document: entry.document))) }
        if name == "diverging", !colors.isEmpty, colors.count < 3 || colors.count.isMultiple(of: 2) {
            throw entry.document.error(
                at: entry.setting.path, expected: "an odd number of colours, at least 3", found: "\(colors.count)",
                hint: "the middle one stands for zero")
        }
        if name != "diverging", colors.count == 1 {
            throw entry.document.error(
                at: entry.setting.path, expected: "at least 2 colours, or none for shading", found: "1")
        }
        return colors
    }

    /// A colour: `#rrggbb`, a name of the palette, an ANSI colour, or `default` for the terminal's own (`nil`).
    private func color(
        _ entry: Entry, expected: String = "a colour (\"#rrggbb\", a palette name or an ANSI colour)"
    ) throws(DocumentError) -> Color? {
        guard case .string(let text) = entry.setting.value else { throw entry.error(expected: expected) }
        if text == "default" { return nil }
        guard let named = document.palette[text] else {
            if let color = Self.literal(text) { return color }
            let names = document.palette.keys.sorted() + ANSIColor.allCases.map(\.name) + ["default"]
            throw entry.error(
                expected: expected,
                hint: text.hasPrefix("#") ? nil : nearest(to: text, among: names).map { "did you mean \"\($0)\"?" })
        }
        guard case .string(let value) = named.setting.value else {
            throw named.error(expected: "\"#rrggbb\" or an ANSI colour")
        }
        if value == "default" { return nil }
        guard let color = Self.literal(value) else { throw named.error(expected: "\"#rrggbb\" or an ANSI colour") }
        return color
    }

    private static func literal(_ text: String) -> Color? {
        if let ansi = ANSIColor(name: text) { return .ansi(ansi) }
        guard text.first == "#", text.utf8.count == 7, text.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
        return UInt32(text.dropFirst(), radix: 16).map { Color($0) }
    }
}
