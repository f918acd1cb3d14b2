extension Key: CustomStringConvertible {
    /// The key as hints write it: `^R`, `Alt-x`, `Shift-Tab`, `F1`, `↑`.
    public var description: String {
        if modifiers == .control, case .character(let character) = code { return "^" + character.uppercased() }
        let names: [(Modifiers, String)] = [(.control, "Ctrl-"), (.alt, "Alt-"), (.shift, "Shift-")]
        return names.filter { modifiers.contains($0.0) }.map(\.1).joined() + code.description
    }
}

extension Key.Code: CustomStringConvertible {
    /// The key's name.
    public var description: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "↑"
        case .down: "↓"
        case .left: "←"
        case .right: "→"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }
}
