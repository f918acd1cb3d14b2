public import Documents

/// All themes to choose from: those inside the program, and the user's own.
public struct ThemeLibrary: Sendable {
    /// A theme file as read by the caller.
    public struct File: Hashable, Sendable {
        /// The name; without folder and `.toml` it is the theme's.
        public var name: String
        /// What is in it.
        public var text: String

        /// Makes a file.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The themes, by name: the built-in ones in their order, then the user's in alphabetical order.
    public private(set) var themes: [Theme] = []
    /// What is wrong with the user's files; those that are sound are among the themes all the same.
    public private(set) var errors: [DocumentError] = []

    private var documents: [String: ThemeDocument] = [:]

    /// The themes inside the program.
    public static let builtIn = ThemeLibrary(files: [])

    /// Reads the built-in themes and the user's files; a user's theme may inherit any other and replaces a built-in
    /// one of the same name.
    public init(files: [File]) {
        let own = files.sorted { $0.name < $1.name }.map { TOMLDocument(file: $0.name, text: $0.text) }
        let builtIn = EmbeddedThemes.files.map { TOMLDocument(file: $0.name, text: $0.text) }
        var names: [String] = []
        for source in builtIn + own {
            do {
                documents[source.name] = try ThemeDocument(source)
                if !names.contains(source.name) { names.append(source.name) }
            } catch {
                errors.append(error)
            }
        }
        for name in names {
            do {
                themes.append(try ThemeReader(document: complete(name, heirs: [])).theme())
            } catch {
                errors.append(error)
                // A broken file of the user's does not take a built-in theme away.
                if let sound = Self.builtInTheme(name), !own.isEmpty { themes.append(sound) }
            }
        }
    }

    /// The theme of that name.
    public func theme(named name: String) -> Theme? {
        themes.first { $0.name == name }
    }

    /// The theme that suits a terminal when the user has chosen none.
    public func standard(for level: ColorLevel, appearance: Theme.Appearance = .dark) -> Theme {
        let name =
            switch level {
            case .monochrome: "mono"
            case .ansi8, .ansi16: "ansi"
            case .palette256, .direct: appearance == .dark ? "dark" : "light"
            }
        return theme(named: name) ?? .dark
    }

    private static func builtInTheme(_ name: String) -> Theme? {
        EmbeddedThemes.files.contains { TOMLDocument(file: $0.name, text: "").name == name }
            ? builtIn.theme(named: name) : nil
    }

    /// A document with everything that it inherits.
    private func complete(_ name: String, heirs: [String]) throws(DocumentError) -> ThemeDocument {
        guard let document = documents[name] else {
            throw DocumentError(file: name, expected: "a theme", found: "none")
        }
        guard let inherits = document.inherits else { return document }
        guard case .string(let parent) = inherits.setting.value, documents[parent] != nil else {
            let written = if case .string(let text) = inherits.setting.value { text } else { "" }
            throw inherits.error(
                expected: "the name of a theme",
                hint: nearest(to: written, among: documents.keys.sorted()).map { "did you mean \"\($0)\"?" })
        }
        guard parent != name, !heirs.contains(parent) else {
            throw inherits.error(expected: "a theme that does not inherit this one")
        }
        return document.merged(over: try complete(parent, heirs: heirs + [name]))
    }
}

extension Theme {
    /// The default theme.
    public static let dark: Theme =
        ThemeLibrary.builtIn.theme(named: "dark")
        ?? Theme(
            name: "plain", appearance: .dark, styles: [:], surprise: .monochrome, attention: .monochrome,
            diverging: .monochrome)
}
