public import Generation

/// What is done on the sweep screen.
public enum SweepAction: Hashable, Sendable {
    /// Sweeps another knob next.
    case nextKnob(Int)
    /// Sweeps this knob next.
    case selectKnob(Knob)
    /// Asks each value so many times more or less often next.
    case moreSamples(Int)
    /// Sweeps these values next: numbers with spaces or semicolons between them.
    case setValues(String)
    /// Moves to another cell, stopping at the edges.
    case move(rows: Int, samples: Int)
    /// Chooses a cell.
    case select(SweepDisplay.Cell)
    /// Shows the curves or the chosen text below the grid.
    case nextView
    /// Shows the chosen text from a line on.
    case scrollText(to: Int)
    /// Opens the chosen cell as a run in the playground.
    case open
}
