import Foundation
import Generation
import Playground
import Testing
import TextUI

@testable import Panes

/// The pixels, not one of the pictures of the screen.
private typealias Pixels = Generation.Picture

/// What the playground shows of models that make pictures and videos.
struct MediaScreenTests {
    @Test func `a picture is drawn with two pixels in each cell, on the theme's ground`() throws {
        var session = Session(
            user: "a", answer: "", model: SampleModel(isHosted: true, output: .picture), stopsAfter: 0)
        session.press(.control("r"))
        let bytes: [UInt8] = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0]
        let picture = try #require(Pixels(width: 2, height: 2, bytes: bytes))
        session.perform(
            .generated(
                try #require(session.state.run?.id), [.notice(.picture(picture, isDraft: false))], elapsed: .zero))
        let canvas = session.canvas()
        let cells = canvas.cells.filter { $0.glyph == Glyph("▀") }
        #expect(cells.count == 2)
        #expect(cells.first?.style.foreground == Color(0xFF0000) && cells.first?.style.background == Color(0x0000FF))
        let ground = try #require(Theme.dark[.background].background)
        #expect(cells.last?.style.foreground == Color(0x00FF00))
        #expect(cells.last?.style.background?.components ?? (1, 1, 1) == ground.components)
        // Without colours, brightness is density.
        let mono = try #require(ThemeLibrary(files: []).theme(named: "mono"))
        #expect(mono.isMonochrome)
        let plain = session.canvas(theme: mono)
        #expect(!plain.cells.contains { $0.glyph == Glyph("▀") })
        #expect(plain.cells.contains { "░▒▓".contains($0.glyph.string) })
    }

    @Test(
        arguments: [Picture.pictureDraft, .pictureMade, .videoMaking],
        [(80, 24), (120, 36)].map { Size(columns: $0, rows: $1) })
    func `the picture fills its pane and no more, at every size that the screen is given`(picture: Picture, size: Size)
    {
        var session = picture.session(size, .english)
        let screen = session.screen
        session.send(.resize(Size(columns: 60, rows: 20)))
        session.send(.resize(size))
        #expect(session.screen == screen)
    }

    @Test(arguments: Language.allCases) func `who stops a video hears what becomes of its job`(language: Language) {
        let screen = Picture.videoStopped.session(Size(columns: 120, rows: 36), language).screen
        #expect(screen.contains("video_68d7512d07848190b3e45da0ecbebcde"))
        #expect(screen.contains(language == .english ? "may be charged" : "puede cobrarse"))
    }

    @Test func `every failure that the screen can show has words in Spanish`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
            .standardizedFileURL
        let start = /Failure\(\s*\.\w+,\s*"((?:[^"\\]|\\.)*)"/
        var missing: Set<String> = []
        for room in ["Corpora", "Generation", "History", "Inference", "Playground", "Providers"] {
            let files = FileManager.default.enumerator(
                at: sources.appending(path: room), includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                for match in try String(contentsOf: file, encoding: .utf8).matches(of: start) {
                    let what = String(match.1)
                    guard !what.contains("\\(") else { continue }
                    let failure = Failure(.system, what)
                    if Phrase.failure(failure).text(in: .spanish).contains(what) { missing.insert(what) }
                }
            }
        }
        #expect(missing.isEmpty, "\(missing.sorted())")
    }

    @Test(arguments: [Key.control("u")]) func `one key empties a field`(key: Key) {
        var session = Session()
        session.press(.control("o"))
        session.type("./a-model-that-is-not-there")
        session.press(key)
        #expect(session.state.overlay == .modelEntry(""))
        session.press(Key(.escape), .function(2), .character("/"))
        session.type("gpt")
        session.press(key)
        #expect(session.state.models.query.isEmpty && session.state.models.field == .search)
        session.press(Key(.escape), Key(.escape), .function(9), .character("/"))
        session.type("fox")
        session.press(key)
        #expect(session.state.history.query.text.isEmpty && session.state.history.field == .search)
    }
}
