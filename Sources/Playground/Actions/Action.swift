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

    // MARK: The world

    /// A model is open.
    case modelLoaded(LoadedModel)
    /// A model could not be opened.
    case modelFailed(Ticket, Failure)
    /// Events of a run, oldest first; `elapsed` since it was asked for.
    case generated(Ticket, [GenerationEvent], elapsed: Duration)
    /// A run failed.
    case runFailed(Ticket, Failure)
    /// An inspector answered.
    case inspected(Ticket, Inspection)
    /// An inspector could not answer.
    case inspectionFailed(Ticket, Failure)
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
    /// Shows the mean of the layer's heads, or the chosen head again.
    case toggleMean
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
}

/// What is done to overlays.
public enum OverlayAction: Hashable, Sendable {
    /// Opens the command palette.
    case openPalette
    /// Opens the help.
    case openHelp
    /// Opens the field for a model reference.
    case openModelEntry
    /// Closes what is open; a draft that was offered is declined.
    case close
    /// Types into the open overlay's field.
    case type(String)
    /// Takes the last grapheme of the field back.
    case deleteTyped
    /// Chooses a row of the palette, which is the panes' to count: they know the words.
    case select(Int)
    /// Scrolls the help to a line.
    case scrollHelp(to: Int)
    /// Says yes: quits, restores the draft, tries the model again, opens the typed model.
    case confirm
}
