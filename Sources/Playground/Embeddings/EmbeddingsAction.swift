public import Generation

/// What the person does on the embeddings screen.
public enum EmbeddingsAction: Hashable, Sendable {
    // MARK: The form

    /// Chooses the line so many below, stopping at the ends.
    case moveRow(by: Int)
    /// Chooses a line.
    case selectRow(CorpusForm.Row)
    /// Takes the next value of the chosen line, or the one before.
    case turn(Int)
    /// Takes what was typed: goes on to the next line, or begins.
    case enter
    /// Types into the chosen line, or into the query.
    case type(String)
    /// Takes the last grapheme back.
    case deleteTyped
    /// Begins although texts leave this machine.
    case begin(EmbeddingOrder)
    /// Back to the form, for other texts.
    case openForm

    // MARK: The map

    /// Chooses a text.
    case pick(Int)
    /// Chooses the nearest text in a direction on the screen.
    case pickToward(columns: Int, rows: Int)
    /// Shows another part: so many quarters of the screen away.
    case pan(columns: Int, rows: Int)
    /// Shows the map around a place so many steps larger, or smaller; nil keeps the middle.
    case zoom(by: Int, around: SIMD2<Float>?)
    /// Shows all of the map.
    case showAll
    /// Shows the principal components, or the map of neighbours.
    case toggleMap
    /// Colours the points by the next column, after the last one by none.
    case nextColumn
    /// Marks the chosen text, or no longer.
    case mark
    /// Takes all marks away.
    case clearMarks
    /// Shows the next of the views beside the map.
    case nextView(Int)
    /// Shows a view beside the map.
    case showView(EmbeddingsView)
    /// Opens the field of the query.
    case beginQuery
    /// Chooses the entry so many below in the list beside the map.
    case moveChoice(by: Int)
    /// Chooses the text of the chosen entry.
    case pickChoice
    /// Makes the chosen text a, b or c of a − b + c.
    case setTerm(Int)
    /// Shows the attention of the encoder in the chosen text.
    case lookInside
}

/// What stands beside the map.
public enum EmbeddingsView: String, Hashable, Sendable, CaseIterable {
    /// The chosen text, its fields, and what is near it.
    case text
    /// The cosines of the marked texts, each with each.
    case cosines
    /// The vector of the chosen text.
    case vector
    /// a − b + c.
    case arithmetic
}

/// A question about vectors.
public enum EmbeddingsQuestion: Hashable, Sendable {
    /// What can be opened: collections and models.
    case offers
    /// How a file begins.
    case preview(path: String, isCSV: Bool)
    /// What an order will take.
    case plan(EmbeddingOrder)
    /// Embeds.
    case embed(EmbeddingOrder)
    /// Opens a collection.
    case open(name: String)
    /// The map of neighbours.
    case map
    /// A text's vector, and what is near it.
    case detail(Int)
    /// What is near a query.
    case search(String)
    /// The cosines of some texts, each with each.
    case cosines([Int])
    /// What is near a sum of texts less others.
    case combination(plus: [Int], minus: [Int])

    /// What sort of question: of each only the newest matters.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// What can be opened.
        case offers
        /// How a file begins.
        case preview
        /// Another corpus.
        case corpus
        /// The map of neighbours.
        case map
        /// About a text.
        case detail
        /// About a query.
        case search
        /// About marked texts.
        case cosines
        /// About a sum.
        case combination
    }

    /// What sort of question it is.
    public var kind: Kind {
        switch self {
        case .offers: .offers
        case .preview: .preview
        case .plan, .embed, .open: .corpus
        case .map: .map
        case .detail: .detail
        case .search: .search
        case .cosines: .cosines
        case .combination: .combination
        }
    }
}

/// An answer to a question about vectors.
public enum EmbeddingsAnswer: Hashable, Sendable {
    /// What can be opened.
    case offers(EmbeddingOffers)
    /// How a file begins.
    case preview(CorpusPreview)
    /// What an order will take.
    case plan(EmbeddingPlan)
    /// A corpus with its map.
    case corpus(MappedCorpus)
    /// The map of neighbours, and how many neighbours the principal components keep, to compare with.
    case map(CorpusMap, principalShare: Double)
    /// A text's vector.
    case detail(VectorDetail)
    /// What is near a query or a sum, nearest first.
    case neighbours([Neighbour])
    /// Cosines, row by row.
    case cosines([Float])
}

/// What the embeddings screen hears.
public enum EmbeddingsNews: Hashable, Sendable {
    /// An answer.
    case answered(Ticket, EmbeddingsAnswer)
    /// There is none.
    case failed(Ticket, Failure)
    /// How far embedding is.
    case progress(Ticket, EmbeddingProgress)
    /// How far the map of neighbours is.
    case mapping(Ticket, CorpusMap)
}

/// What is done for the embeddings screen.
public enum EmbeddingsEffect: Hashable, Sendable {
    /// Asks; answered by `answered` or `failed`. Of each kind the newest question wins.
    case ask(Ticket, EmbeddingsQuestion)
    /// Gives the question of a kind up.
    case giveUp(EmbeddingsQuestion.Kind)
}

/// What can be opened on the embeddings screen.
public struct EmbeddingOffers: Hashable, Sendable {
    /// Collections that are kept, the newest first.
    public var collections: [VectorCollection.Summary]
    /// Models that can embed, as the user writes them, the likeliest first.
    public var models: [String]

    /// Makes offers.
    public init(collections: [VectorCollection.Summary] = [], models: [String] = []) {
        self.collections = collections
        self.models = models
    }
}
