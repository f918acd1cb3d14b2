import Generation
import Testing

@testable import Playground

@Suite("The models that are shown")
struct ModelsDisplayTests {
    private func listing(_ reference: String, _ place: ModelListing.Place = .huggingFace) -> ModelListing {
        ModelListing(ModelDescription(reference: reference, name: reference, architecture: "gpt2"), place: place)
    }

    private func ticket(_ conversation: Conversation) -> Ticket {
        guard
            case .models(.list(let id))? = conversation.effects.last(where: {
                if case .models = $0 { true } else { false }
            })
        else { return Ticket(-1) }
        return id
    }

    @Test func `stay in sight until something newer comes`() {
        var conversation = Conversation()
        conversation.say(.show(.models))
        let first = ticket(conversation)
        conversation.say(.modelsNews(.listed(first, .found([listing("a"), listing("b")]))))
        conversation.say(.modelsNews(.listingEnded(first)))
        #expect(!conversation.state.models.isListing)
        conversation.say(.models(.refresh))
        let second = ticket(conversation)
        #expect(conversation.state.models.isListing)
        #expect(conversation.state.models.listings.count == 2)
        conversation.say(.modelsNews(.listed(first, .found([listing("late")]))))
        #expect(conversation.state.models.listings.count == 2)
        conversation.say(.modelsNews(.listed(second, .found([listing("c")]))))
        #expect(conversation.state.models.listings.map(\.reference) == ["c"])
    }

    @Test func `stand by place, whoever answers first`() {
        var conversation = Conversation()
        conversation.say(.show(.models))
        let id = ticket(conversation)
        conversation.say(
            .modelsNews(.listed(id, .found([listing("openai:a", .hosted(service: "OpenAI"))]))),
            .modelsNews(.listed(id, .found([listing("nano", .embedded), listing("hf:b")]))))
        #expect(conversation.state.models.shown.map(\.reference) == ["nano", "hf:b", "openai:a"])
        #expect(conversation.state.models.chosen?.reference == "nano")
    }

    @Test func `the choice stops at the ends and survives a search that hides it`() {
        var conversation = Conversation()
        conversation.say(.show(.models))
        conversation.say(
            .modelsNews(.listed(ticket(conversation), .found([listing("a"), listing("b"), listing("c")]))))
        conversation.say(.models(.choose(by: 99)))
        #expect(conversation.state.models.chosen?.reference == "c")
        conversation.say(.models(.beginSearch), .models(.type("a")))
        #expect(conversation.state.models.chosen?.reference == "a")
        conversation.say(.escape)
        #expect(conversation.state.models.chosen?.reference == "c")
    }

    @Test func `only one model is fetched at a time, and news of an earlier one is dropped`() {
        var conversation = Conversation()
        conversation.say(.show(.models), .models(.beginPull), .models(.type("o/first")), .models(.enter))
        let first = conversation.state.models.pull?.id ?? Ticket(-1)
        conversation.say(.models(.beginPull), .models(.type("o/second")), .models(.enter))
        #expect(conversation.effects.contains(.models(.cancelPull(first))))
        conversation.say(.modelsNews(.pulling(first, PullProgress(fileCount: 1, byteCount: 1))))
        #expect(conversation.state.models.pull?.name == "o/second")
        #expect(conversation.state.models.pull?.progress == nil)
    }

    @Test func `a service that does not answer is asked again by Enter`() {
        var conversation = Conversation()
        conversation.say(.show(.models))
        conversation.say(
            .modelsNews(.listed(ticket(conversation), .unreachable(service: "OpenAI", Failure(.network, "no answer")))))
        conversation.forget()
        conversation.say(.models(.enter))
        #expect(ticket(conversation) != Ticket(-1))
        #expect(conversation.state.screen == .models)
    }

    @Test(arguments: [(10, 100, MemoryNeed.Fit.fits), (50, 100, .tight), (90, 100, .tooLarge), (.max, 100, .tooLarge)])
    func `a model needs a fifth more than its weights`(bytes: Int, available: Int, fit: MemoryNeed.Fit) {
        #expect(MemoryNeed(weightBytes: bytes, available: available).fit == fit)
    }
}
