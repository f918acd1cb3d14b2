import Documents
import Testing

@testable import TextUI

struct ThemeTests {
    private static let builtIn = ThemeLibrary.builtIn.themes

    @Test func `every built-in theme is sound`() {
        #expect(ThemeLibrary.builtIn.errors.map(\.message) == [])
        #expect(Self.builtIn.map(\.name) == ["dark", "light", "high-contrast", "color-blind", "ansi", "mono"])
        #expect(Self.builtIn.allSatisfy { $0.styles.count == Role.allCases.count })
    }

    /// What is looked at rather than read.
    private static let decoration: Set<Role> = [
        .border, .borderFocused, .faint, .barTrack, .sliderTrack, .scrollTrack, .scrollThumb, .sliderFill, .sliderKnob,
        .bar,
        .barMuted,
    ]
    private static let quiet: Set<Role> = [.dim, .disabled, .placeholder, .facts, .title, .tab, .keyLabel]

    /// A built-in theme by name; names keep the reports of failed tests short.
    private func theme(_ name: String) throws -> Theme {
        try #require(ThemeLibrary.builtIn.theme(named: name))
    }

    @Test(arguments: ["dark", "light", "high-contrast", "color-blind"])
    func `text can be read on its ground`(name: String) throws {
        let theme = try theme(name)
        let ground = try #require(theme[.background].background)
        for role in Role.allCases where !Self.decoration.contains(role) {
            let style = theme[role]
            let foreground = try #require(style.foreground ?? theme[.background].foreground)
            let needed = Self.quiet.contains(role) ? 3 : 4.5
            let contrast = foreground.contrast(with: style.background ?? ground)
            #expect(contrast >= needed, "\(role.rawValue) \(style): \(contrast)")
        }
    }

    @Test(arguments: ["dark", "light", "high-contrast", "color-blind", "ansi"])
    func `text can be read on every step of the ramps`(name: String) throws {
        let theme = try theme(name)
        for ramp in [theme.surprise, theme.attention, theme.diverging] {
            for value in stride(from: 0.0, through: 1, by: 0.01) {
                let style = ramp.style(at: value)
                guard let background = style.background else {
                    #expect(name == "ansi" && style == .plain)
                    continue
                }
                let foreground = try #require(style.foreground)
                #expect(foreground.contrast(with: background) >= 4.5, "at \(value): \(style)")
            }
        }
    }

    @Test(arguments: ["dark", "light", "high-contrast", "color-blind"])
    func `equal steps of attention look equal, and lightness only goes one way`(name: String) throws {
        let theme = try theme(name)
        let places = theme.attention.steps.compactMap { $0.map(OKLab.init) }
        let distances = zip(places, places.dropFirst()).map { $0.distance(to: $1) }
        let mean = distances.reduce(0, +) / Double(distances.count)
        // Rounding to 8 bits is worth about a third of a step.
        #expect(distances.allSatisfy { abs($0 - mean) < mean })
        let rises = zip(places, places.dropFirst()).map { $1.lightness - $0.lightness }
        let direction: Double = theme.appearance == .dark ? 1 : -1
        #expect(rises.allSatisfy { $0 * direction > -0.003 })
        #expect(theme.attention.steps.count <= 256)
    }

    @Test func `a ramp clamps values and takes NaN for nothing`() {
        let ramp = Ramp(through: [Color(0x000000), Color(0xFFFFFF)], inks: [])
        #expect(ramp.color(at: -1) == Color(0x000000))
        #expect(ramp.color(at: .nan) == Color(0x000000))
        #expect(ramp.color(at: 7) == Color(0xFFFFFF))
    }

    @Test func `zero is the middle of a diverging ramp`() {
        let ramp = Ramp(diverging: [Color(0xFF0000), Color(0x101010), Color(0x0000FF)], inks: [])
        #expect(ramp.color(at: 0.5) == Color(0x101010))
        #expect(ramp.steps.first == Color(0xFF0000) && ramp.steps.last == Color(0x0000FF))
    }

    @Test func `a theme without colours shades`() {
        let mono = ThemeLibrary.builtIn.standard(for: .monochrome)
        #expect(mono.isMonochrome)
        #expect(mono.attention.color(at: 0.5) == nil)
        #expect(mono.attention.style(at: 1).attributes.contains(.reverse))
        #expect([0, 0.25, 0.5, 0.75, 1].map { Ramp.shade(at: $0).string } == [" ", "░", "▒", "▓", "█"])
        #expect(mono.styles.values.allSatisfy { $0.foreground == nil && $0.background == nil })
    }

    @Test func `a theme of sixteen colours has no others`() {
        let ansi = ThemeLibrary.builtIn.standard(for: .ansi16)
        let colors =
            (ansi.styles.values.flatMap { [$0.foreground, $0.background] } + ansi.attention.steps).compactMap { $0 }
        #expect(colors.allSatisfy { $0.paletteIndex.map { $0 < 16 } ?? false })
    }

    @Test func `a palette colour changes everything that uses it`() throws {
        let file = ThemeLibrary.File(
            name: "themes/mine.toml",
            text: "inherits = \"dark\"\n[palette]\naccent = \"#ffb454\"\n[roles]\nbar = \"red\"\ntitle.italic = true")
        let library = ThemeLibrary(files: [file])
        #expect(library.errors.map(\.message) == [])
        let mine = try #require(library.theme(named: "mine"))
        #expect(mine[.key] == Style(foreground: Color(0xFFB454), attributes: .bold))
        #expect(mine[.bar].foreground == .ansi(.red))
        #expect(mine[.title] == Style(foreground: Theme.dark[.background].foreground, attributes: .italic))
        #expect(mine[.text] == Theme.dark[.text])
    }

    @Test(arguments: [
        (
            "[roles]\nacent = \"#ffffff\"",
            "t.toml:3:1: roles.acent: expected a role of a theme, found \"acent\" (did you mean \"accent\"?)"
        ),
        ("[rolls]\n", "t.toml:2:1: rolls: expected a key of a theme, found \"rolls\" (did you mean \"roles\"?)"),
        (
            "[roles]\n# x\ntext = { fg = \"silver\", bold = 1 }",
            "t.toml:4:25: roles.text.bold: expected true or false, found the integer 1"
        ),
        (
            "[roles]\n  text = \"silvre\"",
            "t.toml:3:3: roles.text: expected a colour or a table such as { fg = \"accent\" }, found \"silvre\" (did you mean \"silver\"?)"
        ),
        (
            "roles.text = { fg = \"#12345\" }",
            "t.toml:2:16: roles.text.fg: expected a colour (\"#rrggbb\", a palette name or an ANSI colour), found \"#12345\""
        ),
        ("appearance = \"drak\"", "t.toml:2:1: appearance: expected \"dark\" or \"light\", found \"drak\""),
        (
            "[ramps]\nattention = [\"#ffffff\"]",
            "t.toml:3:1: ramps.attention: expected at least 2 colours, or none for shading, found 1"
        ),
        (
            "[ramps]\ndiverging = [\"#ffffff\", \"#000000\"]",
            "t.toml:3:1: ramps.diverging: expected an odd number of colours, at least 3, found 2 (the middle one stands for zero)"
        ),
        ("roles = 3", "t.toml:2:1: roles: expected a table, found the integer 3"),
    ])
    func `a broken theme says where and what`(text: String, message: String) {
        let file = ThemeLibrary.File(name: "t.toml", text: "inherits = \"dark\"\n" + text)
        let library = ThemeLibrary(files: [file])
        #expect(library.errors.map(\.message) == [message])
        #expect(library.theme(named: "t") == nil)
        #expect(library.themes.count == Self.builtIn.count)
    }

    @Test func `a syntax error has its line`() throws {
        let error = try #require(
            ThemeLibrary(files: [.init(name: "t.toml", text: "[roles]\ntext = #fff\n")]).errors.first)
        #expect(error.message.hasPrefix("t.toml:2:"))
        #expect(!error.message.contains("\n"))
    }

    @Test func `inheriting in a circle and inheriting nothing known are errors`() {
        let library = ThemeLibrary(files: [
            .init(name: "a.toml", text: "inherits = \"b\""), .init(name: "b.toml", text: "inherits = \"a\""),
            .init(name: "c.toml", text: "inherits = \"drak\""), .init(name: "d.toml", text: "appearance = \"dark\""),
        ])
        #expect(library.errors.count == 4)
        #expect(library.errors.map(\.message).contains { $0.contains("did you mean \"dark\"?") })
        #expect(library.themes.count == Self.builtIn.count)
    }

    @Test func `a user's theme replaces a built-in one, unless it is broken`() throws {
        let own = ThemeLibrary(files: [.init(name: "light.toml", text: "inherits = \"dark\"")])
        #expect(own.theme(named: "light")?[.text] == Theme.dark[.text])
        let broken = ThemeLibrary(files: [.init(name: "light.toml", text: "appearance = 3")])
        #expect(broken.errors.count == 1)
        #expect(broken.theme(named: "light") == ThemeLibrary.builtIn.theme(named: "light"))
    }

    @Test func `a head's cell is its hue, stronger where the head is`() throws {
        let weak = Theme.dark.cell(.headInduction, strength: 0.1)
        let strong = Theme.dark.cell(.headInduction, strength: 0.9)
        let (low, high) = (try #require(weak.background), try #require(strong.background))
        #expect(OKLab(low).lightness < OKLab(high).lightness)
        #expect(Theme.dark.cell(.headInduction, strength: .nan) == Theme.dark.cell(.headInduction, strength: 0))
    }
}
