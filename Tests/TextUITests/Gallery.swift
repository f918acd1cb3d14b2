@testable import TextUI

/// A screen with most widgets on it, like the program's first one.
struct Gallery: Widget {
    func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        canvas.fill(rect, style: theme[.background])
        let rows = rect.split(rows: [.fixed(1), .flexible(minimum: 4), .fixed(9), .flexible(minimum: 4), .fixed(1)])
        status.draw(in: rows[0], on: &canvas, theme: theme)
        let top = rows[1].split(columns: [.flexible(weight: 4), .flexible(weight: 5)])
        editor(in: top[0], on: &canvas, theme: theme)
        output(in: top[1], on: &canvas, theme: theme)
        let middle = rows[2].split(columns: [.flexible(weight: 4), .flexible(weight: 5)])
        parameters(in: middle[0], on: &canvas, theme: theme)
        nextToken(in: middle[1], on: &canvas, theme: theme)
        attention(in: rows[3], on: &canvas, theme: theme)
        hints.draw(in: rows[4], on: &canvas, theme: theme)
    }

    private var status: StatusLine {
        StatusLine(
            left: [
                .init([Span("mirilla", .accent)], priority: 9),
                .init([Span("nano", .strong), Span(" local · gpt2", .dim)], priority: 8),
                .init([Span("● live", .success)], priority: 5),
                .init("ctx 63/512", priority: 6, gauge: Gauge(63.0 / 512)),
            ],
            right: [
                .init("1,840 tok/s", priority: 4), .init("first 2 ms", priority: 2),
                .init("seed 42", .dim, priority: 3),
            ])
    }

    private var hints: KeyHints {
        KeyHints([
            .init("^R", "run", priority: 9), .init("Esc", "stop", priority: 8), .init("Tab", "pane", priority: 6),
            .init("^P", "commands", priority: 7), .init("F2", "models", priority: 3),
            .init("F3", "compare", priority: 3),
            .init("F4", "attention", priority: 3), .init("F5", "sweep", priority: 2), .init("F1", "help", priority: 9),
        ])
    }

    private func editor(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        PaneFrame("User", facts: ["29 tokens", "markdown"], isFocused: true).draw(in: rect, on: &canvas, theme: theme)
        let content = PaneFrame.content(of: rect)
        let text = "¿Qué hace la temperatura? Explícalo con 日本語 y un ejemplo, por favor."
        let wrapped = WrappedText(text, width: EditorView.wrapColumns(for: content))
        EditorView(wrapped, cursor: 27, selection: 6..<11).draw(in: content, on: &canvas, theme: theme)
    }

    private func output(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        PaneFrame("Output", facts: ["tinted by surprise", "34 of 63"]).draw(in: rect, on: &canvas, theme: theme)
        let content = PaneFrame.content(of: rect)
        let pieces = [
            "Once", " upon", " a", " time", ",", " there", " was", " a", " lit", "tle", " girl", " named", " Li", "ly",
            ".", " She", " lo", "ved", " to", " play", " out", "side", " in", " the", " park", ".", " One", " day", ",",
            " she", " saw", " a", " big", ",", " red", " ball", " and", " a", " dog", ".", " \"", "C", "an", " I",
        ]
        var text = StyledText()
        for (index, piece) in pieces.enumerated() {
            text.append(
                piece, style: theme.surprise.style(at: Double(index * 37 % 100) / 100 * (index % 3 == 0 ? 1 : 0.2)))
        }
        let wrapped = WrappedText(text.text, width: StyledTextView.wrapColumns(for: content))
        StyledTextView(text, wrapped: wrapped, selectedPart: 36, showsCursor: true)
            .draw(in: content, on: &canvas, theme: theme)
    }

    private func parameters(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        PaneFrame("Parameters").draw(in: rect, on: &canvas, theme: theme)
        let content = PaneFrame.content(of: rect)
        let sliders = [
            Slider(label: "temperature", value: "0.70", fraction: 0.35, isFocused: true),
            Slider(label: "max_new_tokens", value: "64", fraction: 0.15),
            Slider(label: "context", value: "512", fraction: 1),
            Slider(label: "top_p", value: "0.90", fraction: 0.9),
            Slider(label: "top_k", value: "off", fraction: 0),
            Slider(label: "min_p", value: "off", fraction: 0, disabledReason: "this model rejects min_p"),
            Slider(label: "repetition", value: "1.00", fraction: .nan),
        ]
        for (row, slider) in sliders.enumerated() { slider.draw(in: content.row(row), on: &canvas, theme: theme) }
    }

    private func nextToken(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        PaneFrame("Next token", facts: ["entropy 2.64 bits (T=1 3.61)"]).draw(in: rect, on: &canvas, theme: theme)
        let content = PaneFrame.content(of: rect)
        let candidates: [(String, Double, Double)] = [
            (".", 0.425, 0.271), ("·in", 0.235, 0.179), ("·with", 0.188, 0.153), ("·and", 0.091, 0.092),
            ("o", 0.033, 0.046),
            ("·on", 0.0004, 0.04),
        ]
        for (index, (piece, value, before)) in candidates.enumerated() {
            let parts = content.row(index).split(columns: [.fixed(10), .rest, .fixed(10), .fixed(12)])
            Line([Span(index == 3 ? "▸" : " ", .accent), Span(piece, index == 3 ? .strong : .text)])
                .draw(in: parts[0], on: &canvas, theme: theme)
            Bar(value / 0.5, reference: before / 0.5, role: index == 3 ? .bar : .barMuted)
                .draw(in: parts[1], on: &canvas, theme: theme)
            Line("\((value * 1000).rounded() / 10) %", alignment: .right).draw(in: parts[2], on: &canvas, theme: theme)
            Line("T=1 \((before * 1000).rounded() / 10)", .reference, alignment: .right)
                .draw(in: parts[3], on: &canvas, theme: theme)
        }
        Line("506 more", .dim).draw(in: content.row(6), on: &canvas, theme: theme)
    }

    private func attention(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        PaneFrame("Attention", facts: ["layer 4 · head 4 · induction 0.81", "√ scale", "attention is not explanation"])
            .draw(in: rect, on: &canvas, theme: theme)
        let parts = PaneFrame.content(of: rect).split(columns: [.fixed(30), .fixed(24), .rest], spacing: 3)
        let roles: [(Role, String)] = [
            (.headPrevious, "P"), (.headInduction, "I"), (.headDuplicate, "D"), (.headSink, "S"), (.headLocal, "L"),
            (.headBroad, "·"),
        ]
        for layer in 0..<5 {
            for head in 0..<6 {
                let (role, letter) = roles[(layer * 5 + head * head) % 6]
                let place = parts[0].row(layer).inset(left: 3 + head * 4)
                canvas.write(
                    " \(letter) ", at: place.origin,
                    style: theme.cell(role, strength: Double((layer * 3 + head * 2) % 10) / 10), within: place)
            }
        }
        HeatMap(rows: 24, columns: 24, ramp: theme.attention) { row, column in
            column > row ? nil : 1 / Double(1 + (row - column) * (column % 4 + 1) % 9)
        }
        .draw(in: parts[1], on: &canvas, theme: theme)
        let strip = parts[2]
        for (row, name) in ["q", "k", "q∘k"].enumerated() {
            canvas.write(name, in: strip.row(row), style: theme[.dim])
            ColorStrip((0..<8).map { Double(($0 * 7 + row * 5) % 11) - 5 }, cellColumns: 3, gap: 1)
                .draw(in: strip.row(row).inset(left: 6), on: &canvas, theme: theme)
        }
        Tabs(["token view", "heads", "arithmetic"], selected: 1).draw(in: strip.row(4), on: &canvas, theme: theme)
        Sparkline([1, 2, 2, 3, 5, 8, 4, 2, 1, 1, 3]).draw(in: strip.row(5), on: &canvas, theme: theme)
        RampLegend(theme.attention, low: "0", high: "0.56").draw(in: strip.inset(top: 7), on: &canvas, theme: theme)
    }
}
