import Testing

@testable import TextUI

/// Every widget at every small size: nothing outside its rectangle, no broken cells, no crash.
struct TinyWidgetTests {
    private static let text = "日本語 👩‍👩‍👧‍👦 e\u{301} ñandú\n\tx العربية"

    private static var widgets: [(name: String, widget: any Widget)] {
        var styled = StyledText()
        for (index, character) in text.enumerated() {
            styled.append(String(character), style: Theme.dark.surprise.style(at: Double(index) / 20))
        }
        return [
            ("Line", Line([Span(text, .strong), Span(text)], alignment: .right)),
            ("PaneFrame", PaneFrame(text, facts: [text, "x"], isFocused: true)),
            ("Popup", Popup(text, contentSize: Size(columns: 5, rows: 2))),
            ("Slider", Slider(label: text, value: "日", fraction: 0.5, labelColumns: 2, valueColumns: 1)),
            (
                "Slider, disabled",
                Slider(label: text, value: "", fraction: .infinity, disabledReason: text, labelColumns: 2)
            ),
            ("Bar", Bar(0.7, reference: 2)), ("Gauge", Gauge(.infinity)),
            (
                "LineChart",
                LineChart([1, .infinity, -3, .nan, nil], labels: ["a"], scale: 0...0, scaleLabels: ("", ""))
            ), ("Sparkline", Sparkline([1, .infinity, -3])),
            ("ScrollBar", ScrollBar(total: 90, visible: 2, first: 400)),
            ("ListView", ListView([Line(text), Line(text), Line("x")], selected: 7)),
            ("Tabs", Tabs([text, text, "c"], selected: 1)),
            ("StatusLine", StatusLine(left: [.init(text, gauge: Gauge(0.95))], right: [.init(text)])),
            ("KeyHints", KeyHints([.init("^R", text), .init("F1", "help")])),
            ("Toast", Toast(text, role: .error)),
            (
                "HeatMap",
                HeatMap(rows: 5, columns: 5, first: (2, 1), cellColumns: 2, ramp: Theme.dark.attention) {
                    Double($0 - $1)
                }
            ),
            ("ColorStrip", ColorStrip([1, -1, .nan], cellColumns: 2, gap: 1)),
            ("RampLegend", RampLegend(Theme.dark.attention, low: "日", high: "本")),
            (
                "Table",
                Table(
                    [.init(text), .init("n", .fixed(2), alignment: .right)],
                    rows: [[Line(text)], [Line("a"), Line(text)]], selected: 1)
            ),
            ("TextField", TextField(text, cursor: 9, prompt: "日")),
            ("EditorView", EditorView(WrappedText(text, width: 3), cursor: 11, selection: 2..<30, first: -4)),
            (
                "StyledTextView",
                StyledTextView(
                    styled, wrapped: WrappedText(text, width: 4), first: 1, selectedPart: 4, showsCursor: true)
            ),
        ]
    }

    @Test(arguments: widgets.indices)
    func `a widget stays inside whatever its room`(index: Int) throws {
        let (name, widget) = Self.widgets[index]
        for theme in [Theme.dark, ThemeLibrary.builtIn.standard(for: .monochrome)] {
            for columns in 0...11 {
                for rows in 0...4 {
                    let rect = Rect(column: 2, row: 1, columns: columns, rows: rows)
                    let before = Canvas(size: Size(columns: 15, rows: 6))
                    var canvas = before
                    widget.draw(in: rect, on: &canvas, theme: theme)
                    canvas.expectSound()
                    for row in 0..<6 {
                        for column in 0..<15 where !rect.contains(Point(column: column, row: row)) {
                            let point = Point(column: column, row: row)
                            #expect(canvas[point] == before[point], "\(name) \(columns)×\(rows) at \(point)")
                        }
                    }
                }
            }
        }
        // A rectangle that lies partly or wholly outside the canvas.
        for rect in [Rect(column: -3, row: -1, columns: 9, rows: 4), Rect(column: 10, row: 3, columns: 30, rows: 30)] {
            var canvas = Canvas(size: Size(columns: 15, rows: 6))
            widget.draw(in: rect, on: &canvas, theme: .dark)
            canvas.expectSound()
        }
    }
}
