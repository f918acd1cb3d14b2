import Corpora
import Foundation
import Generation
import Testing

@Suite("A CSV file")
struct CSVFileTests {
    @Test(arguments: [",", ";", "\t", "|"])
    func `is read with quotes, doubled quotes, delimiters and line ends in fields`(delimiter: String) throws {
        let d = delimiter
        let file = try TemporaryFile(
            "id\(d)text\(d)overall\r\n1\(d)\"it \"\"works\"\"\(d)\nreally\"\(d)5\r\n\r\n2\(d)a 5\" nail\(d)3\n3\(d)\"\"\(d)"
        )
        let csv = try CSVFile(path: file.path)
        #expect(csv.columns == ["id", "text", "overall"])
        #expect(csv.delimiter == Character(d))
        let reading = try csv.corpus(column: "text")
        #expect(reading.corpus.texts.map(\.text) == ["it \"works\"\(d)\nreally", "a 5\" nail"])
        #expect(reading.corpus.texts.map(\.row) == [1, 2])
        #expect(reading.corpus.texts.map(\.fields) == [["1", "5"], ["2", "3"]])
        #expect(reading.corpus.otherColumns == ["id", "overall"])
        #expect(reading.rowCount == 3 && reading.blankCount == 1)
    }

    @Test(arguments: [
        (TextEncoding.utf8, written("texto\naño €\n", after: [0xEF, 0xBB, 0xBF])),
        (.utf8, written("texto\naño €\n")),
        (.windows1252, [0x74, 0x65, 0x78, 0x74, 0x6F, 0x0A, 0x61, 0xF1, 0x6F, 0x20, 0x80, 0x0A]),
        (.utf16LittleEndian, written("texto\naño €\n", after: [0xFF, 0xFE], unitsOf: \.littleEndian)),
        (.utf16BigEndian, written("texto\naño €\n", unitsOf: \.bigEndian)),
    ])
    func `is read in the encoding that it has`(encoding: TextEncoding, bytes: [UInt8]) throws {
        let file = try TemporaryFile(bytes)
        let csv = try CSVFile(path: file.path)
        #expect(csv.encoding == encoding)
        #expect(try csv.corpus(column: "texto").corpus.texts.map(\.text) == ["año €"])
    }

    @Test(arguments: [
        ("id,text\n1,fine\n2,\"never closed\n3,x\n", "row 2 (line 3)", "never closed"),
        ("id,text\n1,\"a\"b\n", "row 1 (line 2)", "closing quote"),
        ("id,text\n1,\"two\nlines\"\n2,b,c\n", "row 2 (line 4)", "expected 2, as in the header, found 3"),
        ("id,text\n1,a\n2\n", "row 2 (line 3)", "found 1"), ("id,text\n", "reviews.csv", "no rows"),
        ("id,text\n1,\n2, \n", "reviews.csv", "empty in every row"), ("", "reviews.csv", "the file is empty"),
        ("\n\n", "reviews.csv", "the file is empty"),
        ("id,body\n1,x\n", "reviews.csv", "expected one of id, body, found text"),
        ("id,text\0\n1,x\n", "reviews.csv", "no text"), ("text,text\na,b\n", "reviews.csv", "several columns"),
        ("id,text\n1,\(String(repeating: "x", count: 10_000_000))\n", "row 1 (line 2)", "too long: reviews"),
    ])
    func `that is broken says where in one line`(text: String, place: String, reason: String) throws {
        let file = try TemporaryFile(text)
        let failure = try #require(throws: Failure.self) {
            try CSVFile(path: file.path).corpus(column: "text")
        }
        let line = failure.message.replacing(file.path, with: "reviews.csv")
        #expect(line.contains(place) && line.contains(reason), "\(line)")
        #expect(!line.contains("\n"))
    }

    @Test func `asks which column holds the texts, unless there is but one`() throws {
        let several = try TemporaryFile("id,text\n1,x\n")
        let failure = try #require(throws: Failure.self) { try CSVFile(path: several.path).corpus(column: nil) }
        #expect(failure.message.contains("one of id, text"))
        let one = try TemporaryFile("text\nx\ny")
        #expect(try CSVFile(path: one.path).corpus(column: nil).corpus.texts.map(\.text) == ["x", "y"])
    }

    @Test func `gives the same sample for the same seed, in the order of the file`() throws {
        let file = try TemporaryFile("text\n" + (1...5000).map { "text \($0)\n" }.joined())
        let csv = try CSVFile(path: file.path)
        let sample = try csv.corpus(column: "text", sample: 100, seed: 7).corpus.texts
        #expect(sample.count == 100 && sample.map(\.row) == sample.map(\.row).sorted())
        #expect(try csv.corpus(column: "text", sample: 100, seed: 7).corpus.texts == sample)
        #expect(try csv.corpus(column: "text", sample: 100, seed: 8).corpus.texts != sample)
        #expect(try csv.corpus(column: "text", sample: 6000).corpus.texts.count == 5000)
        // A hundred draws of 1…5000: their mean lies within 4 standard deviations of 2500.
        let mean = sample.map { Double($0.row) }.reduce(0, +) / 100
        #expect(abs(mean - 2500) < 4 * 5000 / 12.0.squareRoot() / 10)
    }

    @Test func `is the same however its bytes are cut into pieces`() throws {
        // Longer than a piece, with characters of several bytes and quoted line ends everywhere.
        let row = "7,\"¿qué \"\"tal\"\"?\n🙂\",tercera\n"
        let count = (3 << 20) / row.utf8.count
        for text in ["a,b,c\n" + String(repeating: row, count: count)] {
            for bytes in [written(text), written(text, after: [0xFF, 0xFE], unitsOf: \.littleEndian)] {
                let file = try TemporaryFile(bytes)
                let texts = try CSVFile(path: file.path).corpus(column: "b").corpus.texts
                #expect(texts.count == count)
                #expect(texts.allSatisfy { $0.text == "¿qué \"tal\"?\n🙂" })
            }
        }
    }

    @Test func `shows its first rows`() throws {
        let file = try TemporaryFile("a,b\n1,2\n3,4\n5,\"6\n")
        #expect(try CSVFile(path: file.path).preview(rows: 2) == [["1", "2"], ["3", "4"]])
    }
}

@Suite("A file of lines")
struct LinesFileTests {
    @Test func `gives a text for each line that has one`() throws {
        let file = try TemporaryFile("one\r\n\n  \nfour, \"as it is\"\nlast", name: "lines.txt")
        let reading = try LinesFile.corpus(path: file.path)
        #expect(
            reading.corpus.texts == [
                CorpusText("one", row: 1), CorpusText("four, \"as it is\"", row: 4), CorpusText("last", row: 5),
            ])
        #expect(reading.rowCount == 5 && reading.blankCount == 2)
    }

    @Test func `with an endless line says which`() throws {
        let file = try TemporaryFile("one\n" + String(repeating: "x", count: 10_000_001), name: "lines.txt")
        let failure = try #require(throws: Failure.self) { try LinesFile.corpus(path: file.path) }
        #expect(failure.message.contains("line 2"))
    }
}

/// A text in UTF-8, behind some bytes.
private func written(_ text: String, after start: [UInt8] = []) -> [UInt8] { start + Array(text.utf8) }

/// A text in UTF-16, behind some bytes.
private func written(_ text: String, after start: [UInt8] = [], unitsOf order: (UInt16) -> UInt16) -> [UInt8] {
    var bytes = start
    for unit in text.utf16 { withUnsafeBytes(of: order(unit)) { bytes += $0 } }
    return bytes
}
