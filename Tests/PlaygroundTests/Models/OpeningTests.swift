import Generation
import Testing

@testable import Playground

/// A model on its way, and what an open one takes.
struct OpeningTests {
    private let progress = PullProgress(fileCount: 1, byteCount: 1000, finishedByteCount: 420)

    private func opening(_ reference: String = "./gpt2#q8_0") throws -> (Conversation, Ticket) {
        var conversation = Conversation("Once")
        conversation.say(.openModel(reference))
        return (conversation, try #require(conversation.state.model.loading?.id))
    }

    @Test func `how far its weights are converted is known until it is open`() throws {
        var (conversation, id) = try opening()
        #expect(conversation.state.model.loading?.conversion == nil)
        conversation.say(.modelConverting(id, progress))
        #expect(conversation.state.model.loading?.conversion == progress)
        conversation.answerOpening()
        #expect(conversation.state.model.loading == nil)
        conversation.say(.modelConverting(id, progress))
        #expect(conversation.state.model.loading == nil)
    }

    @Test func `Escape gives it up, and the model that is open answers on`() throws {
        var (conversation, id) = try opening()
        conversation.forget()
        conversation.say(.modelConverting(id, progress), .escape)
        #expect(conversation.state.model.loading == nil)
        #expect(conversation.effects.contains(.closeModel(id)))
        #expect(conversation.state.model.loaded?.description.reference == "nano")
        #expect(conversation.notices == [.openingCancelled(reference: "./gpt2#q8_0")])
        // It may have been open at that moment.
        conversation.forget()
        conversation.say(.modelConverting(id, progress))
        #expect(conversation.state.model.loading == nil)
    }

    @Test func `a run is stopped before an opening is given up`() throws {
        var (conversation, id) = try opening()
        conversation.say(.run)
        conversation.answerRun(with: ["a"])
        conversation.say(.escape)
        #expect(conversation.state.model.loading?.id == id)
        conversation.say(.escape)
        #expect(conversation.state.model.loading == nil)
    }

    @Test func `columns that wait for it know too, and keep it when the playground gives it up`() throws {
        var (conversation, id) = try opening()
        conversation.say(.show(.compare), .compare(.setModel("./gpt2#q8_0")))
        conversation.say(.modelConverting(id, progress))
        #expect(conversation.state.compare.models["./gpt2#q8_0"] == .opening(id, conversion: progress))
        conversation.say(.show(.playground))
        conversation.forget()
        conversation.say(.escape)
        #expect(!conversation.effects.contains(.closeModel(id)))
    }

    @Test func `it is the one that is chosen on the models screen, unless somebody is choosing there`() throws {
        var (conversation, _) = try opening()
        conversation.answerOpening()
        #expect(conversation.state.models.chosenReference == "./gpt2#q8_0")
        conversation.say(.openModel("nano"), .show(.models), .models(.select("hf:a/b")))
        conversation.answerOpening()
        #expect(conversation.state.models.chosenReference == "hf:a/b")
    }

    @Test func `what its KV caches take is known wherever it is asked`() throws {
        var conversation = Conversation("Once")
        let id = try #require(conversation.state.model.loaded?.id)
        let memory = CacheMemory(byteCount: 64, budget: 1000, type: "f16")
        conversation.say(.show(.compare), .cacheMemoryChanged(id, memory))
        #expect(conversation.state.model.loaded?.cacheMemory == memory)
        #expect(conversation.state.compare.models["nano"]?.loaded?.cacheMemory == memory)
        conversation.say(.cacheMemoryChanged(Ticket(99), CacheMemory(byteCount: 1, budget: 1, type: "f32")))
        #expect(conversation.state.model.loaded?.cacheMemory == memory)
    }
}
