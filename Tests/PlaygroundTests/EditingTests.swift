import Testing

@testable import Playground

struct EditingTests {
    @Test func `letters go to the editor that has the focus`() {
        var talk = Conversation()
        talk.type("hola")
        talk.say(.focus(.pane(.system)))
        talk.type("breve")
        talk.say(.focus(.pane(.output)), .edit(.insert("lost?")))
        #expect(talk.state.user.text == "hola")
        #expect(talk.state.system.text == "breve")
    }

    @Test func `what is cut can be pasted, and the terminal gets it too`() {
        var talk = Conversation("uno dos")
        talk.say(.edit(.move(.wordBackward, extending: true)), .edit(.cut))
        #expect(talk.state.user.text == "uno ")
        #expect(talk.effects.contains(.terminal(.copy("dos"))))
        #expect(talk.notices == [.copied(count: 3)])
        talk.say(.edit(.pasteClipboard), .edit(.pasteClipboard))
        #expect(talk.state.user.text == "uno dosdos")
    }

    @Test func `copying nothing keeps what was copied before`() {
        var talk = Conversation("uno")
        talk.say(.edit(.selectAll), .edit(.copy), .edit(.move(.documentEnd, extending: false)), .edit(.copy))
        #expect(talk.state.clipboard == "uno")
    }

    @Test func `the focus goes round and remembers which tab was in front`() {
        var talk = Conversation()
        talk.say(.focus(.pane(.attention)), .focus(.next))
        #expect(talk.state.focus == .system)
        #expect(talk.state.tab == .attention)
        talk.say(.focus(.previous), .focus(.previous))
        #expect(talk.state.focus == .nextToken)
        #expect(talk.state.tab == .nextToken)
    }

    @Test func `moving the cursor changes nothing that would be sent`() {
        var talk = Conversation("hola")
        talk.say(.edit(.move(.lineStart, extending: true)), .edit(.moveCursor(to: .start, extending: false)))
        #expect(talk.effects.isEmpty)
    }

    @Test func `undo and redo change the prompt like typing does`() {
        var talk = Conversation("a", isLive: true)
        talk.type("b")
        talk.forget()
        talk.say(.edit(.undo))
        #expect(talk.state.user.text == "a")
        #expect(talk.inspections.count == 1)
    }
}
