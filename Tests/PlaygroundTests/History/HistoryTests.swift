import Generation
import Testing

@testable import Playground

@Suite("The history in the playground")
struct PlaygroundHistoryTests {
    @Test func `a run is remembered before it is asked for, with everything that decides it`() {
        var conversation = Conversation("Once", system: "Be brief.")
        conversation.say(.parameter(.set(.temperature, 0.5)), .run)
        guard case .history(.record(let id, let model, let question, let given)) = conversation.effects.dropLast().last,
            case .generate(let generated, model: let asked, let request) = conversation.effects.last
        else {
            Issue.record("\(conversation.effects)")
            return
        }
        #expect(id == generated && model == asked && question.request == request && given.isEmpty)
        #expect(question.modelReference == "nano" && question.isLocal && request.sampling.temperature == 0.5)
    }

    @Test func `a branch is remembered with the tokens that it was given`() {
        var conversation = Conversation("Once")
        conversation.say(.run)
        conversation.answerRun(with: ["a", "b", "c"])
        conversation.endRun()
        conversation.forget()
        conversation.say(.look(.selectToken(1)), .branch(.takeAlternative))
        let records = conversation.effects.compactMap {
            if case .history(.record(_, _, let question, let given)) = $0 { (question, given) } else { nil }
        }
        #expect(records.count == 1)
        #expect(records.first?.1.map(\.token.id) == records.first?.0.request.continuation)
        #expect(records.first?.1.count == 2)
    }

    @Test func `nothing is remembered while nothing shall be`() {
        var conversation = Conversation("Once")
        conversation.say(.perform(.toggleRecording), .run)
        #expect(conversation.notices.contains(.notRecording))
        #expect(!conversation.effects.contains { if case .history = $0 { true } else { false } })
        conversation.say(.perform(.toggleRecording), .run)
        #expect(conversation.effects.contains { if case .history(.record) = $0 { true } else { false } })
    }

    @Test func `every letter of a search is a query, and Escape takes the words back`() {
        var conversation = Conversation("Once")
        conversation.showHistory()
        conversation.say(.history(.choose(by: 2)), .history(.beginSearch), .history(.type("d")), .history(.type("o")))
        #expect(conversation.lists.suffix(2).map(\.1.text) == ["d", "do"])
        #expect(conversation.state.history.selection == 0)
        conversation.say(.history(.deleteTyped))
        #expect(conversation.lists.last?.1.text == "d")
        conversation.say(.escape)
        #expect(conversation.lists.last?.1.text == "" && conversation.state.screen == .history)
        conversation.say(.escape)
        #expect(conversation.state.screen == .playground)
    }

    @Test func `what is exported is the chosen run, never the playground's`() throws {
        var conversation = Conversation("Once")
        conversation.say(.run)
        conversation.answerRun(with: ["the", " playground's"])
        conversation.endRun()
        conversation.showHistory()
        let chosen = try #require(conversation.state.history.chosen)
        conversation.answerReading([.made(chosen.id)])
        conversation.say(.overlay(.openExport))
        guard case .export(var menu) = conversation.state.overlay else {
            Issue.record("no menu")
            return
        }
        #expect(menu.formats.allSatisfy { [.run, .screen, .code].contains($0.subject) })
        #expect(menu.formats.first?.subject == .run)
        conversation.forget()
        menu.select(try #require(menu.formats.firstIndex(of: .runMarkdown)))
        conversation.say(.overlay(.select(try #require(menu.formats.firstIndex(of: .runMarkdown)))), .overlay(.confirm))
        let jobs = conversation.effects.compactMap { if case .export(let job) = $0 { job } else { nil } }
        guard case .bytes(let bytes) = jobs.first?.content else {
            Issue.record("\(conversation.effects)")
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("upon a") && !text.contains("playground's"))
    }

    @Test func `a past run comes back with what its model thought`() {
        var past = PastRun.made(1)
        past.reasoning = "It begins like a tale."
        let model = LoadedModel(
            id: Ticket(1), description: ModelDescription(reference: "nano", name: "nano"), capabilities: .local,
            canInspect: true)
        #expect(Run(past, id: Ticket(2), model: model).reasoning == "It begins like a tale.")
    }

    @Test func `an answer to an older query is dropped`() {
        var conversation = Conversation("Once")
        conversation.showHistory()
        conversation.say(.history(.beginSearch), .history(.type("d")))
        let older = conversation.lists.last?.0
        conversation.say(.history(.type("o")))
        if let older { conversation.say(.historyNews(.listed(older, .made(of: 1)))) }
        #expect(conversation.state.history.page?.matchCount == 3)
        conversation.answerList(.made(of: 2))
        #expect(conversation.state.history.page?.matchCount == 2)
    }

    @Test func `of ten thousand runs those around the choice are known`() {
        var conversation = Conversation("Once")
        conversation.showHistory(.made(of: 10_000))
        conversation.say(.history(.choose(by: 100)))
        #expect(conversation.lists.count == 1)
        conversation.say(.history(.choose(by: 80)))
        #expect(conversation.lists.last?.1.offset == 80)
        conversation.answerList(.made(of: 10_000, offset: 80))
        #expect(conversation.state.history.chosen?.id == 9_820)
        conversation.say(.history(.choose(by: 100_000)))
        #expect(conversation.lists.last?.1.offset == 9_899)
        conversation.answerList(.made(of: 10_000, offset: 9_899))
        #expect(conversation.state.history.chosen?.id == 1)
        #expect(conversation.readings.last?.1 == [1])
    }

    @Test func `models take turns as a filter`() {
        var conversation = Conversation("Once")
        conversation.showHistory(.made(of: 3, models: ["./a", "./b"]))
        for expected in ["./a", "./b", nil] {
            conversation.say(.history(.nextModel))
            #expect(conversation.lists.last?.1.modelReference == expected)
        }
        conversation.say(.history(.toggleStarredOnly))
        #expect(conversation.lists.last?.1.isStarredOnly == true)
    }

    @Test func `a star and a note are seen at once and written`() {
        var conversation = Conversation("Once")
        conversation.showHistory()
        conversation.say(.history(.toggleStar), .history(.beginNote), .history(.type("good")), .history(.enter))
        #expect(
            conversation.state.history.chosen?.isStarred == true && conversation.state.history.chosen?.note == "good")
        #expect(conversation.effects.contains(.history(.setStar(3, true))))
        #expect(conversation.effects.contains(.history(.setNote(3, "good"))))
        conversation.say(.history(.toggleStar))
        #expect(conversation.effects.last == .history(.setStar(3, false)))
    }

    @Test func `a run is removed only after the question`() {
        var conversation = Conversation("Once")
        conversation.showHistory()
        conversation.say(.history(.delete), .overlay(.close))
        #expect(!conversation.effects.contains(.history(.delete([3]))))
        conversation.say(.history(.delete), .overlay(.confirm))
        #expect(conversation.effects.last == .history(.delete([3])))
        conversation.forget()
        conversation.say(.historyNews(.deleted([3])))
        #expect(conversation.lists.count == 1 && conversation.notices.contains(.runsDeleted(count: 1)))
    }

    @Test func `two runs are compared, the older one first`() {
        var conversation = Conversation("Once")
        conversation.showHistory()
        conversation.say(.history(.toggleComparison))
        #expect(conversation.readings.last?.1 == [3, 2])
        conversation.answerReading([.made(3), .made(2)])
        #expect(conversation.state.history.pair?.older.summary.id == 2)
        conversation.say(.escape)
        #expect(conversation.state.history.pair == nil && conversation.state.screen == .history)
        conversation.say(.history(.mark), .history(.choose(by: 2)), .history(.toggleComparison))
        #expect(conversation.readings.last?.1 == [1, 3])
    }

    // MARK: Reopening

    @Test func `a run of the open model comes back as it was, and running again asks the same`() {
        var conversation = Conversation("something else")
        conversation.showHistory()
        let past = PastRun.made(
            3, .chat([Message(role: .system, content: "Sé breve."), Message(role: .user, content: "Once")]))
        conversation.say(.history(.enter))
        conversation.answerReading([past])
        #expect(conversation.state.screen == .playground)
        #expect(conversation.state.system.text == "Sé breve." && conversation.state.user.text == "Once")
        #expect(
            conversation.state.run?.text == " upon a" && conversation.state.run?.steps.map(\.text) == [" upon", " a"])
        #expect(!conversation.state.isPromptEditedSinceRun)
        conversation.forget()
        conversation.say(.run)
        #expect(conversation.generations == [past.question.request])
    }

    @Test func `a run of another model opens that one first`() {
        var conversation = Conversation("something else")
        conversation.showHistory()
        let past = PastRun.made(3, model: "./gpt2")
        conversation.say(.history(.enter))
        conversation.answerReading([past])
        #expect(conversation.state.model.loading?.reference == "./gpt2" && conversation.state.run == nil)
        conversation.answerOpening()
        #expect(conversation.state.run?.text == " upon a")
        #expect(conversation.state.interventions == [.switchOffHead(layer: 0, head: 1)])
        conversation.forget()
        conversation.say(.run)
        #expect(conversation.generations == [past.question.request])
    }

    @Test func `a run whose model is gone leaves its texts and knobs`() {
        var conversation = Conversation("something else")
        conversation.showHistory()
        conversation.say(.history(.enter))
        conversation.answerReading([.made(3, model: "./gone")])
        if let id = conversation.state.model.loading?.id {
            conversation.say(.modelFailed(id, Failure(.notFound, "no such folder")))
        }
        #expect(conversation.state.user.text == "Once" && conversation.state.settings.sampling.topK == 5)
        conversation.say(.overlay(.close), .openModel("./other"))
        conversation.answerOpening()
        #expect(conversation.state.run == nil)
    }

    @Test func `a model is checked against the weights that wrote the run`() {
        var conversation = Conversation("something else")
        conversation.showHistory()
        var past = PastRun.made(3)
        past.summary.checksum = "abc"
        conversation.say(.history(.enter))
        conversation.answerReading([past])
        let model = conversation.state.model.loaded?.id ?? Ticket(0)
        #expect(conversation.effects.contains(.history(.verify(model: model, checksum: "abc"))))
        conversation.say(.historyNews(.weightsDiffer(name: "nano")))
        #expect(conversation.notices.contains(.weightsDiffer(name: "nano")))
    }
}
