import Foundation
import Generation
import Testing

@testable import Playground

/// A new directory for each test, removed with it.
final class DraftStoreTests {
    private let directory: String
    private let draft = Draft(
        system: "Sé breve.", user: "uno\ndos 👩🏽‍🚀",
        settings: Settings(
            sampling: SamplingParameters(temperature: 0.7, topK: 40, seed: .max), maxNewTokens: 7, contextLength: 16,
            stopTexts: ["\n\n"], isRaw: true, forcedKnobs: [.temperature]))

    init() {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("drafts-\(UUID())").path
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    private var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] }

    /// A session that saves and is killed.
    private func killedSession(_ draft: Draft) throws {
        try DraftStore(directory: directory).save(draft)
    }

    @Test func `a killed session's draft comes back whole, and once`() throws {
        try killedSession(draft)
        let next = DraftStore(directory: directory)
        #expect(next.leftover() == draft)
        next.discardLeftover()
        #expect(DraftStore(directory: directory).leftover() == nil)
        #expect(files == [])
    }

    @Test func `a draft that was offered and not yet decided on survives the next kill`() throws {
        try killedSession(draft)
        _ = DraftStore(directory: directory).leftover()
        #expect(DraftStore(directory: directory).leftover() == draft)
    }

    @Test func `a session that lives is not taken for a killed one, and neither harms the other`() throws {
        let first = DraftStore(directory: directory)
        let second = DraftStore(directory: directory)
        try first.save(draft)
        #expect(second.leftover() == nil)
        let other = Draft(system: "", user: "other", settings: Settings())
        try second.save(other)
        try first.save(draft)
        try second.keep(other)
        #expect(first.kept() == other)
        #expect(first.leftover() == nil)
        try withExtendedLifetime(first) { try first.save(draft) }
    }

    @Test func `one draft is offered to one session`() throws {
        try killedSession(draft)
        let first = DraftStore(directory: directory)
        #expect(first.leftover() == draft)
        #expect(DraftStore(directory: directory).leftover() == nil)
        withExtendedLifetime(first) {}
    }

    @Test func `quitting keeps the texts without offering them`() throws {
        let session = DraftStore(directory: directory)
        try session.save(draft)
        try session.keep(draft)
        try session.save(Draft(system: "", user: "late", settings: Settings()))
        let next = DraftStore(directory: directory)
        #expect(next.leftover() == nil)
        #expect(next.kept() == draft)
        #expect(files == ["draft.json"])
    }

    @Test func `an emptied session leaves nothing to offer`() throws {
        try killedSession(draft)
        let session = DraftStore(directory: directory)
        try session.save(draft)
        try session.save(Draft(system: "", user: "", settings: draft.settings))
        #expect(files.count == 2, "the killed session's draft and its lock")
        try session.save(draft)
        #expect(files.count == 4)
    }

    @Test func `files are readable by their owner alone`() throws {
        try killedSession(draft)
        for name in files {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test(arguments: ["", "{", "[]", #"{"version":2}"#, "{\"version\":1,\"system\":7}"])
    func `a broken file is passed over and left where it is`(content: String) throws {
        try killedSession(draft)
        let path = "\(directory)/draft-0.json"
        try Data(content.utf8).write(to: URL(filePath: path))
        let store = DraftStore(directory: directory)
        #expect(store.leftover() == draft)
        store.discardLeftover()
        #expect(DraftStore(directory: directory).leftover() == nil)
        #expect(files == ["draft-0.json"])
    }

    @Test func `values that no knob has are put to the nearest`() throws {
        try killedSession(draft)
        let name = try #require(files.first { $0.hasSuffix(".json") })
        let url = URL(filePath: "\(directory)/\(name)")
        let text = try String(contentsOf: url, encoding: .utf8)
            .replacing("\"max_new_tokens\":7", with: "\"max_new_tokens\":-9")
            .replacing("\"context\":16", with: "\"context\":0")
        try Data(text.utf8).write(to: url)
        let settings = try #require(DraftStore(directory: directory).leftover()).settings
        #expect(settings.maxNewTokens == 1)
        #expect(settings.contextLength == 1)
    }

    @Test func `a folder that cannot be made is a failure with a hint`() {
        let store = DraftStore(directory: "/dev/null/nowhere")
        #expect { try store.save(draft) } throws: { ($0 as? Failure)?.hint != nil }
        #expect(store.leftover() == nil)
        #expect(store.kept() == nil)
    }
}
