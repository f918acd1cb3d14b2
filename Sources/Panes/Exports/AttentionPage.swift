#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
import Generation
public import Playground

/// The attention of a run as one HTML file that needs nothing else: no server, no network, no library.
///
/// The weights are embedded as base64, one byte each; `AttentionRecord.byteLimit` bounds them.
public enum AttentionPage {
    /// The file's bytes.
    public static func html(_ record: AttentionRecord, _ language: Language) -> [UInt8] {
        let words = Words(record, language)
        var page = """
            <!doctype html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'">
            <title>\(escaped(words.title))</title>
            <style>\(style)</style>
            </head>
            <body>
            <header>
            <h1>\(escaped(words.title))</h1>
            <p>\(escaped(words.summary))</p>
            </header>
            <main>
            <section aria-labelledby="heads-title">
            <h2 id="heads-title">\(escaped(words[.pageHeads]))</h2>
            <p class="hint" id="heads-hint">\(escaped(words[.pageHeadsHint]))</p>
            <div id="heads" role="grid" aria-labelledby="heads-title" aria-describedby="heads-hint"></div>
            </section>
            <section aria-labelledby="tokens-title">
            <h2 id="tokens-title"></h2>
            <p class="controls">
            <button type="button" id="direction" aria-pressed="false"></button>
            <label>\(escaped(words[.pageScale])) <select id="scale"><option value="sqrt">√</option>\
            <option value="linear">\(escaped(words[.linearScale]))</option></select></label>
            </p>
            <p class="hint" id="tokens-hint">\(escaped(words[.pageTokensHint]))</p>
            <div id="tokens" role="listbox" tabindex="-1" aria-labelledby="tokens-title" aria-describedby="tokens-hint">\
            </div>
            <table id="strongest"><caption></caption><tbody></tbody></table>
            </section>
            </main>
            <footer><p>\(escaped(words[.pageCaution]))</p></footer>
            <noscript>\(escaped(words[.pageNoScript]))</noscript>
            <script id="facts" type="application/json">
            """
        page += words.facts
        page += "</script>\n<script id=\"weights\" type=\"text/plain\">"
        page += Data(record.weights).base64EncodedString()
        page += "</script>\n<script>\(script)</script>\n</body>\n</html>\n"
        return Array(page.utf8)
    }

    /// What the page says, in one language.
    private struct Words {
        private let record: AttentionRecord
        private let language: Language

        init(_ record: AttentionRecord, _ language: Language) {
            self.record = record
            self.language = language
        }

        subscript(phrase: Phrase) -> String { phrase.text(in: language) }

        var title: String { self[.pageTitle(record.modelName)] }

        var summary: String {
            let counts = self[
                .pageSummary(tokens: record.tokens.count, layers: record.layerCount, heads: record.headCount)]
            return record.omittedCount > 0 ? "\(counts) \(self[.pageOmitted(record.omittedCount)])" : counts
        }

        /// What the script needs to know, as JSON that cannot end the element it stands in.
        var facts: String {
            let facts = Facts(
                tokens: zip(TokenText.pieces(record.tokens), record.tokens).map { $1.isSpecial ? $1.text : $0 },
                special: record.tokens.map(\.isSpecial), prompt: record.promptCount, layers: record.layerCount,
                heads: record.headCount,
                words: [
                    "layer": self[.pageLayer], "head": self[.pageHead], "mean": self[.pageMean],
                    "from": self[.pageLooksAt], "to": self[.pageIsLookedAtBy], "token": self[.pageToken],
                    "none": self[.pageNone],
                ])
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let json = (try? encoder.encode(facts)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
            return json.split(separator: "<", omittingEmptySubsequences: false).joined(separator: "\\u003c")
        }
    }

    private struct Facts: Encodable {
        let tokens: [String]
        let special: [Bool]
        let prompt: Int
        let layers: Int
        let heads: Int
        let words: [String: String]
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
