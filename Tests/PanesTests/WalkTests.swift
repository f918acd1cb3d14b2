import Foundation
import Generation
import Inference
import Panes
import Testing
import TextUI

@testable import Playground

/// The walk and the lens show Hugging Face's numbers, read off the drawn screen.
struct WalkTests {
    private static let figureNames = [
        "tokenEmbedding", "positionEmbedding", "embedding", "attentionNorm.0", "attention.0",
        "residualAfterAttention.0", "mlpNorm.0", "mlpActivations.0", "mlp.0", "residual.0", "attentionNorm.1",
        "attention.1", "residualAfterAttention.1", "mlpNorm.1", "mlpActivations.1", "mlp.1", "residual.1", "finalNorm",
    ]

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 200, rows: 60)])
    func `every stop shows its norm and its largest entries`(size: Size) async throws {
        var session = try await InsideSession(size)
        await session.press(.function(7))
        await session.perform(.walk(.selectPosition(Int(try InsideSession.figure("position")[0]))))
        await session.press(Key(.home))
        for name in Self.figureNames {
            let values = try InsideSession.figure("stop.\(name)")
            let screen = session.screen()
            let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let shown = try #require(numbers(#/norm (?<number>[0-9.]+)/#, in: screen).first)
            #expect(abs(shown - Double(norm)) < 0.001, "\(name)")
            let largest = values.indices.sorted { abs(values[$0]) > abs(values[$1]) }.prefix(4)
            for index in largest {
                let pattern = try Regex("[ │]\(index) +([-+][0-9.]+)")
                let entries = screen.matches(of: pattern).compactMap { $0.output[1].substring.flatMap { Double($0) } }
                #expect(entries.contains { abs($0 - Double(values[index])) < 0.051 }, "\(name) [\(index)]")
            }
            await session.press(Key(.down))
        }
    }

    @Test func `the end of the walk shows logits, what the temperature makes of them, and probabilities`() async throws
    {
        var session = try await InsideSession(Size(columns: 120, rows: 36))
        let position = Int(try InsideSession.figure("position")[0])
        let logits = try InsideSession.figure("stop.logits").map(Double.init)
        await session.perform(.parameter(.set(.temperature, 0.5)))
        await session.press(.function(7))
        await session.perform(.walk(.selectPosition(position)))
        await session.press(Key(.end), Key(.up))
        let top = try #require(logits.indices.max { logits[$0] < logits[$1] })
        let line = try #require(
            session.screen().split(separator: "\n").first { $0.contains("·\(top) ") && $0.contains("%") })
        let figures = numbers(#/(?<number>-?[0-9]+\.[0-9]+)/#, in: String(line)).suffix(3)
        let sum = logits.reduce(0) { $0 + exp(($1 - logits[top]) / 0.5) }
        for (shown, expected) in zip(figures, [logits[top], logits[top] / 0.5, 100 / sum]) {
            #expect(abs(shown - expected) < 0.051)
        }
        // Inside the prompt nothing is drawn: the next token is given.
        await session.press(Key(.end))
        let next = Int(try InsideSession.figure("ids")[position + 1])
        #expect(session.screen().contains("goes on with ·\(next):"))
    }

    @Test func `the draw is the one that a run would make`() async throws {
        var session = try await InsideSession(Size(columns: 120, rows: 36))
        await session.press(.function(7), Key(.end))
        let request = try #require(session.state.walkQuestions.last?.request)
        var run = request
        run.maxNewTokens = 1
        var drawn: Token?
        for try await case .step(let step) in session.provider.generate(run) { drawn = step.token }
        let draw = try #require(session.state.shownWalk?.inspection?.draw)
        #expect(draw.token == drawn)
        #expect(draw.stretch.contains(draw.number))
        #expect(session.screen().contains("·\(draw.token.id)  random number"))
    }

    @Test func `the lens shows each layer's token and how probable it is`() async throws {
        var session = try await InsideSession(Size(columns: 120, rows: 36))
        await session.press(.function(8))
        let count = try InsideSession.figure("ids").count
        let (tops, probabilities) = (try InsideSession.figure("lens.top"), try InsideSession.figure("lens.probability"))
        let (answers, ranks) = (try InsideSession.figure("lens.answer"), try InsideSession.figure("lens.rank"))
        for row in 0..<3 {
            for position in [0, 7, count - 1] {
                await session.perform(.walk(.selectCell(row: row, position: position)))
                let screen = session.screen()
                let index = row * count + position
                #expect(screen.contains("says ·\(Int(tops[index])) with "))
                let said = try #require(numbers(#/with (?<number>[0-9.]+) %/#, in: screen).first)
                #expect(abs(said - Double(probabilities[index]) * 100) < 0.051)
                #expect(screen.contains("in place \(Int(ranks[index]) + 1) here"))
                let answer = try #require(numbers(#/here, with (?<number>[0-9.]+) %/#, in: screen).first)
                #expect(abs(answer - Double(answers[index]) * 100) < 0.051)
            }
        }
        let settled = (0..<3).last { ranks[$0 * count + count - 1] != 0 }.map { $0 + 1 } ?? 0
        #expect(session.state.logitLens?.firstRow(settledAt: count - 1) == settled)
    }

    @Test func `Enter walks from a cell of the lens, and to the attention of a block`() async throws {
        var session = try await InsideSession(Size(columns: 120, rows: 36))
        await session.press(.function(8), Key(.up), Key(.left), Key(.enter))
        #expect(session.state.screen == .walk)
        #expect(session.state.shownStop == .place(.residual(layer: 0)))
        #expect(session.state.walkPosition == (try InsideSession.figure("ids").count - 2))
        await session.press(Key(.enter))
        #expect(session.state.screen == .attention)
        #expect(session.state.attention.layer == 0)
        await session.press(.function(7), .function(7))
        #expect(session.state.screen == .playground)
    }

    @Test func `an MLP that is switched off adds nothing`() async throws {
        var session = try await InsideSession(Size(columns: 120, rows: 36))
        await session.press(.function(7))
        await session.perform(.walk(.selectStop(.place(.mlp(layer: 0)))))
        await session.press(.character("x"))
        #expect(session.state.interventions == [.switchOffMLP(layer: 0)])
        #expect(session.screen().contains("norm 0.000"))
        #expect(session.screen().contains("switched off: all zeros"))
    }

    @Test(arguments: Language.allCases)
    func `both screens draw at every size, with and without colours`(language: Language) async throws {
        var session = try await InsideSession(Size(columns: 120, rows: 36), language: language)
        for screen in [PlaygroundScreen.walk, .lens] {
            await session.perform(.show(screen))
            for stop in session.state.shownWalk?.stops ?? [.draw] {
                await session.perform(.walk(.selectStop(stop)))
                for (columns, rows) in [(0, 0), (40, 10), (60, 17), (80, 24), (110, 30), (250, 80)] {
                    session.size = Size(columns: columns, rows: rows)
                    for name in ["dark", "mono"] {
                        let theme = try #require(ThemeLibrary.builtIn.theme(named: name))
                        #expect(
                            PlaygroundView.draw(session.state, size: session.size, theme: theme).size == session.size)
                    }
                }
            }
        }
    }

    private func numbers(_ pattern: Regex<(Substring, number: Substring)>, in text: String) -> [Double] {
        text.matches(of: pattern).compactMap { Double($0.output.number) }
    }
}
