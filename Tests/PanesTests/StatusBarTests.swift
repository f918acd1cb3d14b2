import Generation
import Panes
import Playground
import Testing
import TextUI

@Suite("The line at the top")
struct StatusBarTests {
    private func line(_ session: Session) -> Substring { session.screen.prefix { $0 != "\n" } }

    /// With a prompt and its figures, where there is little room left.
    @Test(
        arguments: [(Language.english, "prompts in I8"), (.spanish, "prompts en I8")],
        [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 200, rows: 60)])
    func `says how a prompt's numbers are rounded`(language: (Language, words: String), size: Size) {
        let model = SampleModel(activationType: "I8")
        var session = Session(size, user: "Once there was a cat", model: model, language: language.0)
        #expect(line(session).contains(language.words))
        session.press(.control("r"))
        #expect(line(session).contains(language.words))
    }

    @Test func `says how the weights are stored in front of it, where there is room`() {
        let line = line(Session(Size(columns: 200, rows: 60), model: SampleModel(activationType: "I8")))
        #expect(line.contains("F16   prompts in I8"))
    }

    @Test func `says nothing of numbers that are not rounded`() {
        let line = line(Session())
        #expect(line.contains("F16") && !line.contains("prompts"))
    }
}
