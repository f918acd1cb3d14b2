import Foundation
import Generation
import Testing

@testable import Playground

/// Comparisons and sweeps as files.
struct ReportTests {
    private func export(_ format: ExportFormat, _ talk: Conversation) throws -> String {
        var talk = talk
        talk.forget()
        talk.say(.overlay(.openExport))
        guard case .export(let menu) = talk.state.overlay else { return "" }
        let row = try #require(menu.formats.firstIndex(of: format))
        talk.say(.overlay(.select(row)), .overlay(.confirm))
        let written = talk.effects.compactMap { effect -> [UInt8]? in
            guard case .export(let job) = effect, case .bytes(let bytes) = job.content else { return nil }
            return bytes
        }
        return String(decoding: try #require(written.first), as: UTF8.self)
    }

    private var comparison: Conversation {
        var talk = Conversation("¿qué | es?")
        talk.say(.show(.compare), .run)
        for (column, text) in ["uno ```", "otro"].enumerated() {
            talk.answerColumn(column, text)
            talk.endColumn(column)
        }
        return talk
    }

    private var sweep: Conversation {
        var talk = Conversation("hola")
        talk.say(.show(.sweep), .sweep(.setValues("0 1")), .sweep(.moreSamples(-2)), .run)
        for text in ["a", "a", "b", "c \"d\""] { talk.answerSample(text) }
        return talk
    }

    @Test func `a screen offers its own formats first`() {
        var talk = sweep
        talk.say(.overlay(.openExport))
        guard case .export(let menu) = talk.state.overlay else { return #expect(Bool(false)) }
        #expect(Array(menu.formats.prefix(3)) == [.sweepMarkdown, .sweepJSON, .sweepCSV])
        talk.say(.overlay(.close), .show(.compare), .overlay(.openExport))
        guard case .export(let other) = talk.state.overlay else { return #expect(Bool(false)) }
        // Columns that have said nothing cannot be written.
        #expect(!other.formats.contains(.comparisonMarkdown))
    }

    @Test func `a comparison as Markdown has the prompt, a row for each column, and every text as it is`() throws {
        let text = try export(.comparisonMarkdown, comparison)
        #expect(text.contains("> ¿qué | es?\n"))
        #expect(text.contains("| 1 (baseline) | nano |"))
        #expect(text.contains("````text\nuno ```\n````"))
        #expect(text.contains("Parts from the baseline after 0 bytes, at token 1."))
    }

    @Test func `a comparison as JSON tells where the texts part and how they differ`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(export(.comparisonJSON, comparison).utf8))
        let columns = try #require((json as? [String: Any])?["columns"] as? [[String: Any]])
        #expect(columns.map { $0["text"] as? String } == ["uno ```", "otro"])
        #expect(columns[0]["is_baseline"] as? Bool == true)
        #expect(columns[1]["parts_at_token"] as? Int == 0)
        let words = try #require(columns[1]["words"] as? [[String: Any]])
        #expect(words.map { $0["kind"] as? String } == ["removed", "added"])
    }

    @Test func `a comparison as CSV has a line for each token`() throws {
        let lines = try export(.comparisonCSV, comparison).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("column,model,index,id,text"))
        #expect(lines[2].hasPrefix("2,\"nano\",0,0,\"otro\","))
    }

    @Test func `a sweep as Markdown lists equal texts once`() throws {
        let text = try export(.sweepMarkdown, sweep)
        #expect(text.contains("| 0.0 | 1 of 2 |"))
        #expect(text.contains("2 ×\n\n```text\na\n```"))
    }

    @Test func `a sweep as JSON and CSV has every sample`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(export(.sweepJSON, sweep).utf8)) as? [String: Any]
        let rows = try #require(json?["rows"] as? [[String: Any]])
        #expect(json?["knob"] as? String == "temperature" && json?["is_complete"] as? Bool == true)
        #expect(rows.map { $0["distinct_texts"] as? Int } == [1, 2])
        let lines = try export(.sweepCSV, sweep).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[4].hasPrefix("1.0,43,\"c \"\"d\"\"\",length,1,"))
    }
}
