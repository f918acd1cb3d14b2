import Playground
import TextUI

/// All keys, pane by pane; scrolls.
struct HelpOverlay {
    let scene: Scene

    private enum Line {
        case title(String)
        case key(String, String)
        case text(String)
        case empty
    }

    private static let keyColumns = 24

    /// The screen without status line and footer.
    private var area: Rect { Rect(origin: .zero, size: scene.layout.size).inset(top: 1, bottom: 1) }

    private var popup: Popup {
        Popup(scene.text(.help), contentSize: Size(columns: min(90, area.columns - 4), rows: area.rows - 2))
    }

    /// Where the help lies.
    var frame: Rect { popup.frame(in: area) }

    private var room: Rect { popup.content(in: area).inset(right: 1) }

    /// The greatest line at which the help can begin.
    var lastFirstLine: Int { max(0, lines.count - room.rows) }

    /// Draws the help.
    func draw(on canvas: inout Canvas) {
        guard case .help(let wanted) = scene.state.overlay else { return }
        let theme = scene.theme
        popup.draw(in: area, on: &canvas, theme: theme)
        let lines = lines
        let first = min(wanted, max(0, lines.count - room.rows))
        let keyColumns = min(Self.keyColumns, room.columns * 2 / 5)
        for row in 0..<room.rows where first + row < lines.count {
            let line = room.row(row)
            switch lines[first + row] {
            case .title(let title): canvas.write(title, in: line, style: theme[.accent].adding(.bold))
            case .text(let text): canvas.write(text, in: line, style: theme[.dim])
            case .key(let keys, let summary):
                canvas.write(keys, in: line.inset(right: line.columns - keyColumns), style: theme[.key])
                canvas.write(summary, in: line.inset(left: keyColumns + 1), style: theme[.text])
            case .empty: break
            }
        }
        ScrollBar(total: lines.count, visible: room.rows, first: first)
            .draw(in: popup.content(in: area), on: &canvas, theme: theme)
    }

    private var lines: [Line] {
        var lines: [Line] = []
        lines += wrapped(.helpIntroduction) + [.empty]
        for scope in KeyBinding.Scope.allCases {
            lines.append(.title(scene.text(.title(scope))))
            lines += KeyTable.help(scope).map { .key($0.keys, scene.text($0.summary)) }
            lines.append(.empty)
        }
        lines.append(.title(scene.text(.mouse)))
        lines += wrapped(.mouseHelp) + [.empty]
        lines.append(.title(scene.text(.parameters)))
        for parameter in scene.state.parameters {
            lines.append(.key(scene.text(.name(parameter.knob)), scene.text(.explanation(parameter.knob))))
        }
        lines.append(.empty)
        lines.append(.title(scene.text(.output)))
        lines += wrapped(.outputHelp) + [.empty]
        lines.append(.title(scene.text(.nextToken)))
        lines += wrapped(.nextTokenHelp) + [.empty]
        lines.append(.title(scene.text(.attention)))
        lines += wrapped(.attentionHelp) + [.empty]
        lines.append(.title("nano"))
        lines += wrapped(.nanoNote)
        return lines
    }

    private func wrapped(_ phrase: Phrase) -> [Line] {
        let text = WrappedText(scene.text(phrase), width: max(1, room.columns))
        return text.lines.map { line in
            // The space at which a line was broken would count as text.
            .text(String(text.text(of: line)).trimmingTrailingSpaces)
        }
    }
}

extension String {
    /// Without the spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension KeyTable {
    /// A scope's keys with what they do; keys that do the same stand together.
    public static func help(_ scope: KeyBinding.Scope) -> [(keys: String, summary: Phrase)] {
        var rows: [(keys: String, summary: Phrase)] = []
        for binding in bindings(in: scope) {
            if let index = rows.firstIndex(where: { $0.summary == binding.summary }) {
                rows[index].keys += " " + binding.keyNames
            } else {
                rows.append((binding.keyNames, binding.summary))
            }
        }
        return rows
    }
}
