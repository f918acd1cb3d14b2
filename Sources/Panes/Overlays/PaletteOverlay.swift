import Playground
import TextUI

/// The commands that fit what was typed, best first.
struct PaletteList {
    /// A command, its name, and which of its letters were found.
    struct Entry {
        let command: Command
        let name: String
        let found: [Int]
    }

    let entries: [Entry]

    init(_ palette: Palette, state: PlaygroundState) {
        let commands = CommandList.all(themeNames: state.themeNames)
        let matches = commands.enumerated().compactMap { index, command in
            let name = Phrase.command(command).text(in: state.language)
            return FuzzyMatch(palette.query, in: name).map { match in
                (index: index, score: match.score, entry: Entry(command: command, name: name, found: match.positions))
            }
        }
        entries = matches.sorted { $0.score == $1.score ? $0.index < $1.index : $0.score > $1.score }.map(\.entry)
    }
}

/// The command palette: a field, the commands that fit, their keys, and why one cannot be used now.
struct PaletteOverlay {
    let scene: Scene
    let palette: Palette

    private var list: [PaletteList.Entry] { PaletteList(palette, state: scene.state).entries }

    private var screen: Rect { Rect(origin: .zero, size: scene.layout.size) }

    private var popup: Popup {
        let size = scene.layout.size
        return Popup(
            scene.text(.commands),
            contentSize: Size(columns: min(68, size.columns - 6), rows: min(20, size.rows - 4)))
    }

    /// Where the palette lies.
    var frame: Rect { popup.frame(in: screen) }

    private var listRoom: Rect { popup.content(in: screen).inset(top: 2) }

    private func firstRow(_ count: Int) -> Int {
        min(max(0, count - listRoom.rows), max(0, palette.selection - listRoom.rows / 2))
    }

    /// The command at a place of the screen.
    func command(at point: Point) -> Command? {
        guard listRoom.contains(point) else { return nil }
        let entries = list
        let index = firstRow(entries.count) + point.row - listRoom.top
        return entries.indices.contains(index) ? entries[index].command : nil
    }

    /// Draws the palette.
    func draw(on canvas: inout Canvas) {
        let theme = scene.theme
        popup.draw(in: screen, on: &canvas, theme: theme)
        let content = popup.content(in: screen)
        TextField(
            palette.query, cursor: palette.query.utf8.count, placeholder: scene.text(.palettePlaceholder), prompt: "›"
        ).draw(in: content.row(0), on: &canvas, theme: theme)
        let line = content.row(1)
        canvas.horizontalLine(at: line.origin, columns: line.columns, style: theme[.border])
        let entries = list
        guard !entries.isEmpty else {
            canvas.write(scene.text(.nothingFound), in: listRoom.row(0), style: theme[.placeholder])
            return
        }
        let first = firstRow(entries.count)
        for row in 0..<listRoom.rows where first + row < entries.count {
            draw(entries[first + row], isChosen: first + row == palette.selection, in: listRoom.row(row), on: &canvas)
        }
    }

    private func draw(_ entry: PaletteList.Entry, isChosen: Bool, in line: Rect, on canvas: inout Canvas) {
        let theme = scene.theme
        var reason: String?
        if case .unavailable(let why) = CommandList.availability(of: entry.command, in: scene.state) {
            reason = scene.text(.reason(why))
        }
        let base = theme[reason == nil ? .text : .disabled]
        var point = line.origin.moved(columns: 2)
        for (index, character) in entry.name.enumerated() {
            let style = entry.found.contains(index) && reason == nil ? theme[.match] : base
            point.column = canvas.write(String(character), at: point, style: style, within: line)
        }
        let right = line.inset(left: min(line.columns, point.column - line.left + 2))
        if let reason {
            canvas.write(reason, in: right, style: theme[.faint], alignment: .right)
        } else if let key = KeyTable.key(for: entry.command) {
            canvas.write(key, in: right, style: theme[.key], alignment: .right)
        }
        if isChosen {
            canvas.restyle(line, style: theme[.selection])
            canvas.put(Glyph("▸"), at: line.origin, style: theme[.accent].background(theme[.selection].background))
        }
    }
}

extension KeyTable {
    /// The key of a command, as it is written; nil if it has none.
    static func key(for command: Command) -> String? {
        let probe = Situation.probe
        for binding in bindings where binding.scope != .palette && binding.scope != .dialog && binding.scope != .help {
            guard let key = binding.keys.first else { continue }
            var situation = probe
            situation.key = key
            if binding.actions(situation) == [command.action] { return key.description }
        }
        return nil
    }
}
