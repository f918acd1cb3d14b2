public import Generation

/// What can be written to a file, and in which form.
public enum ExportFormat: String, Hashable, Sendable, CaseIterable {
    /// The attention of the run as a page for a browser.
    case attentionPage
    /// The attention patterns as tensors.
    case attentionTensors
    /// Everything that a pass over the run computes, as tensors.
    case traceTensors
    /// The run's table.
    case runCSV
    /// The run's table with the candidates of each step.
    case runJSON
    /// The run as a page of text.
    case runMarkdown
    /// The shown distribution.
    case distributionCSV
    /// The shown distribution with what the stages did.
    case distributionJSON
    /// The request as a shell script with curl.
    case codeCurl
    /// The request as a Python program.
    case codePython
    /// The request as a Swift program.
    case codeSwift
    /// The screen as an image.
    case screenSVG
    /// The screen as text with colours.
    case screenANSI

    /// The name that is offered for the file.
    public var fileName: String {
        switch self {
        case .attentionPage: "attention.html"
        case .attentionTensors: "attention.safetensors"
        case .traceTensors: "trace.safetensors"
        case .runMarkdown: "run.md"
        case .codeCurl: "request.sh"
        case .codePython: "request.py"
        case .codeSwift: "request.swift"
        case .runCSV: "run.csv"
        case .runJSON: "run.json"
        case .distributionCSV: "next-token.csv"
        case .distributionJSON: "next-token.json"
        case .screenSVG: "screen.svg"
        case .screenANSI: "screen.ans"
        }
    }

    /// What it is made of.
    enum Subject: Hashable {
        case attention, run, distribution, code, screen
    }

    /// Whether it is text that a clipboard can hold.
    public var isText: Bool {
        switch subject {
        case .run, .distribution, .code: true
        case .attention, .screen: false
        }
    }

    var subject: Subject {
        switch self {
        case .attentionPage, .attentionTensors, .traceTensors: .attention
        case .runMarkdown, .runCSV, .runJSON: .run
        case .codeCurl, .codePython, .codeSwift: .code
        case .distributionCSV, .distributionJSON: .distribution
        case .screenSVG, .screenANSI: .screen
        }
    }
}

/// The menu in which a format and a file name are chosen.
public struct ExportMenu: Hashable, Sendable {
    /// What can be chosen, what is on the screen first.
    public let formats: [ExportFormat]
    /// The chosen row.
    public internal(set) var selection = 0
    /// Where the file goes; a path without a folder is one in the working directory.
    public internal(set) var path: String
    /// Whether someone has typed a path.
    var isPathTyped = false

    init(_ formats: [ExportFormat]) {
        self.formats = formats
        path = formats.first?.fileName ?? ""
    }

    /// The chosen format.
    public var format: ExportFormat { formats[min(selection, formats.count - 1)] }

    /// Chooses a row; the offered name goes with it, a typed one stays.
    mutating func select(_ row: Int) {
        selection = min(max(0, row), formats.count - 1)
        if !isPathTyped { path = format.fileName }
    }

    /// Types into the path, or deletes from it; what is typed first takes the place of the offered name.
    mutating func editPath(_ change: (String) -> String) {
        let changed = change(path)
        path = !isPathTyped && changed.count > path.count ? change("") : changed
        isPathTyped = true
    }

    /// Where the file goes: a name without an extension gets the format's.
    var completePath: String {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard !name.isEmpty, !name.contains("."), let dot = format.fileName.lastIndex(of: ".") else { return path }
        return path + format.fileName[dot...]
    }
}

/// A file to be written.
public struct ExportJob: Hashable, Sendable {
    /// What goes into it.
    public enum Content: Hashable, Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// Tensors that the model writes itself.
        case tensors(TensorContents, model: Ticket, GenerationRequest)
        /// The page with the attention over the tokens of a request.
        case attentionPage(AttentionPageOrder, model: Ticket)
        /// A request to a model as a program.
        case code(CodeLanguage, model: Ticket, GenerationRequest)
        /// The screen as it is without what lies over it, drawn by whoever owns the screen.
        case screen(ExportFormat)
    }

    /// What goes into it.
    public var content: Content
    /// Where it goes.
    public let path: String
    /// Whether a file that is there may be replaced.
    public var replacesExisting = false

    /// Makes a job.
    public init(_ content: Content, to path: String) {
        self.content = content
        self.path = path
    }
}

/// What the page with a run's attention is about.
public struct AttentionPageOrder: Hashable, Sendable {
    /// The tokens, and which of them the model sees.
    public let sequence: ShownSequence
    /// What is asked about them.
    public let request: GenerationRequest
    /// The model's name.
    public let modelName: String
    /// The language of the page.
    public let language: Language

    /// Says what a page is about.
    public init(sequence: ShownSequence, request: GenerationRequest, modelName: String, language: Language) {
        self.sequence = sequence
        self.request = request
        self.modelName = modelName
        self.language = language
    }
}
