import Playground
import TextUI

/// What the keys do here: those of the focused pane between the ones that never change.
struct FooterLine {
    let scene: Scene

    private struct Hint {
        let keys: String
        let label: String
        var width: Int { keys.columnWidth + 1 + label.columnWidth }
    }

    private static let gap = 2

    /// Draws the line.
    func draw(on canvas: inout Canvas) {
        let line = scene.layout.footer.inset(left: 1, right: 1)
        var point = line.origin
        for hint in fitting(in: line.columns) {
            point.column = canvas.write(hint.keys, at: point, style: scene.theme[.key], within: line)
            point.column = canvas.write(" " + hint.label, at: point, style: scene.theme[.keyLabel], within: line)
            point.column += Self.gap
        }
    }

    /// As many hints as fit: the first ones of the pane before the later ones of the line.
    private func fitting(in columns: Int) -> [Hint] {
        let scopes = KeyMap.scopes(in: scene.state)
        let local = hints(scopes.dropLast())
        let always = hints(scopes.suffix(1)).filter { scene.state.overlay == nil || $0.keys == "Esc" }
        var shown: [(order: Int, hint: Hint)] = []
        var used = 0
        // Places on the line: run and stop, the pane's own keys, then what leads elsewhere.
        let fixed = always.enumerated().map { (order: $0.offset < 2 ? $0.offset : 100 + $0.offset, hint: $0.element) }
        let own = local.enumerated().map { (order: 10 + $0.offset, hint: $0.element) }
        // Running, the pane's first key and the help are the last to leave.
        let middle = fixed.dropFirst().dropLast()
        let ranked = fixed.prefix(1) + own.prefix(1) + fixed.dropFirst().suffix(1) + own.dropFirst().prefix(1)
        for entry in ranked + middle.reversed() + own.dropFirst(2) {
            let width = entry.hint.width + (shown.isEmpty ? 0 : Self.gap)
            guard used + width <= columns else { continue }
            used += width
            shown.append(entry)
        }
        return shown.sorted { $0.order < $1.order }.map(\.hint)
    }

    private func hints(_ scopes: some Sequence<KeyBinding.Scope>) -> [Hint] {
        scopes.flatMap(KeyTable.bindings(in:)).compactMap { binding in
            guard let label = binding.label else { return nil }
            let isClosing = scene.state.overlay != nil && binding.scope == .everywhere
            return Hint(keys: binding.shortKeyNames, label: scene.text(isClosing ? .close : label))
        }
    }
}

extension KeyBinding {
    /// The keys where room is short: `←→`, `Shift ←→`, and only the first of several that do the same.
    var shortKeyNames: String {
        switch keys.map(\.code) {
        case [.left, .right]: keys[0].modifiers == .shift ? "Shift ←→" : "←→"
        case [.up, .down]: "↑↓"
        case [.up] where scope == .nextToken || scope == .help, [.up, .character("p")]: "↑↓"
        default: keys.first?.name ?? ""
        }
    }
}
