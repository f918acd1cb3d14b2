#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A terminal description with 16 million colours for terminals that can show them but whose own description says 256.
///
/// Few systems have `xterm-direct`. So a description is written here, on top of the terminal's own, compiled once by `tic` into
/// a folder of the user's, and found there by later starts.
struct DirectColor {
    /// Terminals that show 16 million colours even where nothing in the environment says so (over SSH).
    private static let knownTerminals = ["kitty", "alacritty", "foot", "wezterm", "ghostty", "-direct"]

    /// Whether the terminal is known to show 16 million colours.
    static func isOffered(term: String, environment: [String: String]) -> Bool {
        if let said = environment["COLORTERM"], ["truecolor", "24bit"].contains(said) { return true }
        return knownTerminals.contains { term.contains($0) }
    }

    /// The name of the entry for a terminal.
    static func name(for term: String) -> String { "direct-\(term)" }

    /// The entry's source.
    ///
    /// Colours below 16 are the terminal's ANSI colours, others are red, green and blue.
    static func source(for term: String) -> String {
        func color(_ normal: Int, _ bright: Int) -> String {
            "\\E[%?%p1%{8}%<%t\(normal)%p1%d%e%p1%{16}%<%t\(bright)%p1%{8}%-%d%e"
                + "\(normal)8;2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"
        }
        return """
            \(name(for: term))|\(term) with direct colour,
            \tRGB, AX, bce@, ccc@, initc@, initp@, oc@,
            \tcolors#0x1000000, pairs#0x7FFFF,
            \top=\\E[39;49m,
            \tsetab=\(color(4, 10)),
            \tsetaf=\(color(3, 9)),
            \tuse=\(term),

            """
    }

    /// Makes sure that the entry lies in `directory`; false where there is no `tic` or the folder cannot be written.
    static func install(for term: String, in directory: String) -> Bool {
        // The name becomes part of a path and of a source text.
        let isPlain = term.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-+._".utf8.contains(byte)
        }
        guard isPlain, !term.isEmpty else { return false }
        if isInstalled(for: term, in: directory) { return true }
        guard makeDirectories(directory) else { return false }
        let path = "\(directory)/\(name(for: term)).\(getpid()).ti"
        defer { unlink(path) }
        guard write(source(for: term), to: path), compile(path, into: directory) else { return false }
        return isInstalled(for: term, in: directory)
    }

    /// Compiled entries lie in a folder named by their first letter, or by its number where names ignore case.
    private static func isInstalled(for term: String, in directory: String) -> Bool {
        ["d", "64"].contains { access("\(directory)/\($0)/\(name(for: term))", R_OK) == 0 }
    }

    private static func makeDirectories(_ path: String) -> Bool {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o700)
        }
        return access(path, W_OK) == 0
    }

    private static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let isWritten = fputs(text, file) >= 0
        return fclose(file) == 0 && isWritten
    }

    /// Runs `tic`, silently.
    private static func compile(_ path: String, into directory: String) -> Bool {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        let words: [String] = ["tic", "-x", "-o", directory, path]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { word in strdup(word) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawnp(&child, "tic", &actions, nil, arguments, environ) == 0 else { return false }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0
    }
}
