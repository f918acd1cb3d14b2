public import Generation

/// Something that happened: a wish of the person at the keyboard, or news from the world.
///
/// Actions know no keys, no mouse and no sizes: the panes have resolved those.
public enum Action: Hashable, Sendable {
    // MARK: The person

    /// Sends the prompt to the model. A run that is going on is stopped first.
    case run
    /// Stops the run; its tokens stay.
    case stop
    /// Puts away what lies on top: an overlay, a full screen, a number being typed, a selection, a run, the token cursor, in this order.
    case escape
    /// Edits the text that has the focus.
    case edit(EditCommand)
    /// Turns a knob.
    case parameter(ParameterAction)
    /// Chooses what the next-token and attention panes explain.
    case look(LookAction)
    /// Moves the focus.
    case focus(FocusAction)
    /// Goes to a screen.
    case show(PlaygroundScreen)
    /// Opens, fills or closes what lies over the screen.
    case overlay(OverlayAction)
    /// Grows the tree of runs and walks through it.
    case branch(BranchAction)
    /// Moves in the walk and the logit lens.
    case walk(WalkAction)
    /// Changes what the next forward passes leave out.
    case intervene(InterventionAction)
    /// Performs a command of the command list, if it is available.
    case perform(Command)
    /// Shows a pane from this line on; nil follows its cursor or its newest text.
    case scroll(Pane, to: Int?)
    /// Switches live mode.
    case toggleLive
    /// Switches between the chat template and the plain text.
    case toggleRaw
    /// Unfolds what the model thought, or folds it.
    case toggleReasoning
    /// Switches to a theme.
    case setTheme(String)
    /// Switches to the theme after this one.
    case nextTheme
    /// Switches the language.
    case setLanguage(Language)
    /// Opens a model: `nano`, `./folder`, `openai:MODEL`.
    case openModel(String)
    /// Copies the generated text.
    case copyOutput
    /// Brings back the texts of the last session; the present ones can be had back by undo.
    case restoreDraft
    /// Stops the process until the shell continues it.
    case suspend
    /// Ends the program.
    case quit

    /// Does something on the models screen.
    case models(ModelsAction)
    /// Does something on the history screen.
    case history(HistoryAction)
    /// Does something on the compare screen.
    case compare(CompareAction)
    /// Does something on the sweep screen.
    case sweep(SweepAction)
    /// Does something on the embeddings screen.
    case embeddings(EmbeddingsAction)

    // MARK: The world

    /// A file was written.
    case exported(path: String, byteCount: Int)
    /// A file was not written because one is there already.
    case exportExists(ExportJob)
    /// A file could not be written.
    case exportFailed(Failure)

    /// A model is open.
    case modelLoaded(LoadedModel)
    /// A model could not be opened.
    case modelFailed(Ticket, Failure)
    /// The weights of a model that is being opened are converted so far.
    case modelConverting(Ticket, PullProgress)
    /// The KV caches of an open model take another amount of memory.
    case cacheMemoryChanged(Ticket, CacheMemory)
    /// Events of a run, oldest first; `elapsed` since it was asked for.
    case generated(Ticket, [GenerationEvent], elapsed: Duration)
    /// A run failed.
    case runFailed(Ticket, Failure)
    /// An inspector answered.
    case inspected(Ticket, Inspection)
    /// An inspector could not answer.
    case inspectionFailed(Ticket, Failure)
    /// How far apart two columns are is known.
    case compared(Ticket, [Divergence])
    /// It cannot be known.
    case comparisonFailed(Ticket, Failure)
    /// The inspector answered a question about the inside.
    case answered(Ticket, InsideAnswer)
    /// It could not.
    case questionFailed(Ticket, Failure)
    /// The session before this one did not end by quitting and left this.
    case draftFound(Draft)
    /// The session before this one ended by quitting and left this; it can be restored by command.
    case draftKept(Draft)
    /// The texts have changed a moment ago and should be kept now.
    case draftDue
    /// The draft could not be kept.
    case draftFailed(Failure)
    /// The preferences could not be kept.
    case preferencesFailed(Failure)
    /// There is news about models.
    case modelsNews(ModelsNews)
    /// There is news of presets.
    case presetNews(PresetNews)
    /// A text was written that was wanted for the clipboard.
    case copyReady(String)
    /// The terminal takes no text of so many bytes for its clipboard.
    case copyRefused(byteCount: Int, limit: Int)
    /// There is news of the history.
    case historyNews(HistoryNews)
    /// There is news of vectors.
    case embeddingsNews(EmbeddingsNews)
    /// A notice was there long enough.
    case noticeExpired(Ticket)
}

/// Turning knobs.
public enum ParameterAction: Hashable, Sendable {
    /// Chooses a knob.
    case select(Knob)
    /// Chooses the knob so many rows below (above, if negative), stopping at the ends.
    case selectNext(Int)
    /// Turns the chosen knob by so many fine or coarse steps.
    case nudge(Int, isCoarse: Bool)
    /// Puts a knob to a fraction of its slider, 0 to 1.
    case setFraction(Knob, Double)
    /// Puts a knob to a value.
    case set(Knob, Double)
    /// Adds to the number being typed for the chosen knob.
    case type(String)
    /// Takes the last character of that number back.
    case deleteTyped
    /// Takes the typed number.
    case enter
    /// Puts the chosen knob back to its neutral value.
    case reset
    /// Puts every knob back.
    case resetAll
    /// Sends, or no longer sends, the chosen knob although the model refuses it.
    case toggleForced
}

/// Choosing what is explained.
public enum LookAction: Hashable, Sendable {
    /// Moves the token cursor by so many output tokens.
    case moveToken(by: Int)
    /// Puts the token cursor on an output token.
    case selectToken(Int)
    /// Follows the newest token again.
    case followNewest
    /// Explains what may come after the prompt.
    case selectPrompt
    /// Chooses a head by its indices.
    case selectHead(layer: Int, head: Int)
    /// Moves to another layer and head, stopping at the ends.
    case moveHead(layers: Int, heads: Int)
    /// Chooses how weights become shades.
    case setScale(AttentionScale)
    /// Takes the next scale.
    case nextScale
    /// Shows or hides the first token.
    case toggleFirstToken
    /// Shows the mean of the layer's heads, their maximum, or the chosen head again.
    case nextCombination
    /// Shows or hides what a token gives to itself.
    case toggleDiagonal
    /// Chooses what the attention screen shows.
    case setView(AttentionView)
    /// Moves to another of its views.
    case moveView(by: Int)
    /// Shows what the token looks at, or what looks at it.
    case toggleDirection
    /// Shows query and key before or after rotary positions turned them.
    case toggleUnrotated
    /// Shows the arithmetic from this line on.
    case scrollArithmetic(to: Int)
    /// Moves the cursor in the pattern, stopping at its edges.
    case moveCursor(queries: Int, keys: Int)
    /// Puts the cursor on a weight; without a key, on the greatest one of the query.
    case setCursor(query: Int, key: Int?)
}

/// Growing the tree of runs and walking through it.
public enum BranchAction: Hashable, Sendable {
    /// Chooses the alternative so many places below (above, if negative), stopping at the ends.
    case chooseAlternative(by: Int)
    /// Chooses an alternative of the shown distribution.
    case selectAlternative(Int)
    /// Branches off at the token cursor with the chosen alternative.
    case takeAlternative
    /// Walks to another branch.
    case walk(BranchDirection)
    /// Shows a branch.
    case select(Ticket)
    /// Marks the shown branch to compare others with, or no longer.
    case mark
    /// Puts the shown branch beside another one, or shows the table again.
    case toggleComparison
    /// Keeps the figures of the shown branch when memory gets short, or no longer.
    case togglePin
    /// Takes the shown branch and all that left it away.
    case prune
    /// Brings back what was pruned last.
    case restorePruned
}

/// Moving in the walk through the model and in the logit lens.
public enum WalkAction: Hashable, Sendable {
    /// To the stop so many further, stopping at the ends.
    case moveStop(by: Int)
    /// To a stop.
    case selectStop(Walk.Stop)
    /// To the same stop so many blocks further.
    case moveBlock(by: Int)
    /// To another position, stopping at the ends.
    case movePosition(by: Int)
    /// To a position; nil follows the token that is explained.
    case selectPosition(Int?)
    /// To another row of the lens, stopping at the ends.
    case moveRow(by: Int)
    /// To a cell of the lens.
    case selectCell(row: Int, position: Int)
    /// From the cell of the lens to the stop of the walk that it reads.
    case walkFromCell
    /// From the stop of the walk to the attention screen, if it is about attention.
    case openAttention
    /// Switches the block's MLP, or the chosen head, off or on again.
    case toggleStop
}

/// Changing the forward pass.
public enum InterventionAction: Hashable, Sendable {
    /// Makes a change, or takes it back.
    case toggle(Intervention)
    /// Switches the chosen head off, or on again.
    case toggleChosenHead
    /// Takes all changes back.
    case clear
}

/// Moving the focus.
public enum FocusAction: Hashable, Sendable {
    /// To the pane after this one.
    case next
    /// To the pane before this one.
    case previous
    /// To a pane.
    case pane(Pane)
    /// To the prompt of the compare or sweep screen.
    case prompt
}

/// What is done to overlays.
public enum OverlayAction: Hashable, Sendable {
    /// Opens the command palette.
    case openPalette
    /// Opens the help.
    case openHelp
    /// Opens the prompt as the model receives it.
    case openRenderedPrompt
    /// Opens the scores of the chosen head.
    case openHeadLabels
    /// Opens the words for query, key and value.
    case openQueryKeyValue
    /// Opens the field for a model reference.
    case openModelEntry
    /// Opens the menu of what can be written to a file.
    case openExport
    /// Copies what the export menu offers instead of writing it.
    case copyExport
    /// Opens the list of presets.
    case openPresets
    /// Opens the field for a new preset's name.
    case openPresetName
    /// Opens the field for a text to branch with.
    case openBranchEntry
    /// Opens the field for the shown branch's name.
    case openBranchName
    /// Opens the field for the chosen column's model.
    case openColumnModel
    /// Opens the field for the values of a sweep.
    case openSweepValues
    /// Opens how much of the prompt fits into the windows of known models.
    case openContextWindows
    /// Closes what is open; a draft that was offered is declined.
    case close
    /// Types into the open overlay's field.
    case type(String)
    /// Takes the last grapheme of the field back.
    case deleteTyped
    /// Empties the field.
    case clearTyped
    /// Chooses a row of the palette, which is the panes' to count: they know the words.
    case select(Int)
    /// Scrolls the help or the prompt to a line.
    case scrollText(to: Int)
    /// Says yes: quits, restores the draft, tries the model again, opens the typed model.
    case confirm
}
