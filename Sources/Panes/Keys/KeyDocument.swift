import Playground

/// The pages of the documentation that list keys and commands, written from the same tables as the screen.
public enum KeyDocument {
    /// All keys, scope by scope, in both languages.
    public static var keys: String {
        var text = """
            # Keys

            Written from the key table of the program; a test keeps it fresh. On the screen, F1 shows the same list.

            """
        for scope in KeyBinding.Scope.allCases {
            text += "\n## \(Phrase.title(scope).english)\n\n| key | does | hace |\n|---|---|---|\n"
            for row in KeyTable.help(scope) {
                let keys = row.keys.map { $0 == "|" ? "\\|" : String($0) }.joined()
                text += "| `\(keys)` | \(row.summary.english) | \(row.summary.spanish) |\n"
            }
        }
        return text
    }

    /// All commands, with their keys, in both languages; themes, which come from files, as one.
    public static var commands: String {
        var text = """
            # Commands

            What the command palette (`^P`) offers. Written from the command list of the program; a test keeps it fresh.

            | command | key | does | hace |
            |---|---|---|---|

            """
        for command in CommandList.all(themeNames: ["NAME"]) {
            let phrase = Phrase.command(command)
            let key = KeyTable.key(for: command).map { "`\($0)`" } ?? ""
            text += "| `\(command.id)` | \(key) | \(phrase.english) | \(phrase.spanish) |\n"
        }
        return text
    }
}
