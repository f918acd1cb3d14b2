import Generation
import Testing

@testable import Playground

struct SessionTests {
    // MARK: Models

    @Test func `a model that cannot be opened does not cost the one that is open`() throws {
        var talk = Conversation("hola")
        talk.say(.openModel("./nowhere"))
        let failure = Failure(.notFound, "no such folder", at: "./nowhere")
        talk.say(.modelFailed(try #require(talk.state.model.loading?.id), failure))
        #expect(talk.state.model.loaded?.description.name == "nano")
        #expect(talk.state.overlay == .modelFailure(.init(reference: "./nowhere", failure: failure)))
        #expect(talk.state.user.text == "hola")
        talk.forget()
        talk.say(.overlay(.confirm))
        #expect(talk.effects == [.loadModel(try #require(talk.state.model.loading?.id), reference: "./nowhere")])
    }

    @Test func `another model takes over: the run stops, the old model is let go, the prompt is asked about`() throws {
        var talk = Conversation("hola")
        talk.say(.run)
        let old = try #require(talk.state.model.loaded?.id)
        let run = try #require(talk.state.run?.id)
        talk.forget()
        talk.say(.openModel(" ./gpt2\n"))
        #expect(talk.state.model.loaded?.id == old)
        talk.answerOpening(contextLimit: 64)
        #expect(talk.effects.contains(.cancel(run)))
        #expect(talk.effects.contains(.closeModel(old)))
        #expect(talk.state.effectiveContextLength == 64)
        #expect(talk.inspections.count == 1)
        #expect(talk.notices.contains(.modelLoaded(name: "./gpt2")))
    }

    @Test func `a model that was overtaken is let go`() throws {
        var talk = Conversation()
        talk.say(.openModel("slow"))
        let slow = try #require(talk.state.model.loading?.id)
        talk.say(.openModel("fast"))
        let model = try #require(talk.state.model.loaded)
        talk.say(
            .modelLoaded(
                LoadedModel(
                    id: slow, description: model.description, capabilities: .local, canInspect: true)))
        #expect(talk.effects.last == .closeModel(slow))
        #expect(talk.state.model.loaded?.id == model.id)
        #expect(talk.state.model.loading?.reference == "fast")
    }

    // MARK: Overlays and commands

    @Test func `the palette is typed into and performs what is chosen`() {
        var talk = Conversation()
        talk.say(.overlay(.openPalette), .overlay(.type("te")), .overlay(.select(2)), .overlay(.type("ma")))
        guard case .palette(let palette) = talk.state.overlay else {
            Issue.record("the palette is not open")
            return
        }
        #expect(palette.query == "tema")
        #expect(palette.selection == 0)
        talk.say(.perform(.theme("light")))
        #expect(talk.state.overlay == nil)
        #expect(talk.state.themeName == "light")
        #expect(
            talk.effects == [.savePreferences(Preferences(language: .english, themeName: "light", isLive: true))])
    }

    @Test func `a command that cannot be used says why`() {
        var talk = Conversation()
        talk.say(.perform(.stop), .perform(.run), .focus(.pane(.output)), .perform(.undo))
        #expect(
            talk.notices == [
                .commandUnavailable(.stop, .nothingRuns), .commandUnavailable(.run, .emptyPrompt),
                .commandUnavailable(.undo, .noEditor),
            ])
    }

    @Test func `every command has a name of its own`() {
        let commands = CommandList.all(themeNames: ["dark", "light"])
        #expect(Set(commands.map(\.id)).count == commands.count)
    }

    @Test func `an available command changes the state or asks for something`() {
        var talk = Conversation("hola")
        talk.say(.focus(.pane(.system)), .edit(.insert("x")), .edit(.insert("y")), .edit(.undo))
        talk.say(.edit(.insert("z")), .run)
        talk.answerRun(with: ["a", "b"])
        talk.say(.parameter(.set(.temperature, 0.4)), .look(.selectToken(0)))
        for command in CommandList.all(themeNames: talk.state.themeNames)
        where CommandList.availability(of: command, in: talk.state) == .available {
            var next = talk
            next.forget()
            next.say(.perform(command))
            #expect(next.state != talk.state || !next.effects.isEmpty, "\(command.id)")
        }
    }

    @Test func `a model is opened by its typed reference`() {
        var talk = Conversation()
        talk.say(.perform(.openModel), .overlay(.type("./gptx")), .overlay(.deleteTyped), .overlay(.type("2")))
        talk.say(.overlay(.confirm))
        #expect(talk.state.model.loading?.reference == "./gpt2")
        #expect(talk.state.overlay == nil)
    }

    @Test func `themes and languages go round`() {
        var talk = Conversation()
        talk.say(.nextTheme, .nextTheme, .setLanguage(.spanish), .setTheme("no such theme"))
        #expect(talk.state.themeName == "dark")
        #expect(talk.state.language == .spanish)
    }

    @Test func `notices are few and go by themselves`() throws {
        var talk = Conversation()
        for typed in ["-1", "-2", "-3", "-4"] { talk.say(.parameter(.type(typed)), .parameter(.enter)) }
        #expect(talk.state.notices.count == 3)
        let newest = try #require(talk.state.notices.last)
        #expect(talk.effects.contains(.post(.noticeExpired(newest.id), after: .seconds(5))))
        talk.say(.noticeExpired(newest.id))
        #expect(talk.notices == [.valueRefused(.temperature, typed: "-2"), .valueRefused(.temperature, typed: "-3")])
    }

    // MARK: Drafts

    @Test func `many key presses make one draft`() {
        var talk = Conversation(isLive: false)
        talk.type("hola")
        #expect(talk.effects == [.post(.draftDue, after: .milliseconds(500))])
        talk.forget()
        talk.say(.draftDue)
        #expect(talk.effects == [.saveDraft(Draft(system: "", user: "hola", settings: Settings()))])
        talk.type("!")
        #expect(talk.effects.last == .post(.draftDue, after: .milliseconds(500)))
    }

    @Test func `what a killed session left is offered and restored; what was here can be undone back`() {
        var talk = Conversation("new")
        let draft = Draft(system: "s", user: "old", settings: Settings(maxNewTokens: 7))
        talk.say(.draftFound(draft))
        #expect(talk.state.overlay == .draftOffer(draft))
        talk.say(.overlay(.confirm))
        #expect(talk.state.user.text == "old")
        #expect(talk.state.settings.maxNewTokens == 7)
        #expect(talk.effects.suffix(2) == [.saveDraft(draft), .discardOfferedDraft])
        talk.say(.edit(.undo))
        #expect(talk.state.user.text == "new")
    }

    @Test func `a declined draft can still be had while the program runs`() {
        var talk = Conversation("new")
        talk.say(.draftFound(Draft(system: "", user: "old", settings: Settings())), .escape)
        #expect(talk.state.overlay == nil)
        #expect(talk.effects == [.discardOfferedDraft])
        talk.say(.perform(.restoreDraft))
        #expect(talk.state.user.text == "old")
    }

    @Test func `a draft that is here already is not offered`() {
        var talk = Conversation("same")
        talk.say(.draftFound(Draft(system: "", user: "same", settings: Settings())))
        #expect(talk.state.overlay == nil)
    }

    @Test func `a draft and a broken model are both told, one after the other`() throws {
        var talk = Conversation(withoutModel: "")
        talk.say(.openModel("broken"), .draftFound(Draft(system: "", user: "old", settings: Settings())))
        talk.say(.modelFailed(try #require(talk.state.model.loading?.id), Failure(.malformed, "broken")))
        talk.say(.overlay(.confirm))
        #expect(talk.state.user.text == "old")
        #expect(talk.state.overlay == talk.state.model.failure.map(Overlay.modelFailure))
    }

    @Test func `a disk that cannot be written is told and costs nothing`() {
        var talk = Conversation("hola")
        let failure = Failure(.system, "read-only")
        talk.say(.draftFailed(failure))
        #expect(talk.notices == [.draftNotSaved(failure)])
        #expect(talk.state.user.text == "hola")
    }

    @Test func `quitting keeps the texts, and asks only while a run would be lost`() throws {
        var talk = Conversation("hola", isLive: false)
        let leaving: [Effect] = [.keepDraft(talk.state.draft), .terminal(.quit)]
        var calm = talk
        calm.say(.quit)
        #expect(calm.effects == leaving)
        talk.say(.run)
        let run = try #require(talk.state.run?.id)
        talk.forget()
        talk.say(.quit)
        #expect(talk.effects.isEmpty)
        #expect(talk.state.overlay == .quitConfirmation)
        talk.say(.quit)
        #expect(talk.effects == [.cancel(run)] + leaving)
    }
}
