internal import CNcurses
internal import TextUI

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Which entry of the terminal database is used, and how many colours it gives.
struct TerminalDescription {
    /// The entry's name.
    let name: String
    /// Where the entry lies, if it is not one of the system's.
    let directory: String?
    let level: ColorLevel

    /// Chooses the richest description that works here: 16 million colours, 256, 16, 8, none.
    ///
    /// - Parameters:
    ///   - environment: `TERM`, `COLORTERM` and `NO_COLOR` are read.
    ///   - cacheDirectory: where a description with 16 million colours may be kept; nil does without.
    init(environment: [String: String], cacheDirectory: String?) throws(TerminalError) {
        guard let term = environment["TERM"], !term.isEmpty else { throw .unnamedTerminal }
        let description = cn_describe(term)
        guard description.found else { throw .unknownTerminal(name: term) }
        guard description.moves_cursor else { throw .cannotDraw(name: term) }
        let isColorless = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let offersDirect = description.direct || DirectColor.isOffered(term: term, environment: environment)
        if !isColorless, offersDirect, let cacheDirectory, DirectColor.install(for: term, in: cacheDirectory) {
            (name, directory, level) = (DirectColor.name(for: term), cacheDirectory, .direct)
        } else {
            (name, directory) = (term, nil)
            level = isColorless ? .monochrome : Self.level(colorCount: Int(description.colors))
        }
    }

    /// The level of a description that names so many colours.
    static func level(colorCount: Int) -> ColorLevel {
        switch colorCount {
        case 256...: .palette256
        case 16...: .ansi16
        case 8...: .ansi8
        default: .monochrome
        }
    }

    /// Opens the screen with this description.
    func open() -> Bool {
        guard let directory else { return cn_open(name, level > .monochrome) }
        let before = getenv("TERMINFO").map { String(cString: $0) }
        setenv("TERMINFO", directory, 1)
        defer {
            if let before { setenv("TERMINFO", before, 1) } else { unsetenv("TERMINFO") }
        }
        return cn_open(name, level > .monochrome)
    }
}
