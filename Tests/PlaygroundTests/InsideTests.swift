import Generation
import Testing

@testable import Playground

struct InterventionTests {
    @Test func `a head that is switched off is left out of every request until it is switched on again`() {
        var conversation = Conversation("hello")
        conversation.say(.intervene(.toggle(.switchOffHead(layer: 1, head: 2))), .run)
        #expect(conversation.inspections.last?.interventions == [.switchOffHead(layer: 1, head: 2)])
        #expect(conversation.generations.last?.interventions == [.switchOffHead(layer: 1, head: 2)])
        conversation.say(.intervene(.toggle(.switchOffHead(layer: 1, head: 2))), .run)
        #expect(conversation.generations.last?.interventions == [])
    }

    @Test func `the chosen head is switched off, and all are switched on at once`() {
        var conversation = Conversation("hello")
        conversation.say(.look(.selectHead(layer: 2, head: 3)), .intervene(.toggleChosenHead))
        conversation.say(.look(.selectHead(layer: 0, head: 0)), .intervene(.toggleChosenHead))
        #expect(
            conversation.state.interventions == [
                .switchOffHead(layer: 2, head: 3), .switchOffHead(layer: 0, head: 0),
            ])
        conversation.say(.perform(.clearInterventions))
        #expect(conversation.state.interventions.isEmpty)
    }

    @Test func `a run is explained by a model without the heads that are off now`() {
        var conversation = Conversation("hello")
        conversation.say(.run)
        conversation.answerRun(with: ["a", "b"])
        conversation.endRun()
        conversation.forget()
        conversation.say(.intervene(.toggle(.switchOffHead(layer: 0, head: 0))))
        #expect(conversation.inspections.last?.continuation == [0])
        #expect(conversation.inspections.last?.interventions == [.switchOffHead(layer: 0, head: 0)])
    }

    @Test func `another model begins with all of its heads`() {
        var conversation = Conversation("hello")
        conversation.say(.intervene(.toggle(.switchOffHead(layer: 0, head: 0))), .openModel("other"))
        conversation.answerOpening()
        #expect(conversation.state.interventions.isEmpty)
    }
}

struct ScreenTests {
    @Test func `a screen lies over the playground until escape puts it away`() {
        var conversation = Conversation("hello")
        conversation.say(.focus(.pane(.output)), .show(.attention), .focus(.next))
        #expect(conversation.state.screen == .attention && conversation.state.focus == .output)
        conversation.say(.overlay(.openHelp), .escape)
        #expect(conversation.state.screen == .attention && conversation.state.overlay == nil)
        conversation.say(.escape)
        #expect(conversation.state.screen == .playground && conversation.state.focus == .output)
    }

    @Test func `a pane that is asked for is shown`() {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention), .perform(.focus(.parameters)))
        #expect(conversation.state.screen == .playground && conversation.state.focus == .parameters)
    }
}

struct InquiryTests {
    private func questions(_ conversation: Conversation) -> [InsideQuestion] {
        conversation.effects.compactMap { if case .ask(_, _, let question, _) = $0 { question } else { nil } }
    }

    /// The ticket of the newest question of a kind.
    private func ticket(_ conversation: Conversation, _ kind: InsideQuestion.Kind) -> Ticket? {
        conversation.state.inquiries[kind]?.newest.id
    }

    private func band(_ count: Int) -> InsideAnswer {
        .band(
            AttentionBand(
                layer: 0, heads: .head(0),
                window: ContextWindow(promptCount: count, count: count, pinnedCount: 0, limit: 128), queries: 0..<count,
                weights: (0..<count * count).map { $0 % count <= $0 / count ? 1 / Float($0 / count + 1) : 0 }))
    }

    @Test func `a screen asks what it wants to know once, and again when it is about something else`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection(attention: .made(focus: [:]))
        #expect(questions(conversation) == [.headScores, .band(layer: 0, heads: .head(0), queries: 0..<3)])
        conversation.forget()
        conversation.say(.look(.nextScale))
        #expect(questions(conversation).isEmpty)
        conversation.say(.look(.selectHead(layer: 0, head: 1)))
        #expect(questions(conversation) == [.band(layer: 0, heads: .head(1), queries: 0..<3)])
    }

    @Test func `an answer to an older question is dropped`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection(attention: .made(focus: [:]))
        let old = try #require(ticket(conversation, .band))
        conversation.say(.look(.selectHead(layer: 0, head: 1)), .answered(old, band(3)))
        #expect(conversation.state.shownPattern == nil)
        let new = try #require(ticket(conversation, .band))
        conversation.say(.look(.selectHead(layer: 0, head: 0)), .answered(new, band(3)))
        #expect(conversation.state.shownPattern == nil)
        conversation.say(.answered(try #require(ticket(conversation, .band)), band(3)))
        #expect(conversation.state.shownPattern?.isStale == false)
    }

    @Test func `the arithmetic of the weight under the cursor is asked for when the rows are there`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection()
        conversation.say(.answered(try #require(ticket(conversation, .band)), band(3)))
        // All three weights are equal; the newest is the greatest.
        #expect(questions(conversation).last == .arithmetic(layer: 0, head: 0, query: 2, key: 2))
        conversation.say(.look(.moveCursor(queries: -1, keys: -2)))
        #expect(questions(conversation).last == .arithmetic(layer: 0, head: 0, query: 1, key: 0))
    }

    @Test func `a failure is kept, and the same is not asked again`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection()
        let failure = Failure(.unsupported, "this model does not disclose attention")
        conversation.say(.questionFailed(try #require(ticket(conversation, .band)), failure))
        #expect(conversation.state.inquiries[.band]?.failure == failure)
        conversation.forget()
        conversation.say(.look(.nextScale))
        #expect(questions(conversation).isEmpty)
    }

    @Test func `a sampling knob asks nothing about the inside again, a head that is switched off does`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection()
        conversation.say(.answered(try #require(ticket(conversation, .band)), band(3)))
        conversation.forget()
        conversation.say(.parameter(.set(.temperature, 0.2)))
        conversation.answerInspection()
        #expect(questions(conversation).isEmpty)
        conversation.say(.intervene(.toggleChosenHead))
        conversation.answerInspection()
        #expect(questions(conversation) == [.band(layer: 0, heads: .head(0), queries: 0..<3)])
    }

    @Test func `another model is asked anew`() throws {
        var conversation = Conversation("hello")
        conversation.say(.show(.attention))
        conversation.answerInspection()
        conversation.say(.openModel("other"))
        conversation.answerOpening()
        #expect(conversation.state.inquiries[.band] == nil)
    }
}
