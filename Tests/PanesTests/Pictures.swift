import Foundation
import Generation
import Playground
import Testing
import TextUI

/// The states that pictures are made of.
enum Picture: String, CaseIterable {
    case welcome, typing, run, streaming, tokenCursor, hosted, overflow, parameters, attention, palette, help, failure,
        draft, converting, columnConverting, attentionMatrix, attentionText, attentionHeads, attentionArithmetic,
        headLabels, queryKeyValue, tokens,
        branches, comparison, export, branchEntry, models, pulling, pullFailed,
        history, pastComparison, runDeletion, presets, presetForm, presetName, renderedPrompt,
        compare, compareStreaming, compareDifference, compareMany, sweep, sweepContext, sweepPlan, contextWindows,
        pictureDraft, pictureMade, pictureNotShown, videoMaking, videoStopped,
        corpusForm, embedding, embeddingStopped, embeddingConsent, map, mapQuery, mapNeighbours, mapCosines, mapVector,
        mapSum

    /// The program in this state.
    func session(_ size: Size, _ language: Language) -> Session {
        let isSpanish = language == .spanish
        let system =
            isSpanish ? "Eres un asistente breve. Responde en español." : "You tell short stories for small children."
        let user =
            isSpanish
            ? "¿Qué hace la temperatura?"
            : "Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball"
        let answer =
            isSpanish
            ? " La temperatura divide los logits antes del softmax: con valores bajos el modelo elige casi siempre el token más probable 👋 y con altos se atreve (猫)."
            : " and a dog. \"Can I play with you?\" she asked. The dog said yes, and they played all day until the sun went down."
        var session = Session(size, system: system, user: user, answer: answer, language: language)
        switch self {
        case .welcome: session = Session(size, language: language)
        case .typing:
            session.type(isSpanish ? " Dime" : " and")
            session.press(Key(.left, [.control, .shift]))
        case .run: session.press(.control("r"))
        case .streaming:
            session.stopsAfter = 12
            session.press(.control("r"))
        case .tokenCursor:
            session.press(.control("r"))
            session.perform(.parameter(.set(.temperature, 0.7)))
            session.perform(.parameter(.set(.topK, 5)))
            session.perform(.focus(.pane(.output)))
            session.perform(.look(.selectToken(7)))
        case .pictureDraft, .pictureMade, .pictureNotShown, .videoMaking, .videoStopped:
            let isVideo = self == .videoMaking || self == .videoStopped
            session = Session(
                size, user: isSpanish ? "Un zorro en la nieve" : "A fox in the snow", answer: "",
                model: SampleModel(isHosted: true, output: isVideo ? .video : .picture), language: language,
                stopsAfter: 0)
            session.press(.control("r"))
            session.tellMedia(self)
            session.perform(.focus(.pane(.parameters)))
            session.press(Key(.down), Key(.right))
        case .hosted:
            session.model.isHosted = true
            session.perform(.openModel("openai:gpt"))
            for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
            session.press(.control("r"))
            session.perform(.focus(.pane(.parameters)))
        case .overflow:
            session.perform(.parameter(.set(.context, 16)))
            session.press(.control("r"))
            session.perform(.focus(.pane(.attention)))
        case .parameters:
            session.perform(.focus(.pane(.parameters)))
            session.press(Key(.right, .shift), .character("0"), .character("."), .character("3"))
        case .attention:
            session.model = SampleModel(name: "llama", layers: 12, heads: 12, keyValueHeads: 4)
            session.perform(.openModel("llama"))
            for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
            session.press(.control("r"))
            session.perform(.focus(.pane(.attention)))
            session.perform(.look(.selectHead(layer: 4, head: 7)))
        case .attentionMatrix, .attentionText, .attentionHeads, .attentionArithmetic, .headLabels, .queryKeyValue:
            session.model = SampleModel(name: "llama", layers: 6, heads: 8, keyValueHeads: 4)
            session.perform(.openModel("llama"))
            for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
            session.press(.control("r"), .function(4))
            session.perform(.look(.selectHead(layer: 3, head: 5)))
            showAttention(in: &session)
        case .palette:
            session.press(.control("p"))
            session.type("ate")
        case .help: session.press(.function(1))
        case .renderedPrompt:
            session.press(.control("r"))
            session.perform(.focus(.pane(.output)))
            session.press(.character("P"))
        case .failure:
            session.failure = Failure(
                .malformed, "cannot read the tensor", at: "./gpt2/model.safetensors", expected: "154,389,504 bytes",
                found: "1,024", hint: "download the model again")
            session.perform(.openModel("./gpt2"))
        case .converting:
            session.conversion = .converting
            session.perform(.openModel("./models/Llama-3.2-1B-Instruct#q8_0"))
        case .columnConverting:
            session.press(.function(3))
            session.conversion = .converting
            session.perform(.compare(.setModel("./models/Llama-3.2-1B-Instruct#q8_0")))
        case .tokens:
            session.press(.control("r"), .function(6))
            session.perform(.parameter(.set(.topK, 5)))
            session.press(.control("r"), Key(.up), Key(.up), Key(.right))
        case .branches, .comparison:
            session.press(.control("r"), .function(6), Key(.home), Key(.down), Key(.down), Key(.down))
            session.press(Key(.right), Key(.enter))
            session.press(.character("b"))
            session.type(isSpanish ? " Y" : " And")
            session.press(Key(.enter))
            session.press(Key(.up, .shift), Key(.up))
            for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
            if self == .comparison { session.press(.character("d")) }
        case .export:
            session.press(.control("r"), .function(6), .control("e"), Key(.down))
        case .branchEntry:
            session.press(.control("r"), .function(6), Key(.home), .character("b"))
            session.type(" a cat")
        case .history: session.showHistory()
        case .pastComparison:
            session.showHistory()
            session.press(.character("d"))
            session.answerReading()
        case .runDeletion:
            session.showHistory()
            session.press(Key(.down), .character("x"))
        case .presets:
            session.press(.control("t"))
            session.perform(.presetNews(.loaded(.sample)))
        case .presetForm:
            session.press(.control("t"), Key(.down), Key(.enter))
            session.type(isSpanish ? "Leo vive en Lima." : "Leo lives in Lima.")
        case .presetName:
            session.perform(.perform(.keepPreset))
            session.type("poem")
        case .models: session.showModels()
        case .pulling:
            session.showModels()
            session.press(.character("p"))
            session.type("owner/model")
            session.press(Key(.enter))
            session.pull { .pulling($0, .sample) }
            session.press(.character("/"))
            session.type("8b")
        case .pullFailed:
            session.showModels()
            session.press(.character("p"))
            session.type("owner/model")
            session.press(Key(.enter))
            session.pull { .pullFailed($0, .sampleGate) }
        case .compare, .compareStreaming, .compareDifference, .compareMany: showColumns(in: &session)
        case .sweep, .sweepContext, .sweepPlan: showSweep(in: &session)
        case .contextWindows:
            session.perform(.parameter(.set(.context, 16)))
            session.press(.control("g"))
        case .corpusForm, .embedding, .embeddingStopped, .embeddingConsent, .map, .mapQuery, .mapNeighbours,
            .mapCosines, .mapVector, .mapSum:
            showEmbeddings(in: &session)
        case .draft: session.perform(.draftFound(Draft(system: system, user: user, settings: Settings())))
        }
        return session
    }

    private func showColumns(in session: inout Session) {
        session.answers = [
            " bouncing in the grass. She ran after the ball and laughed.",
            " bouncing in the street. 猫が笑う 👋🏽 and so did she.",
            " and a dog with a hat. \"Is it yours?\" the dog asked her.",
        ]
        session.press(.function(3), .character("n"))
        if self == .compareMany { for _ in 0..<5 { session.press(.character("n")) } }
        session.press(.character("m"))
        for _ in 0..<20 { session.press(Key(.backspace)) }
        session.type("openai:gpt")
        session.press(Key(.enter), Key(.left), .character("0"), .character("."), .character("7"), Key(.enter))
        if self == .compareStreaming { session.stopsAfter = 9 }
        session.press(.control("r"))
        if self == .compareDifference { session.press(.character("d")) }
        for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
    }

    private func showSweep(in session: inout Session) {
        session.answers = [
            " bouncing in the grass.", " bouncing in the grass.", " bouncing in the street.", " and a 猫.",
            " and a dog with a hat that was far too large for any dog.",
        ]
        session.press(.function(5))
        if self == .sweepContext {
            session.press(.character("k"), .character("k"), .character("-"), .character("-"))
        }
        guard self != .sweepPlan else { return }
        session.press(.control("r"), Key(.down), Key(.right))
        for notice in session.state.notices { session.perform(.noticeExpired(notice.id)) }
    }

    private func showAttention(in session: inout Session) {
        switch self {
        case .attentionMatrix: session.press(.character("x"), Key(.up))
        case .attentionText: session.press(.character("2"))
        case .attentionHeads: session.press(.character("3"))
        case .attentionArithmetic: session.press(.character("4"))
        case .headLabels: session.press(.character("i"))
        case .queryKeyValue: session.press(.character("w"))
        default: break
        }
    }
}

/// Not a test but a way to look: writes every picture as ANSI text into the folder named by the environment.
@Test(.enabled(if: ProcessInfo.processInfo.environment["MIRILLA_PICTURES"] != nil))
func `writes pictures to look at`() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["MIRILLA_PICTURES"])
    for picture in Picture.allCases {
        for (columns, rows) in [(40, 10), (80, 24), (120, 36), (200, 60)] {
            for language in Language.allCases {
                let session = picture.session(Size(columns: columns, rows: rows), language)
                for name in ["dark", "light", "mono", "color-blind", "high-contrast"] {
                    let theme = try #require(ThemeLibrary.builtIn.theme(named: name))
                    let file = "\(folder)/\(picture.rawValue)-\(columns)x\(rows)-\(language.rawValue)-\(name).ans"
                    try session.canvas(theme: theme).ansiText.write(toFile: file, atomically: true, encoding: .utf8)
                }
            }
        }
    }
}
