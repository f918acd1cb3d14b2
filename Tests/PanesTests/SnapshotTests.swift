import Panes
import Playground
import Testing
import TextUI

/// Pictures as text, at the sizes that were looked at.
struct SnapshotTests {
    static let sizes = [(40, 10), (80, 24), (120, 36), (200, 60)].map { Size(columns: $0, rows: $1) }

    @Test(arguments: sizes, Language.allCases)
    func `draws the run with a chosen token at every size`(size: Size, language: Language) throws {
        try expect(.tokenCursor, size, language)
    }

    @Test(arguments: [Picture.welcome, .typing, .streaming, .hosted, .overflow, .parameters, .attention])
    func `draws the states of the wide screen`(picture: Picture) throws {
        try expect(picture, Size(columns: 120, rows: 36), picture == .overflow ? .spanish : .english)
    }

    @Test(
        arguments: [Picture.pictureDraft, .pictureMade, .pictureNotShown, .videoMaking, .videoStopped],
        Language.allCases)
    func `draws pictures and videos being made`(picture: Picture, language: Language) throws {
        try expect(picture, Size(columns: 120, rows: 36), language)
        try expect(picture, Size(columns: 80, rows: 24), language)
    }

    @Test(arguments: sizes, Language.allCases)
    func `draws how far weights are converted`(size: Size, language: Language) throws {
        try expect(.converting, size, language)
    }

    @Test func `draws a column whose weights are converted`() throws {
        try expect(.columnConverting, Size(columns: 120, rows: 36), .english)
        try expect(.columnConverting, Size(columns: 80, rows: 24), .spanish)
    }

    @Test(arguments: [Picture.attention, .parameters, .palette, .help, .failure, .draft, .overflow], Language.allCases)
    func `draws the states of the narrow screen`(picture: Picture, language: Language) throws {
        try expect(picture, Size(columns: 80, rows: 24), language)
    }

    @Test(arguments: [Picture.typing, .attention, .parameters, .help, .failure])
    func `draws the states of the smallest screen`(picture: Picture) throws {
        try expect(picture, Size(columns: 40, rows: 10), .spanish)
    }

    @Test(arguments: [Picture.attentionMatrix, .attentionText, .attentionHeads, .attentionArithmetic], sizes)
    func `draws the attention screen at every size`(picture: Picture, size: Size) throws {
        try expect(picture, size, size.columns == 80 ? .spanish : .english)
    }

    @Test(arguments: [Picture.headLabels, .queryKeyValue], Language.allCases)
    func `draws the notes of the attention screen`(picture: Picture, language: Language) throws {
        try expect(picture, Size(columns: 120, rows: 36), language)
    }

    @Test(arguments: [(40, 10), (80, 24)].map { Size(columns: $0, rows: $1) }, Language.allCases)
    func `draws the prompt as the model receives it`(size: Size, language: Language) throws {
        try expect(.renderedPrompt, size, language)
    }

    @Test(arguments: [Picture.compare, .sweep], sizes)
    func `draws columns and sweep at every size`(picture: Picture, size: Size) throws {
        try expect(picture, size, size.columns == 80 ? .spanish : .english)
    }

    @Test(arguments: [
        Picture.compareStreaming, .compareDifference, .compareMany, .sweepContext, .sweepPlan, .contextWindows,
    ])
    func `draws the states of columns and sweep`(picture: Picture) throws {
        try expect(picture, Size(columns: 120, rows: 36), picture == .sweepContext ? .spanish : .english)
    }

    @Test func `draws the windows of models where there is little room`() throws {
        try expect(.contextWindows, Size(columns: 80, rows: 24), .spanish)
    }

    @Test(arguments: sizes, Language.allCases)
    func `draws the models at every size`(size: Size, language: Language) throws {
        try expect(.pulling, size, language)
    }

    @Test(arguments: [Picture.models, .pullFailed])
    func `draws the states of the models screen`(picture: Picture) throws {
        try expect(picture, Size(columns: 120, rows: 36), .english)
        try expect(picture, Size(columns: 80, rows: 24), .spanish)
    }

    @Test(arguments: sizes, Language.allCases)
    func `draws the history at every size`(size: Size, language: Language) throws {
        try expect(.history, size, language)
    }

    @Test(arguments: [Picture.pastComparison, .runDeletion, .presets, .presetForm, .presetName])
    func `draws what is done with past runs and presets`(picture: Picture) throws {
        try expect(picture, Size(columns: 120, rows: 36), .english)
        try expect(picture, Size(columns: 80, rows: 24), .spanish)
    }

    @Test(arguments: [Picture.corpusForm, .map], sizes)
    func `draws form and map of the embeddings screen at every size`(picture: Picture, size: Size) throws {
        try expect(picture, size, size.columns == 80 ? .spanish : .english)
    }

    @Test(arguments: [
        Picture.embedding, .embeddingStopped, .embeddingConsent, .mapQuery, .mapNeighbours, .mapCosines, .mapVector,
        .mapSum,
    ])
    func `draws the states of the embeddings screen`(picture: Picture) throws {
        try expect(picture, Size(columns: 120, rows: 36), .english)
        try expect(picture, Size(columns: 80, rows: 24), .spanish)
    }

    @Test func `shows surprise, cursor and attention by colour`() throws {
        let session = Picture.tokenCursor.session(Size(columns: 112, rows: 30), .english)
        try Recorded(snapshot: "styles-112x30-en").expect(session.canvas().styleText)
    }

    private func expect(_ picture: Picture, _ size: Size, _ language: Language) throws {
        let session = picture.session(size, language)
        let name = "\(picture.rawValue)-\(size.columns)x\(size.rows)-\(language.rawValue)"
        try Recorded(snapshot: name).expect(session.screen)
    }
}

struct DocumentTests {
    @Test func `the page of keys is fresh`() throws {
        try Recorded(page: "KEYS.md").expect(KeyDocument.keys)
    }

    @Test func `the page of commands is fresh`() throws {
        try Recorded(page: "COMMANDS.md").expect(KeyDocument.commands)
    }
}
