public import Generation

/// What the person does on the history screen.
public enum HistoryAction: Hashable, Sendable {
    /// Lists the runs anew.
    case refresh
    /// Moves the choice by so many runs, stopping at the ends.
    case choose(by: Int)
    /// Chooses the run at a place among those that match.
    case select(Int)
    /// Shows the chosen run's text from this line on.
    case scroll(to: Int)
    /// Opens the chosen run in the playground, or takes what was typed.
    case enter
    /// Opens the field for words to look for.
    case beginSearch
    /// Opens the field for a note about the chosen run.
    case beginNote
    /// Types into the field.
    case type(String)
    /// Takes the last grapheme back.
    case deleteTyped
    /// Empties the field.
    case clearTyped
    /// Shows the runs of the next model only, after the last one those of all.
    case nextModel
    /// Shows starred runs only, or all.
    case toggleStarredOnly
    /// Stars the chosen run, or no longer.
    case toggleStar
    /// Marks the chosen run to compare others with, or no longer.
    case mark
    /// Puts the chosen run beside the marked one, or the one before it, or shows the list again.
    case toggleComparison
    /// Asks whether the chosen run is to be removed.
    case delete
    /// Remembers runs from now on, or no longer.
    case toggleRecording
}

/// What the history screen hears.
public enum HistoryNews: Hashable, Sendable {
    /// A part of the runs.
    case listed(Ticket, RunPage)
    /// Runs with all that is known of them.
    case read(Ticket, [PastRun])
    /// Runs were removed.
    case deleted([PastRun.ID])
    /// The history cannot be read.
    case unreadable(Failure)
    /// Something cannot be written into it: a run, a star, a note.
    case unwritable(Failure)
    /// The model of this name is not the one that wrote the run: its weights differ.
    case weightsDiffer(name: String)
}

/// What is done for the history.
public enum HistoryEffect: Hashable, Sendable {
    /// Remembers a run from its first event on.
    case record(Ticket, model: Ticket, PastRun.Question, given: [Step])
    /// Lists runs; answered by `listed`. The newest query wins.
    case list(Ticket, RunQuery)
    /// Reads runs; answered by `read`. The newest request wins.
    case read(Ticket, [PastRun.ID])
    /// Stars a run, or no longer.
    case setStar(PastRun.ID, Bool)
    /// Notes something about a run.
    case setNote(PastRun.ID, String)
    /// Removes runs; answered by `deleted`.
    case delete([PastRun.ID])
    /// Compares a model's weights with those that a run was written with; answered by `weightsDiffer`, if they do.
    case verify(model: Ticket, checksum: String)
}
