import Foundation
import Testing
import TextUI

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// A canvas as a file.
struct CanvasExportTests {
    private func canvas() -> Canvas {
        var canvas = Canvas(size: Size(columns: 8, rows: 2))
        canvas.write("a<&猫", at: Point(column: 0, row: 0), style: Style(foreground: Color(0x102030), attributes: .bold))
        canvas.write("█▌─", at: Point(column: 0, row: 1), style: Style(foreground: .ansi(.brightRed)))
        return canvas
    }

    @Test func `text with colours keeps them exactly and wide glyphs once`() {
        let lines = canvas().ansiText.split(separator: "\n")
        #expect(lines[0].hasPrefix("\u{1B}[0;1;38;2;16;32;48ma<&猫"))
        #expect(lines[0].hasSuffix("\u{1B}[0m"))
        #expect(lines[1].hasPrefix("\u{1B}[0;91m█▌─"))
    }

    @Test func `palette colours keep their place in the palette`() {
        var canvas = Canvas(size: Size(columns: 1, rows: 1))
        canvas.put(
            Glyph("x"), at: .zero, style: Style(foreground: .palette(200), background: .ansi(.green)))
        #expect(canvas.ansiText == "\u{1B}[0;38;5;200;42mx\u{1B}[0m\n")
    }

    @Test func `the image is well-formed and stands on its columns`() throws {
        let svg = canvas().svg(foreground: Color(0xD0D0D0), background: Color(0x101010), title: "a <b>")
        let recorder = Recorder()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = recorder
        #expect(parser.parse())
        #expect(recorder.text.contains("a<&") && recorder.text.contains("猫") && recorder.text.contains("a <b>"))
        // Two columns of 8.4 units for the wide glyph, three for the letters.
        #expect(svg.contains("textLength=\"16.8\"") && svg.contains("textLength=\"25.2\""))
        #expect(recorder.elements["path"] == 1)
        #expect(!svg.contains("█") && !svg.contains("─"))
    }

    /// Counts elements and joins text.
    private final class Recorder: NSObject, XMLParserDelegate {
        var elements: [String: Int] = [:]
        var text = ""

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) { elements[name, default: 0] += 1 }

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
    }
}
