/// What lies over the screen and takes the keys.
public enum Overlay: Hashable, Sendable {
    /// The list of all commands.
    case palette(Palette)
    /// Keys and commands; how far it is scrolled, in lines.
    case help(scroll: Int)
    /// Why the chosen head bears its label.
    case headLabels
    /// What query, key and value are.
    case queryKeyValue
    /// A run would be lost by quitting.
    case quitConfirmation
    /// The last session did not end by quitting; its texts are offered.
    case draftOffer(Draft)
    /// A model could not be opened.
    case modelFailure(ModelSlot.LoadFailure)
    /// The field in which a model reference is typed.
    case modelEntry(String)
}

/// The command palette's contents.
public struct Palette: Hashable, Sendable {
    /// What was typed.
    public internal(set) var query = ""
    /// The chosen row among the matching commands.
    public internal(set) var selection = 0

    /// Makes an empty palette.
    public init() {}
}
