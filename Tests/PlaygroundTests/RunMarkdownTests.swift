import Generation
import Testing

@testable import Playground

@Suite("A run as Markdown")
struct RunMarkdownTests {
    @Test func `says what was asked, with which knobs, what came and how sure the model was`() {
        var conversation = Conversation("¿Qué?", system: "Be brief.")
        conversation.say(.parameter(.set(.topK, 5)), .run)
        conversation.say(
            .generated(
                conversation.state.run?.id ?? Ticket(0),
                [
                    .step(
                        Step(
                            index: 0, token: Token(id: 1, bytes: Array(" a|`b\n".utf8)), text: " a|`b\n",
                            unsampledProbability: 0.1234, rank: 2))
                ], elapsed: .zero))
        guard let run = conversation.state.run else { return }
        let english = RunMarkdown(run, language: .english).text
        #expect(english.hasPrefix("# nano\n\n| | |\n|---|---|\n| model | nano |\n| temperature | 1.0 |\n"))
        #expect(
            english.contains("| top_k | 5 |") && !english.contains("| top_p |") && english.contains("| seed | 42 |"))
        #expect(english.contains("## System\n\n```text\nBe brief.\n```"))
        #expect(english.contains("## User\n\n```text\n¿Qué?\n```"))
        #expect(english.contains("| 1 | ``·a\\|`b↵`` | 12.3 % | 3 |"))
        #expect(RunMarkdown(run, language: .spanish).text.contains("## Salida"))
    }

    @Test func `a text with fences stands between longer ones`() {
        var conversation = Conversation("```\ncode\n````")
        conversation.say(.run)
        guard let run = conversation.state.run else { return }
        #expect(RunMarkdown(run, language: .english).text.contains("`````text\n```\ncode\n````\n`````"))
    }

    @Test func `is copied instead of written, and a text that is too long says so`() {
        var conversation = Conversation("a")
        conversation.say(.run)
        conversation.answerRun(with: ["b"])
        conversation.say(.overlay(.openExport))
        guard case .export(let menu) = conversation.state.overlay,
            let row = menu.formats.firstIndex(of: .runMarkdown)
        else {
            Issue.record("no Markdown is offered")
            return
        }
        conversation.say(.overlay(.select(row)), .overlay(.copyExport))
        guard case .exportText(.bytes(let bytes)) = conversation.effects.last else {
            Issue.record("nothing is copied")
            return
        }
        conversation.say(.copyReady(String(decoding: bytes, as: UTF8.self)))
        #expect(conversation.effects.contains { if case .terminal(.copy) = $0 { true } else { false } })
        conversation.say(.copyRefused(byteCount: 100_000, limit: 74_994))
        #expect(conversation.notices == [.copyRefused(byteCount: 100_000, limit: 74_994)])
    }

    @Test func `code is offered for what can be asked: curl only where there is an address`() {
        func offered(_ conversation: Conversation) -> [ExportFormat] {
            var conversation = conversation
            conversation.say(.overlay(.openExport))
            guard case .export(let menu) = conversation.state.overlay else { return [] }
            return menu.formats.filter { $0.subject == .code }
        }
        #expect(offered(Conversation("a")) == [.codePython, .codeSwift])
        #expect(
            offered(Conversation("a", capabilities: .stubborn, canInspect: false)) == [
                .codeCurl, .codePython, .codeSwift,
            ])
        #expect(offered(Conversation("")) == [])
    }
}
