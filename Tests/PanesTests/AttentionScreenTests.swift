import Foundation
import Generation
import Panes
import Playground
import Testing
import TextUI

/// The attention screen, read from the canvas.
struct AttentionScreenTests {
    private static let text = "She saw a big ball and she saw a dog"

    /// The screen with a head chosen.
    private func session(
        _ size: Size = Size(columns: 120, rows: 36), user: String = text, layer: Int = 1, head: Int = 2,
        model: SampleModel = SampleModel(), language: Language = .english
    ) -> Session {
        var session = Session(size, user: user, model: model, language: language)
        session.press(.function(4))
        session.perform(.look(.selectHead(layer: layer, head: head)))
        return session
    }

    /// The weight that the sample model's head gives.
    private func weight(_ session: Session, query: Int, key: Int) -> Double {
        let tokens = session.model.tokens(session.state.user.text)
        let window = ContextWindow(promptCount: tokens.count, count: tokens.count, pinnedCount: 0, limit: 1 << 20)
        let display = session.state.attention
        return Double(
            session.model.row(query, layer: display.layer, display.heads, tokens: tokens, window: window)[key])
    }

    private func decimals(_ value: Double, _ count: Int) -> String { Self.fixed(value, count) }

    private static func fixed(_ value: Double, _ count: Int) -> String {
        var digits = String(Int((value * [1, 10, 100, 1000, 10000][count]).rounded()))
        while digits.count <= count { digits = "0" + digits }
        return digits.dropLast(count) + "." + digits.suffix(count)
    }

    @Test func `F4 opens the screen and leaves it, escape leaves it too`() {
        var session = session()
        #expect(session.screen.contains("Matrix"))
        session.press(.function(4))
        #expect(session.state.screen == .playground)
        session.press(.function(4), Key(.escape))
        #expect(session.state.screen == .playground)
        #expect(session.screen.contains("temperature"))
    }

    @Test func `the cursor begins at the greatest weight of the newest token and says it exactly`() throws {
        let session = session()
        let cursor = try #require(session.state.attentionCursor)
        let count = session.model.tokens(Self.text).count
        #expect(cursor.query == count - 1)
        let row = (0..<count).map { weight(session, query: cursor.query, key: $0) }
        #expect(row[cursor.key] == row.max())
        #expect(session.screen.contains(decimals(row[cursor.key], 4)))
    }

    @Test func `arrows move the cursor, and the weight under it is the model's`() throws {
        var session = session()
        session.press(Key(.up), Key(.left), Key(.left), Key(.up))
        let cursor = try #require(session.state.attentionCursor)
        #expect(cursor.query == session.model.tokens(Self.text).count - 3)
        let line = try #require(session.canvas().lines.first { $0.contains("looks at") && $0.contains("▸") })
        #expect(line.contains(decimals(weight(session, query: cursor.query, key: cursor.key), 4)))
        session.press(Key(.end))
        #expect(session.state.attentionCursor.map { $0.key == $0.query } == true)
        session.press(Key(.home))
        #expect(session.state.attentionCursor?.key == 0)
    }

    @Test(arguments: AttentionScale.allCases)
    func `a short text shows every weight in figures on its colour`(scale: AttentionScale) throws {
        var session = session()
        session.perform(.look(.setScale(scale)))
        let canvas = session.canvas()
        let count = session.model.tokens(Self.text).count
        // The rows of the matrix are found by the label of the first query.
        let top = try #require(canvas.lines.firstIndex { $0.dropFirst(48).contains("1.00") })
        for query in 0..<count {
            let line = canvas.lines[top + query]
            for key in 0...query {
                let weight = weight(session, query: query, key: key)
                let figure = decimals(weight, 2)
                #expect(line.contains(weight < 0.995 ? String(figure.dropFirst()) : figure), "\(query) \(key)")
            }
        }
    }

    @Test(arguments: AttentionScale.allCases)
    func `half cells have exactly the colours of their two weights`(scale: AttentionScale) throws {
        let text = Array(repeating: "the cat sat on a mat and", count: 6).joined(separator: " ")
        var session = session(user: text)
        session.perform(.look(.setScale(scale)))
        session.perform(.look(.setCursor(query: 0, key: 0)))
        let canvas = session.canvas()
        let count = session.model.tokens(text).count
        let first = try #require(
            (0..<canvas.size.rows).lazy.compactMap { row in
                (50..<canvas.size.columns).first { canvas[Point(column: $0, row: row)].glyph == Glyph("▀") }
                    .map { Point(column: $0, row: row) }
            }.first)
        var compared = 0
        for query in 0..<min(count, 40) {
            let row = (0...query).map { weight(session, query: query, key: $0) }
            for key in 0...query where (query, key) != (0, 0) {
                let cell = canvas[first.moved(columns: key, rows: query / 2)]
                let strength = strength(row[key], scale: scale, highest: row.max() ?? 0)
                let isUpper = query.isMultiple(of: 2)
                let color = isUpper || cell.glyph == Glyph("▄") ? cell.style.foreground : cell.style.background
                #expect(color == Theme.dark.attention.color(at: strength), "\(query) \(key)")
                compared += 1
            }
        }
        #expect(compared > 500)
    }

    private func strength(_ weight: Double, scale: AttentionScale, highest: Double) -> Double {
        switch scale {
        case .linear: weight
        case .squareRoot: weight.squareRoot()
        case .logarithmic: weight <= 0.001 ? 0 : 1 + logarithm(weight) / 3
        case .rowMaximum: weight / highest
        }
    }

    private func logarithm(_ value: Double) -> Double { log10(value) }

    @Test func `a hidden first token and diagonal are blank and never the greatest`() throws {
        var session = session(layer: 0, head: 3)
        session.press(.character("f"), .character("d"))
        #expect(session.screen.contains("first token hidden"))
        let cursor = try #require(session.state.attentionCursor)
        #expect(cursor.key != 0 && cursor.key != cursor.query)
    }

    @Test func `mean and maximum are those of all heads`() throws {
        var session = session()
        session.press(.character("m"))
        var cursor = try #require(session.state.attentionCursor)
        #expect(session.screen.contains("mean of the heads"))
        #expect(session.screen.contains(decimals(weight(session, query: cursor.query, key: cursor.key), 4)))
        session.press(.character("m"))
        cursor = try #require(session.state.attentionCursor)
        #expect(session.screen.contains("maximum of the heads"))
        #expect(session.screen.contains(decimals(weight(session, query: cursor.query, key: cursor.key), 4)))
        session.press(.character("m"))
        #expect(session.state.attention.combination == .single)
    }

    @Test func `the text is shaded in both directions`() throws {
        var session = session()
        session.press(.character("2"))
        #expect(session.screen.contains("looks at"))
        session.press(Key(.left), Key(.left), Key(.left))
        let cursor = try #require(session.state.attentionCursor)
        #expect(cursor.query == session.model.tokens(Self.text).count - 4)
        session.press(.character("b"))
        #expect(session.screen.contains("is looked at by"))
        let greatest =
            (cursor.query..<session.model.tokens(Self.text).count).map {
                weight(session, query: $0, key: cursor.query)
            }.max() ?? 0
        #expect(session.screen.contains(decimals(greatest, 2)))
    }

    @Test func `the arithmetic is written out`() throws {
        let session = session()
        let answer = try #require(session.state.shownArithmetic)
        let lines = session.canvas().lines
        func line(_ label: String) throws -> String { try #require(lines.first { $0.contains("│ \(label) ") }) }
        let score = Double(answer.scores[answer.key])
        #expect(try line("q·k").contains(decimals(abs(score), 2)))
        #expect(try line("÷ √8").contains(decimals(abs(score) / 8.0.squareRoot(), 2)))
        #expect(try line("softmax").contains(decimals(Double(answer.weight), 4)))
        #expect(try line("query").contains("what is searched"))
        #expect(try line("value").contains("the content of the page"))
    }

    @Test func `every dimension and every key stand in the table`() throws {
        var session = session(Size(columns: 200, rows: 60))
        session.press(Key(.enter))
        let answer = try #require(session.state.shownArithmetic)
        let screen = session.screen
        #expect(screen.contains("softmax over the row"))
        for weight in answer.weights where weight > 0.0001 { #expect(screen.contains(decimals(Double(weight), 4))) }
        for value in answer.products { #expect(screen.contains(decimals(Double(abs(value)), 2))) }
        session.press(Key(.enter))
        #expect(session.state.attention.view == .matrix)
    }

    @Test func `a head in the thumbnails is chosen by arrows and opened by enter`() {
        var session = session(Size(columns: 120, rows: 36), layer: 2, head: 0)
        session.press(.character("3"), Key(.right), Key(.right))
        #expect(session.state.attention.head == 2 && session.state.attention.layer == 2)
        session.press(Key(.pageDown))
        #expect(session.state.attention.layer == 3)
        session.press(Key(.enter))
        #expect(session.state.attention.view == .matrix && session.state.attention.layer == 3)
    }

    @Test func `a head is switched off, crossed out, and all are switched on again`() {
        var session = session()
        session.press(.character("x"))
        #expect(session.state.interventions == [.switchOffHead(layer: 1, head: 2)])
        #expect(session.screen.contains("off: L2·3"))
        session.press(.character("]"))
        func isCrossedOut() -> Bool { session.canvas().lines.contains { $0.contains(" L2 ") && $0.contains("×") } }
        #expect(isCrossedOut())
        session.press(.character("X"))
        #expect(session.state.interventions.isEmpty && !isCrossedOut())
    }

    @Test func `the map bears the letters of the scores, and the brackets of shared keys and values`() throws {
        let session = session(model: SampleModel(layers: 5, heads: 8, keyValueHeads: 4))
        let lines = session.canvas().lines
        for layer in 0..<5 where layer != 1 {
            let line = try #require(lines.first { $0.contains(" L\(layer + 1) ") })
            let letters = (0..<8).map { head in
                session.model.kind(layer: layer, head: head).map {
                    [.previousToken: "P", .firstToken: "S", .local: "L", .induction: "I"][$0] ?? "?"
                } ?? "·"
            }
            let start = line.range(of: "L\(layer + 1)")?.upperBound ?? line.startIndex
            #expect(line[start...].split(separator: " ").prefix(8).map(String.init) == letters)
        }
        #expect(session.screen.contains("╰─ 2 ─╯"))
        #expect(session.screen.contains("(KV 2)"))
    }

    @Test func `score, threshold, formula and source of a label are one key away`() {
        var session = session(layer: 0, head: 0)
        session.press(.character("i"))
        #expect(session.screen.contains("0.870"))
        #expect(session.screen.contains("≥ 0.40"))
        #expect(session.screen.contains("Σ A[i, i−1] / T"))
        #expect(session.screen.contains("arXiv 2410.10781"))
        session.press(Key(.escape))
        #expect(session.state.overlay == nil && session.state.screen == .attention)
    }

    @Test(arguments: Language.allCases)
    func `the course's words are one key away`(language: Language) {
        var session = session(language: language)
        session.press(.character("w"))
        #expect(session.screen.contains(language == .english ? "what is searched" : "lo que se busca"))
    }

    @Test func `a click chooses the head, the weight and the view, the wheel scrolls`() throws {
        var session = session()
        let canvas = session.canvas()
        let row = try #require(canvas.lines.firstIndex { $0.contains(" L4 ") })
        let column = try #require(canvas.row(row).firstIndex { $0.glyph == Glyph("4") }) % canvas.size.columns
        session.click(column + 5, row)
        #expect(session.state.attention.layer == 3)
        let before = try #require(session.state.attentionCursor)
        session.send(.mouse(Mouse(.scroll(columns: 0, rows: -1), at: Point(column: 80, row: 10))))
        #expect(session.state.attentionCursor?.query == before.query - 3)
        let top = try #require(canvas.lines.firstIndex { $0.dropFirst(48).contains("1.00") })
        session.click(60, top + 2)
        #expect(session.state.attentionCursor?.query == 2)
        let tabs = try #require(canvas.lines.firstIndex { $0.contains("Matrix") })
        let tab = try #require(canvas.lines[tabs].range(of: "Arithmetic", options: .backwards))
        session.click(canvas.lines[tabs].distance(from: canvas.lines[tabs].startIndex, to: tab.lowerBound), tabs)
        #expect(session.state.attention.view == .arithmetic)
    }

    @Test func `of a long text only rows around the cursor are asked for`() {
        let text = (0..<1500).map { "w\($0 % 90)" }.joined(separator: " ")
        var session = Session(user: text, model: SampleModel(contextLimit: 4096))
        session.press(.function(4))
        func bands() -> [Range<Int>] {
            session.questions.compactMap { if case .band(_, _, let queries) = $0 { queries } else { nil } }
        }
        #expect(bands().count == 1 && bands()[0].count <= 640 && bands()[0].contains(1499))
        session.press(Key(.up))
        #expect(bands().count == 1)
        session.perform(.look(.setCursor(query: 300, key: 10)))
        #expect(bands().count == 2 && bands()[1].contains(300))
        #expect(session.canvas().size == session.size)
    }

    @Test func `rows come with the tokens while the model writes`() throws {
        var session = Session(user: Self.text, stopsAfter: 5)
        session.press(.function(4), .control("r"))
        session.perform(.look(.selectHead(layer: 1, head: 2)))
        let pattern = try #require(session.state.shownPattern)
        #expect(session.state.run?.isActive == true)
        #expect(pattern.count == session.model.tokens(Self.text).count + 4)
        #expect(!pattern.isStale && (0..<pattern.count).allSatisfy { pattern.row($0) != nil })
        #expect(session.state.attentionCursor?.query == pattern.count - 1)
    }

    @Test func `a model that does not disclose its attention says so`() {
        var session = Session(user: "x", model: SampleModel(isHosted: true))
        session.press(.function(4))
        #expect(session.screen.contains("does not disclose its attention"))
    }
}
