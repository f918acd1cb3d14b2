import Generation
import Panes
import Playground
import Testing
import TextUI

@Suite("The line at the top")
struct StatusBarTests {
    private func line(_ session: Session) -> Substring { session.screen.prefix { $0 != "\n" } }

    @Test(arguments: [(Language.english, "prompts in I8"), (.spanish, "prompts en I8")])
    func `says how a prompt's numbers are rounded, behind how the weights are stored`(
        language: Language, words: String
    ) {
        let model = SampleModel(activationType: "I8")
        #expect(line(Session(model: model, language: language)).contains("F16 · \(words)"))
    }

    @Test func `says nothing of numbers that are not rounded`() {
        let line = line(Session())
        #expect(line.contains("F16") && !line.contains("prompts"))
    }
}
