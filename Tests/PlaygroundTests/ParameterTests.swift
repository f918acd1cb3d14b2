import Generation
import Testing

@testable import Playground

struct ParameterTests {
    @Test(arguments: Knob.allCases)
    func `the slider's ends are the range's ends, and its places come back`(knob: Knob) {
        let parameter = Parameter(knob, for: nil)
        #expect(parameter.fraction(of: parameter.range.lowerBound) == 0)
        #expect(parameter.fraction(of: parameter.range.upperBound) == 1)
        #expect(parameter.value(atFraction: -1) == parameter.range.lowerBound)
        #expect(parameter.value(atFraction: 2) == parameter.range.upperBound)
        for fraction in stride(from: 0.0, through: 1, by: 0.125) {
            let value = parameter.value(atFraction: fraction)
            #expect(parameter.value(atFraction: parameter.fraction(of: value)) == value)
        }
        #expect(parameter.limits.contains(parameter.neutral))
    }

    @Test func `ten fine steps are one coarse step, without crumbs`() {
        var talk = Conversation()
        talk.say(.parameter(.select(.temperature)))
        for _ in 0..<7 { talk.say(.parameter(.nudge(-1, isCoarse: true))) }
        for _ in 0..<10 { talk.say(.parameter(.nudge(1, isCoarse: false))) }
        #expect(talk.state.settings.sampling.temperature == 0.4)
    }

    @Test func `a step stops at the end of the slider but does not throw a typed value back`() {
        var talk = Conversation()
        talk.say(.parameter(.set(.temperature, 1.95)), .parameter(.nudge(1, isCoarse: true)))
        #expect(talk.state.value(of: .temperature) == 2)
        talk.say(.parameter(.set(.temperature, 50)), .parameter(.nudge(1, isCoarse: true)))
        #expect(talk.state.value(of: .temperature) == 50)
        talk.say(.parameter(.nudge(-1, isCoarse: true)))
        #expect(talk.state.value(of: .temperature) == 49.9)
    }

    @Test func `counts double and halve, and top_k leaves and reaches off`() {
        var talk = Conversation()
        talk.say(.parameter(.select(.topK)))
        var values: [Int] = []
        for _ in 0..<4 {
            talk.say(.parameter(.nudge(1, isCoarse: true)))
            values.append(talk.state.settings.sampling.topK)
        }
        for _ in 0..<4 {
            talk.say(.parameter(.nudge(-1, isCoarse: true)))
            values.append(talk.state.settings.sampling.topK)
        }
        #expect(values == [1, 2, 4, 8, 4, 2, 1, 0])
    }

    @Test(arguments: [
        ("0.7", Knob.temperature, 0.7), ("0,7", .temperature, 0.7), (".5", .topP, 0.5), ("16", .context, 16),
        ("1e2", .maxNewTokens, 100), ("7", .seed, 7),
    ])
    func `a typed value is taken`(typed: String, knob: Knob, value: Double) {
        var talk = Conversation()
        talk.say(.parameter(.select(knob)))
        for character in typed { talk.say(.parameter(.type(String(character)))) }
        talk.say(.parameter(.enter))
        #expect(talk.state.value(of: knob) == value)
        #expect(talk.state.typedValue == nil)
        #expect(talk.notices == [])
    }

    @Test(arguments: [
        ("-1", Knob.temperature), ("1.5", .topP), ("129", .context), ("0", .maxNewTokens), ("-3", .seed), ("..", .minP),
    ])
    func `a typed value out of range is refused and changes nothing`(typed: String, knob: Knob) {
        var talk = Conversation()
        let before = talk.state.settings
        talk.say(.parameter(.select(knob)), .parameter(.type(typed)), .parameter(.enter))
        #expect(talk.state.settings == before)
        #expect(talk.notices == [.valueRefused(knob, typed: typed)])
    }

    @Test func `letters are no part of a number, and the last digit can be taken back`() {
        var talk = Conversation()
        talk.say(.parameter(.type("x")), .parameter(.type("1a2")), .parameter(.deleteTyped))
        #expect(talk.state.typedValue == "1")
        talk.say(.parameter(.deleteTyped))
        #expect(talk.state.typedValue == nil)
    }

    @Test func `leaving a knob takes the value typed for it`() {
        var talk = Conversation()
        talk.say(.parameter(.select(.temperature)), .parameter(.type("0.3")), .parameter(.selectNext(1)))
        #expect(talk.state.settings.sampling.temperature == 0.3)
        #expect(talk.state.selectedKnob == .maxNewTokens)
    }

    @Test func `a seed beyond what a Double holds is kept exactly`() {
        var talk = Conversation()
        talk.say(.parameter(.select(.seed)), .parameter(.type("18446744073709551614")), .parameter(.enter))
        #expect(talk.state.settings.sampling.seed == UInt64.max - 1)
        talk.say(.parameter(.nudge(1, isCoarse: false)), .parameter(.nudge(1, isCoarse: true)))
        #expect(talk.state.settings.sampling.seed == UInt64.max)
        talk.say(.parameter(.nudge(-1, isCoarse: false)))
        #expect(talk.state.settings.sampling.seed == UInt64.max - 1)
    }

    @Test func `the context at its limit follows the next model`() {
        var talk = Conversation()
        talk.say(.parameter(.set(.context, 16)))
        #expect(talk.state.settings.contextLength == 16)
        talk.say(.parameter(.setFraction(.context, 1)))
        #expect(talk.state.settings.contextLength == nil)
        #expect(talk.state.value(of: .context) == 128)
    }

    @Test func `one knob or all go back to neutral`() {
        var talk = Conversation()
        talk.say(.parameter(.set(.topP, 0.5)), .parameter(.set(.temperature, 0.2)), .parameter(.reset))
        #expect(talk.state.settings.sampling.temperature == 1)
        #expect(talk.state.settings.sampling.topP == 0.5)
        talk.say(.parameter(.set(.context, 9)), .parameter(.resetAll))
        #expect(talk.state.settings == Settings())
    }

    @Test func `a knob that the model refuses says why, is not sent, and can be forced`() {
        var talk = Conversation("hola", capabilities: .stubborn, canInspect: false)
        talk.state.settings.sampling.temperature = 0.5
        talk.say(.parameter(.select(.temperature)), .parameter(.nudge(1, isCoarse: false)))
        #expect(talk.notices == [.knobRejected(.temperature, reason: "this model rejects temperature")])
        #expect(talk.state.parameter(.temperature).rejection == "this model rejects temperature")
        talk.say(.run)
        #expect(talk.generations.last?.sampling.temperature == 1)
        talk.say(.parameter(.toggleForced), .parameter(.nudge(1, isCoarse: false)), .run)
        #expect(talk.generations.last?.sampling.temperature == 0.51)
    }

    @Test func `another model gets what it takes, and the first one its value back`() {
        var talk = Conversation("hola")
        talk.say(.parameter(.set(.temperature, 1.7)), .parameter(.set(.maxNewTokens, 9000)), .openModel("hosted"))
        var capabilities = Capabilities.stubborn
        capabilities.knobs[.temperature] = .supported(0...1)
        talk.answerOpening(capabilities: capabilities, canInspect: false)
        #expect(talk.state.value(of: .maxNewTokens) == 4096)
        talk.say(.run)
        #expect(talk.generations.last?.sampling.temperature == 1)
        #expect(talk.generations.last?.maxNewTokens == 4096)
        talk.say(.openModel("nano"))
        talk.answerOpening()
        #expect(talk.state.value(of: .temperature) == 1.7)
        #expect(talk.state.value(of: .maxNewTokens) == 9000)
    }

    @Test func `a knob is cut to what the model takes`() {
        var capabilities = Capabilities.local
        capabilities.knobs[.temperature] = .supported(0...1)
        var talk = Conversation(capabilities: capabilities)
        #expect(talk.state.parameter(.temperature).range == 0...1)
        talk.say(.parameter(.set(.temperature, 1.7)))
        #expect(talk.state.value(of: .temperature) == 1)
    }
}
