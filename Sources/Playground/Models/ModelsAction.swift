public import Generation

/// What the person does on the models screen.
public enum ModelsAction: Hashable, Sendable {
    /// Lists the models anew.
    case refresh
    /// Moves the choice by so many models, stopping at the ends.
    case choose(by: Int)
    /// Chooses a model.
    case select(String)
    /// Opens the chosen model, or takes what was typed.
    case enter
    /// Opens the field for words to look for.
    case beginSearch
    /// Opens the field for the name of a model to fetch.
    case beginPull
    /// Types into the field.
    case type(String)
    /// Takes the last grapheme back.
    case deleteTyped
    /// Empties the field.
    case clearTyped
    /// Stops fetching.
    case cancelPull
}

/// What the models screen hears.
public enum ModelsNews: Hashable, Sendable {
    /// Further models, or a service that cannot be asked.
    case listed(Ticket, ModelLibrary.News)
    /// Everybody was asked.
    case listingEnded(Ticket)
    /// How far a model has come.
    case pulling(Ticket, PullProgress)
    /// A model is here.
    case pulled(Ticket, reference: String)
    /// A model did not come.
    case pullFailed(Ticket, Failure)
}
