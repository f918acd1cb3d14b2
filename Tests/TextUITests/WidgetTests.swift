import Testing

@testable import TextUI

struct WidgetTests {
    private func draw(_ widget: some Widget, _ columns: Int, _ rows: Int = 1) -> Canvas {
        var canvas = Canvas(size: Size(columns: columns, rows: rows), style: Theme.dark[.background])
        widget.draw(in: canvas.bounds, on: &canvas, theme: .dark)
        return canvas
    }

    @Test(arguments: [
        (34, "╭─ User ───── 29 tokens · draft ─╮"), (30, "╭─ User ───────── 29 tokens ─╮"),
        (22, "╭─ User ── 29 toke… ─╮"), (20, "╭─ User ───────────╮"), (9, "╭─ Us… ─╮"), (6, "╭────╮"), (1, "│"),
    ])
    func `facts shorten before the title does`(columns: Int, line: String) {
        #expect(draw(PaneFrame("User", facts: ["29 tokens", "draft"]), columns, 3).lines[0] == line)
    }

    @Test func `the pane with the focus has the accent`() {
        let canvas = draw(PaneFrame("User", isFocused: true), 20, 3)
        #expect(canvas[.zero].style.foreground == Theme.dark[.borderFocused].foreground)
        #expect(canvas[Point(column: 3, row: 0)].style.attributes == .bold)
    }

    @Test func `a line that is cut says so`() {
        let line = Line([Span("abc", .strong), Span("def", .dim)])
        #expect((0...7).map { draw(line, $0).text } == ["", "…", "a…", "ab…", "abc…", "abcd…", "abcdef", "abcdef"])
        var right = line
        right.alignment = .right
        #expect(draw(right, 8).text == "  abcdef")
    }

    @Test func `a line shows what a search found`() {
        let line = Line("Attention", matched: [0, 1, 5])
        #expect(line.spans.map(\.text) == ["At", "ten", "t", "ion"])
        #expect(line.spans.map(\.role) == [.match, .text, .match, .text])
    }

    @Test(arguments: [
        (0.0, " "), (0.001, "▏"), (0.5, "▇▇"), (0.53, "▇▇▏"), (1, "▇▇▇▇"), (9, "▇▇▇▇"), (.nan, ""), (-1, ""),
    ])
    func `a bar is drawn in eighths`(value: Double, drawn: String) {
        #expect(draw(Bar(value), 4).text == (drawn == " " ? "" : drawn))
    }

    @Test func `a bar's reference is a tick`() {
        #expect(draw(Bar(0.5, reference: 0.75), 8).text == "▇▇▇▇  │")
        #expect(draw(Bar(0.5, reference: 1), 8).text == "▇▇▇▇   │")
        #expect(draw(Bar(1, reference: 0), 8).text == "│▇▇▇▇▇▇▇")
    }

    @Test func `a gauge and a sparkline show values`() {
        #expect(draw(Gauge(0.25), 8).text == "▇▇──────")
        #expect(draw(Gauge(0.001), 8).text == "▇───────")
        #expect(draw(Sparkline([9, 0, 1, .nan, 4, 8]), 5).text == "▁▂ ▅█")
    }

    @Test func `a slider maps columns to fractions and back`() throws {
        let rect = Rect(column: 5, row: 2, columns: 50, rows: 1)
        for step in 0...10 {
            let slider = Slider(label: "top_p", value: "", fraction: Double(step) / 10)
            let column = try #require(slider.knobColumn(in: rect))
            let fraction = try #require(slider.fraction(at: Point(column: column, row: 2), in: rect))
            #expect(abs(fraction - slider.fraction) < 0.03)
        }
        let slider = Slider(label: "top_p", value: "", fraction: 0.5)
        #expect(slider.fraction(at: Point(column: 6, row: 2), in: rect) == nil)
        #expect(slider.fraction(at: Point(column: 40, row: 3), in: rect) == nil)
        #expect(slider.fraction(draggedTo: 999, in: rect) == 1)
        #expect(slider.fraction(draggedTo: -999, in: rect) == 0)
    }

    @Test func `a disabled slider says why and cannot be moved`() {
        let slider = Slider(label: "temperature", value: "1", fraction: 0.5, disabledReason: "this model rejects it")
        #expect(draw(slider, 45).text == "temperature      this model rejects it")
        #expect(slider.fraction(draggedTo: 40, in: Rect(column: 0, row: 0, columns: 45, rows: 1)) == nil)
    }

    @Test func `a narrow slider keeps its name and value`() {
        let slider = Slider(label: "temperature", value: "0.70", fraction: 0.35, labelColumns: 12)
        #expect(draw(slider, 31).text == "temperature    0.70  ━━━●──────")
        #expect(draw(slider, 18).text == "temperature   0.70")
        #expect(draw(slider, 12).text == "temper… 0.70")
    }

    @Test func `a list keeps the selected line in sight`() {
        let list = ListView((1...9).map { Line("item \($0)") }, selected: 5, first: 0)
        #expect(draw(list, 12, 3).text == "  item 4   │\n  item 5   ┃\n▸ item 6   │")
        let rect = Rect(column: 0, row: 0, columns: 12, rows: 3)
        #expect(list.item(at: Point(column: 3, row: 1), in: rect) == 4)
        #expect(list.item(at: Point(column: 3, row: 3), in: rect) == nil)
        #expect(draw(ListView([], placeholder: "nothing yet"), 20, 2).text == "  nothing yet\n")
    }

    @Test(arguments: [(0, 5, 0), (4, 0, 2), (1, 5, 1), (9, 0, 7), (3, 99, 3)])
    func `scrolling moves as little as possible`(line: Int, first: Int, expected: Int) {
        #expect(ScrollBar.first(showing: line, of: 10, visible: 3, from: first) == expected)
    }

    @Test func `tabs that do not fit become the chosen one and arrows`() {
        let tabs = Tabs(["Output", "Attention", "Parameters"], selected: 1)
        #expect(draw(tabs, 40).text == "Output   Attention   Parameters")
        #expect(draw(tabs, 16).text == "◂ Attention    ▸")
        let rect = Rect(column: 0, row: 0, columns: 16, rows: 1)
        #expect([0, 5, 15].map { tabs.tab(at: Point(column: $0, row: 0), in: rect) } == [0, 1, 2])
    }

    @Test func `a status line drops the least important first`() {
        let line = StatusLine(
            left: [.init("mirilla", priority: 9), .init("nano", priority: 5)],
            right: [.init("182 tok/s", priority: 3), .init("seed 42", priority: 1)])
        #expect(draw(line, 42).text == " mirilla   nano       182 tok/s   seed 42")
        #expect(draw(line, 34).text == " mirilla   nano         182 tok/s")
        #expect(draw(line, 20).text == " mirilla   nano")
        #expect(draw(line, 7).text == " miri…")
    }

    @Test func `a status line says things in fewer words before it drops them`() {
        let line = StatusLine(
            left: [.init("nano", priority: 9), .init([Span("local · F16")], short: [Span("F16")], priority: 1)],
            right: [
                .init([Span("KV 2.4 MB/2.1 GB")], short: [Span("KV 2.4 MB")], priority: 2),
                .init("seed 42", priority: 3),
            ])
        #expect(draw(line, 49).text == " nano   local · F16   KV 2.4 MB/2.1 GB   seed 42")
        #expect(draw(line, 43).text == " nano   F16     KV 2.4 MB/2.1 GB   seed 42")
        #expect(draw(line, 35).text == " nano   F16    KV 2.4 MB   seed 42")
        #expect(draw(line, 33).text == " nano        KV 2.4 MB   seed 42")
        #expect(draw(line, 20).text == " nano       seed 42")
    }

    @Test func `key hints keep their order and can be clicked`() {
        let hints = KeyHints([
            .init("^R", "run", priority: 9), .init("F2", "models", priority: 1), .init("F1", "help", priority: 5),
        ])
        #expect(draw(hints, 40).text == " ^R run   F2 models   F1 help")
        #expect(draw(hints, 22).text == " ^R run   F1 help")
        let rect = Rect(column: 0, row: 0, columns: 22, rows: 1)
        #expect(
            [0, 1, 6, 7, 10, 16, 17].map { hints.hint(at: Point(column: $0, row: 0), in: rect) } == [
                nil, 0, 0, nil, 2, 2, nil,
            ])
    }

    @Test func `a table aligns its columns`() {
        let table = Table(
            [.init("token", .rest), .init("rank", .fixed(4), alignment: .right)],
            rows: [[Line("·in"), Line("1")], [Line("·beautiful"), Line("12")], [Line("o"), Line("300")]], selected: 1)
        #expect(
            draw(table, 18, 4).text == "  token       rank\n  ·in            1\n▸ ·beautiful    12\n  o            300")
        #expect(draw(table, 18, 2).text == "  token     rank\n▸ ·beauti…    12 ┃")
        #expect(table.row(at: Point(column: 0, row: 2), in: Rect(column: 0, row: 0, columns: 18, rows: 4)) == 1)
    }

    @Test func `a popup clears its room`() {
        var canvas = Canvas(size: Size(columns: 14, rows: 5))
        for row in 0..<5 { canvas.write("日本日本日本日", at: Point(column: 0, row: row), style: .plain) }
        let popup = Popup("Quit?", contentSize: Size(columns: 7, rows: 1))
        popup.draw(in: canvas.bounds, on: &canvas, theme: .dark)
        #expect(canvas.lines == ["日本日本日本日", " ╭─ Quit? ─╮日", " │         │日", " ╰─────────╯日", "日本日本日本日"])
        #expect(popup.content(in: canvas.bounds).size == Size(columns: 7, rows: 1))
        canvas.expectSound()
    }

    @Test func `a text field scrolls to its cursor`() {
        #expect(draw(TextField("hello world", cursor: 11, prompt: ">"), 9).text == ">  world")
        #expect(draw(TextField("hello world", cursor: 0, prompt: ">"), 9).text == "> hello w")
        #expect(draw(TextField("", cursor: 0, placeholder: "search"), 9).text == "search")
        let canvas = draw(TextField("日本", cursor: 3), 9)
        #expect(canvas[Point(column: 2, row: 0)].style == canvas[Point(column: 3, row: 0)].style)
        #expect(canvas[Point(column: 2, row: 0)].style.background == Theme.dark[.cursor].background)
    }

    @Test func `an editor shows its cursor, selection and scroll position`() {
        let text = "one two three four five six"
        let editor = EditorView(WrappedText(text, width: 9), cursor: 20, selection: 19..<23)
        let canvas = draw(editor, 10, 2)
        #expect(canvas.text == "three    │\nfour five┃")
        #expect(canvas[Point(column: 6, row: 1)].style.background == Theme.dark[.cursor].background)
        #expect(canvas[Point(column: 7, row: 1)].style.background == Theme.dark[.selection].background)
        #expect(canvas[Point(column: 2, row: 1)].style.background == Theme.dark[.background].background)
        let rect = Rect(column: 0, row: 0, columns: 10, rows: 2)
        #expect(editor.offset(at: Point(column: 5, row: 1), in: rect) == 19)
        #expect(draw(EditorView(WrappedText("", width: 9), placeholder: "Ask"), 10, 1).text == "Ask")
    }

    @Test func `an output's part is found where it is drawn`() {
        var content = StyledText()
        for piece in ["Once", " upon", " a", " ti", "me"] { content.append(piece, style: .plain) }
        let view = StyledTextView(content, wrapped: WrappedText(content.text, width: 9), selectedPart: 3)
        let rect = Rect(column: 1, row: 1, columns: 10, rows: 3)
        #expect(view.part(at: Point(column: 1, row: 1), in: rect) == 0)
        #expect(view.part(at: Point(column: 6, row: 1), in: rect) == 1)
        #expect(view.part(at: Point(column: 5, row: 2), in: rect) == 4)
        #expect(view.part(at: Point(column: 1, row: 3), in: rect) == nil)
        let canvas = draw(view, 10, 2)
        #expect(canvas.text == "Once upon\na time")
        #expect(
            (0..<6).map { canvas[Point(column: $0, row: 1)].style.attributes == .bold } == [
                false, true, true, true, false, false,
            ])
    }

    @Test func `a heat map puts two values into a cell`() throws {
        let map = HeatMap(rows: 3, columns: 2, ramp: Theme.dark.attention) { row, column in
            row == 0 && column == 1 ? nil : Double(row) / 2
        }
        let canvas = draw(map, 4, 3)
        #expect(canvas.text == "▀▄\n▀▀\n")
        #expect(
            canvas[.zero].style
                == Style(foreground: Theme.dark.attention.steps[0], background: Theme.dark.attention.color(at: 0.5)))
        let rect = canvas.bounds
        let position = try #require(map.position(at: Point(column: 1, row: 1), in: rect))
        #expect(position == (2, 1))
        #expect(map.position(at: Point(column: 2, row: 1), in: rect) == nil)
        #expect(map.cell(row: 2, column: 1, in: rect) == Rect(column: 1, row: 1, columns: 1, rows: 1))
        #expect(map.cell(row: 3, column: 1, in: rect) == nil)
    }

    @Test func `a strip's values can be pointed at`() {
        let strip = ColorStrip([1, -2, 0], cellColumns: 3, gap: 1)
        let rect = Rect(column: 0, row: 0, columns: 12, rows: 1)
        #expect([0, 2, 3, 4, 11].map { strip.value(at: Point(column: $0, row: 0), in: rect) } == [0, 0, nil, 1, nil])
        let canvas = draw(strip, 12)
        #expect(canvas[Point(column: 4, row: 0)].style.background == Theme.dark.diverging.steps.first)
    }

    @Test func `a key has the name that people use`() {
        #expect(
            [
                Key.control("r"), Key(.tab, .shift), .function(5), .alt("x"), Key(.left, [.control, .shift]),
                .character("?"),
            ]
            .map(\.description) == ["^R", "Shift-Tab", "F5", "Alt-x", "Ctrl-Shift-←", "?"])
    }

    private func chart(_ values: [Double?], selected: Int? = nil) -> LineChart {
        LineChart(values, labels: ["0", "1", "2"], scale: 0...2, scaleLabels: ("0", "2"), selected: selected)
    }

    private func isBraille(_ character: Character) -> Bool {
        character.unicodeScalars.allSatisfy { (0x2801...0x28FF).contains($0.value) }
    }

    @Test func `a chart draws its values at their heights, with both axes`() {
        let lines = draw(chart([0, 1, 2]), 14, 6).lines
        #expect(lines[0].hasPrefix("2│") && lines[0].contains("●"))
        #expect(lines[4].hasPrefix("0└─●"))
        #expect(lines[5].split(separator: " ") == ["0", "1", "2"])
        #expect(lines.joined().count { $0 == "●" } == 3)
        #expect(lines.joined().contains(where: isBraille))
    }

    @Test func `a value that is missing is a gap`() {
        let text = draw(chart([0, nil, 2]), 14, 6).text
        #expect(text.count { $0 == "●" } == 2)
        #expect(!text.contains(where: isBraille))
    }

    @Test func `a chart's chosen value has the accent, and a place on it is its nearest value`() throws {
        let chart = chart([2, 2, 2], selected: 1)
        let canvas = draw(chart, 14, 6)
        let columns = (0..<14).filter { canvas[Point(column: $0, row: 0)].glyph.string == "●" }
        #expect(columns.count == 3)
        let styles = columns.map { canvas[Point(column: $0, row: 0)].style }
        #expect(styles[1].attributes == Theme.dark[.accent].attributes && styles[0] == styles[2])
        #expect(styles[0] != styles[1])
        for (index, column) in columns.enumerated() {
            #expect(chart.value(at: Point(column: column, row: 2), in: canvas.bounds) == index)
        }
        #expect(chart.value(at: Point(column: 5, row: 9), in: canvas.bounds) == nil)
    }

}
