public import Generation

/// What is done on the compare screen.
public enum CompareAction: Hashable, Sendable {
    /// Runs the chosen column.
    case runChosen
    /// Runs every column again, each with the seed after its own.
    case runWithNewSeeds
    /// Stops the chosen column; the others go on.
    case stopChosen
    /// Chooses the column so many places to the right (left, if negative), stopping at the ends.
    case choose(by: Int)
    /// Chooses a column.
    case select(Int)
    /// Adds a copy of the chosen column, without what it said.
    case add
    /// Takes the chosen column away; the last one stays.
    case remove
    /// Makes of the chosen column one for each of several temperatures.
    case fanOutTemperature
    /// Gives the chosen column another model.
    case setModel(String)
    /// Compares the others with the chosen column.
    case pinBaseline
    /// Marks what differs from the baseline, or how surprising each token was.
    case toggleDifference
    /// Gives the chosen column a prompt of its own, or the shared one again.
    case toggleOwnPrompt
    /// Looks at the token so many places further, stopping at the ends.
    case movePosition(by: Int)
    /// Looks at a token in every column; nil follows the place where the texts part.
    case selectPosition(Int?)
    /// Shows the texts from a line on.
    case scroll(to: Int)
    /// Takes another knob in hand.
    case nextKnob(Int)
    /// Turns it in the chosen column by so many fine or coarse steps.
    case nudge(Int, isCoarse: Bool)
    /// Adds to the number being typed for it.
    case type(String)
    /// Takes the last character of that number back.
    case deleteTyped
    /// Takes the typed number, or opens the chosen column's run in the playground.
    case enter
}

/// One side of two columns that are compared token by token.
public struct ComparedRequest: Hashable, Sendable {
    /// The model.
    public let model: Ticket
    /// What it is asked, with the tokens whose expectations count as its continuation.
    public let request: GenerationRequest

    /// Makes a side.
    public init(model: Ticket, request: GenerationRequest) {
        self.model = model
        self.request = request
    }
}
