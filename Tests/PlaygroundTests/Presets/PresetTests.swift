import Documents
import Foundation
import Generation
import Testing

@testable import Playground

@Suite("Presets")
struct PresetTests {
    private func read(_ text: String) throws(DocumentError) -> Preset {
        try Preset(TOMLDocument(file: "/x/mine.toml", text: text))
    }

    @Test func `every preset of the program can be read, is there in both languages and has its variables filled in`()
        throws
    {
        var names: [Language: Set<String>] = [:]
        for file in EmbeddedPresets.files {
            let preset = try Preset(TOMLDocument(file: file.name, text: file.text))
            let language = try #require(preset.language, "\(file.name)")
            names[language, default: []].insert(String(file.name.prefix { $0 != "." }))
            #expect(!preset.description.isEmpty && !preset.user.isEmpty)
            #expect(!preset.variables.isEmpty && preset.variables.allSatisfy { !$0.value.isEmpty }, "\(file.name)")
            let filled = preset.filled(with: preset.variables)
            #expect(!(filled.system + filled.user).contains("{{"))
        }
        #expect(names[.english] == names[.spanish])
        #expect(
            names[.english] == [
                "text-generation", "question-answering", "translation", "data-analysis", "regularization-poem",
            ])
        #expect(PresetStore.builtIn.count == EmbeddedPresets.files.count)
    }

    @Test func `what is written is read as it was`() throws {
        var preset = Preset(name: "Sólo \"una\" \\ prueba")
        preset.description = "tab\tand \u{1B} escape"
        preset.language = .spanish
        preset.model = "./modelos/x.gguf"
        preset.system = "línea uno\nlínea \"\"\"dos\"\"\"\n"
        preset.user = "\n {{ tema }} y {{año}}\\"
        preset.values = ["tema": "un \"dragón\"\nde dos líneas"]
        preset.settings = Settings(
            sampling: SamplingParameters(
                temperature: 0.7, topK: 5, topP: 0.9, minP: 0.01, typicalP: 0.95, repetitionPenalty: 1.1,
                presencePenalty: -0.5, frequencyPenalty: 0.25, seed: 123_456_789_012_345),
            maxNewTokens: 33, contextLength: 77, stopTexts: ["\n\n", "\"fin\""], isRaw: true)
        #expect(try read(preset.toml) == preset)
    }

    @Test func `what a preset does not name is neutral, and one without settings leaves the knobs alone`() throws {
        let named = try read("user = \"a\"\n[settings]\ntop_k = 7\n")
        #expect(named.settings == Settings(sampling: SamplingParameters(topK: 7)))
        let bare = try read("user = \"a\"\n")
        #expect(bare.settings == nil && bare.name == "mine" && bare.variables.isEmpty)
    }

    @Test(arguments: [
        ("user = \"a\nb\"", "/x/mine.toml:1:"),
        ("usr = \"a\"", "/x/mine.toml:1:1: usr: expected a key of a preset, found \"usr\" (did you mean \"user\"?)"),
        (
            "user = \"a\"\n[settings]\ntemperature = 400",
            "/x/mine.toml:3:1: settings.temperature: expected a number from 0.0 to 100.0, found the integer 400"
        ),
        (
            "user = \"a\"\n\n[settings]\n  temprature = 1",
            "/x/mine.toml:4:3: settings.temprature: expected a setting, found \"temprature\" (did you mean \"temperature\"?)"
        ),
        (
            "user = \"\"\"\n[settings]\nseed = 3\n\"\"\"\n[settings]\nseed = -1",
            "/x/mine.toml:6:1: settings.seed: expected a whole number from 0 on, found the integer -1"
        ),
        (
            "user = \"{{topic}}\"\n[variables]\ntopc = \"x\"",
            "/x/mine.toml:3:1: variables.topc: expected a variable of the texts, found \"topc\" (the texts have topic)"
        ),
        ("language = \"fr\"", "/x/mine.toml:1:1: language: expected \"en\" or \"es\", found \"fr\""),
        ("user = 3", "/x/mine.toml:1:1: user: expected a text, found the integer 3"),
        ("[settings]\nstop = \"x\"", "/x/mine.toml:2:1: settings.stop: expected a list of texts, found \"x\""),
    ])
    func `a file that is wrong says where, in one line`(text: String, expected: String) throws {
        let error = try #require(throws: DocumentError.self) { try read(text) }
        #expect(error.message.hasPrefix(expected))
        #expect(!error.message.contains("\n"))
    }

    @Test func `braces are variables only around a name`() throws {
        var preset = Preset(name: "x")
        preset.user = "{{ a }} {{b_2}} {{a}} {{}} {{ two words }} {{1}} {{unclosed {{año}} }}"
        #expect(preset.variables.map(\.name) == ["a", "b_2", "año"])
        let filled = preset.filled(with: [.init(name: "a", value: "{{b_2}}"), .init(name: "año", value: "1")])
        #expect(filled.user == "{{b_2}} {{b_2}} {{b_2}} {{}} {{ two words }} {{1}} {{unclosed 1 }}")
    }

    // MARK: In the playground

    @Test func `a preset asks for its variables and takes the place of texts and knobs`() {
        var conversation = Conversation("before", system: "before")
        conversation.say(.overlay(.openPresets))
        #expect(conversation.effects.contains(.presets(.load)))
        var preset = Preset(name: "Mine")
        preset.user = "Translate {{what}} into {{language}}"
        preset.values = ["language": "Spanish"]
        preset.settings = Settings(sampling: SamplingParameters(temperature: 0))
        conversation.say(.presetNews(.loaded(PresetStore.Shelf(presets: [preset]))), .overlay(.confirm))
        conversation.say(.overlay(.type("c")), .overlay(.type("at")), .overlay(.confirm))
        #expect(conversation.state.user.text == "before")
        // What is typed first takes the place of what was offered.
        conversation.say(.overlay(.type("F")), .overlay(.type("rench")), .overlay(.confirm))
        #expect(conversation.state.user.text == "Translate cat into French" && conversation.state.system.text.isEmpty)
        #expect(conversation.state.settings.sampling.temperature == 0 && conversation.state.overlay == nil)
        conversation.say(.focus(.pane(.user)), .edit(.undo))
        #expect(conversation.state.user.text == "before")
    }

    @Test func `a preset for another model opens it`() {
        var conversation = Conversation("x")
        var preset = Preset(name: "Mine")
        preset.user = "y"
        preset.model = "./gpt2"
        conversation.say(.overlay(.openPresets), .presetNews(.loaded(PresetStore.Shelf(presets: [preset]))))
        let knobs = conversation.state.settings
        conversation.say(.overlay(.confirm))
        #expect(conversation.state.model.loading?.reference == "./gpt2" && conversation.state.settings == knobs)
    }

    @Test func `what was typed finds presets, those in the language of the screen first`() {
        let shelf = PresetStore.Shelf(presets: PresetStore.builtIn)
        var menu = PresetMenu()
        #expect(menu.shown(of: shelf, in: .spanish).prefix(5).allSatisfy { $0.language == .spanish })
        menu.query = "poem reg"
        #expect(menu.shown(of: shelf, in: .english).map(\.language) == [.english, .spanish])
        menu.query = "zzz"
        #expect(menu.shown(of: shelf, in: .english).isEmpty)
    }

    @Test func `the present state is kept as a file, and a bad file does not stop the others`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "presets-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var conversation = Conversation("Tell {{x}}", system: "Be brief.")
        conversation.say(.parameter(.set(.temperature, 0.5)), .overlay(.openPresetName), .overlay(.type("My Best")))
        conversation.say(.overlay(.confirm))
        guard case .presets(.save(let preset, replacesExisting: false)) = conversation.effects.last else {
            Issue.record("nothing is kept")
            return
        }
        let store = PresetStore(folder: folder)
        #expect(try store.save(preset, replacesExisting: false) == folder + "/my-best.toml")
        #expect(throws: ExportFile.ExistingFile.self) { try store.save(preset, replacesExisting: false) }
        #expect(try store.save(preset, replacesExisting: true) == folder + "/my-best.toml")
        try "user = 3".write(toFile: folder + "/bad.toml", atomically: true, encoding: .utf8)
        try Data([0xFF, 0xFE]).write(to: URL(filePath: folder + "/worse.toml"))
        let shelf = store.load()
        #expect(shelf.presets.first == preset && shelf.presets.count == 1 + PresetStore.builtIn.count)
        #expect(shelf.errors.map(\.file) == [folder + "/bad.toml", folder + "/worse.toml"])
    }
}
