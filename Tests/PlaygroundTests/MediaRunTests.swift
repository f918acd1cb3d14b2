import Generation
import Testing

@testable import Playground

/// Runs of models that make pictures and videos.
struct MediaRunTests {
    private func talk() -> Conversation { Conversation("a fox", capabilities: .painter, canInspect: false) }

    @Test func `the knobs' keys choose words, and only what differs from the model's own choice is sent`() {
        var talk = talk()
        #expect(talk.state.choices.map(\.option) == [.size, .quality, .format])
        talk.say(
            .parameter(.nudge(2, isCoarse: false)), .parameter(.selectNext(1)), .parameter(.nudge(-1, isCoarse: true)))
        talk.say(.parameter(.selectNext(9)), .parameter(.nudge(9, isCoarse: false)), .run)
        #expect(talk.generations.map(\.media) == [[.size: "1536x1024", .format: "webp"]])
        talk.forget()
        talk.say(.parameter(.reset), .run)
        #expect(talk.generations.map(\.media) == [[.size: "1536x1024"]])
        talk.forget()
        talk.say(.parameter(.resetAll), .parameter(.set(.temperature, 0.1)), .parameter(.type("7")), .run)
        #expect(talk.generations.map(\.media) == [[:]])
        #expect(talk.state.settings.sampling == SamplingParameters())
    }

    @Test func `what another model takes is not sent to one that does not`() {
        let settings = Settings(media: [.size: "640x480", .quality: "max", .seconds: "8"])
        let model = LoadedModel(
            id: Ticket(1), description: ModelDescription(reference: "m", name: "m"), capabilities: .painter,
            canInspect: false)
        // Any size is taken, but not any quality.
        #expect(settings.media(for: model) == [.size: "640x480"])
        #expect(settings.value(of: model.capabilities.choices[0]) == "640x480")
        #expect(settings.value(of: model.capabilities.choices[1]) == "auto")
    }

    @Test func `a picture is seen while it is made, and at the end there is the path of its file`() throws {
        var talk = talk()
        talk.say(.run)
        let id = try #require(talk.state.run?.id)
        let draft = try #require(Picture(width: 1, height: 1, bytes: [1, 2, 3, 255]))
        let picture = try #require(Picture(width: 1, height: 1, bytes: [9, 9, 9, 255]))
        talk.say(
            .generated(id, [.notice(.progress(MediaProgress(.asked)))], elapsed: .seconds(1)),
            .generated(id, [.notice(.picture(draft, isDraft: true))], elapsed: .seconds(3)))
        #expect(talk.state.run?.picture == draft && talk.state.run?.isDraft == true && talk.state.run?.isActive == true)
        let completion = Completion(
            text: "/tmp/fox.png", reason: .endOfText, timings: Timings(), promptTokens: 1, generatedTokens: 2,
            usage: Usage(promptTokens: 1, generatedTokens: 2, costUSD: 0.5))
        talk.say(
            .generated(id, [.notice(.picture(picture, isDraft: false)), .completed(completion)], elapsed: .seconds(4)))
        #expect(talk.state.run?.picture == picture && talk.state.run?.isDraft == false)
        #expect(talk.state.run?.text == "/tmp/fox.png" && talk.state.usage.costUSD == 0.5)
        talk.forget()
        talk.say(.copyOutput)
        #expect(talk.effects.contains(.terminal(.copy("/tmp/fox.png"))))
    }

    @Test func `who stops a job still sees its name`() throws {
        var talk = talk()
        talk.say(.run)
        let id = try #require(talk.state.run?.id)
        talk.say(
            .generated(id, [.notice(.progress(MediaProgress(.working, percent: 3, job: "video_1")))], elapsed: .zero),
            .stop)
        #expect(talk.state.run?.status == .ended(.cancelled) && talk.state.run?.progress?.job == "video_1")
    }

    @Test func `there is nothing to sweep`() {
        var talk = talk()
        talk.say(.show(.sweep), .run)
        #expect(talk.generations.isEmpty && talk.state.sweep.sweep == nil)
        guard case .runFailed(let failure) = talk.notices.last else {
            Issue.record("\(talk.notices)")
            return
        }
        #expect(failure.kind == .unsupported)
    }
}
