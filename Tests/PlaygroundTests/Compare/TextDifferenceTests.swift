import Playground
import Testing

@Suite struct TextDifferenceTests {
    @Test func `tells word by word what was taken out and put in`() {
        let difference = TextDifference("The old cat eats an apple.", "The old dog eats an apple today.")
        #expect(
            difference.parts == [
                part(.same, "The old"), part(.removed, " cat"), part(.added, " dog"), part(.same, " eats an"),
                part(.removed, " apple."), part(.added, " apple today."),
            ])
        #expect(difference.commonBeginning == "The old")
        #expect(!difference.isEmpty)
    }

    @Test(arguments: [
        ("", ""), ("a", ""), ("", "b c"), ("a b\nc", "a b c"), ("  x ", "x"), ("uno dos tres", "tres dos uno"),
        ("¿Qué? 👩‍👩‍👧 sí", "¿Qué? 👩‍👧 sí\n"),
    ])
    func `its parts put together are the texts`(first: String, second: String) {
        let difference = TextDifference(first, second)
        #expect(difference.parts.filter { $0.kind != .added }.map(\.text).joined() == first)
        #expect(difference.parts.filter { $0.kind != .removed }.map(\.text).joined() == second)
        #expect(difference.isEmpty == (first == second))
    }

    @Test func `equal texts share everything`() {
        let difference = TextDifference("the same words", "the same words")
        #expect(difference.commonBeginning == "the same words")
        #expect(difference.isEmpty)
    }

    private func part(_ kind: TextDifference.Part.Kind, _ text: String) -> TextDifference.Part {
        TextDifference.Part(kind: kind, text: text)
    }
}
