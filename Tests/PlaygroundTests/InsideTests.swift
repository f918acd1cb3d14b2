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
