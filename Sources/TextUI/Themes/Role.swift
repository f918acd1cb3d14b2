/// What a drawn thing means.
///
/// Panes name roles; only themes name colours.
///
/// The raw value is the key in a theme file.
public enum Role: String, CaseIterable, Hashable, Sendable {
    /// The empty screen: its background, and the text on it that nobody styles.
    case background
    /// Ordinary text.
    case text
    /// Text that stands out: a chosen value, a name.
    case strong
    /// Text of less weight: labels, units, hints.
    case dim
    /// Text that may be overlooked: what is not reached yet, an empty place.
    case faint
    /// The one accent: the thing chosen.
    case accent
    /// A pane's border.
    case border
    /// The border of the pane that has the focus.
    case borderFocused = "border_focused"
    /// A pane's title.
    case title
    /// The title of the pane that has the focus.
    case titleFocused = "title_focused"
    /// The facts at the right of a pane's title line.
    case facts
    /// A dialog or menu above the screen.
    case popup
    /// The row or text that is selected.
    case selection
    /// The cursor.
    case cursor
    /// What an empty input says.
    case placeholder
    /// Something to know.
    case warning
    /// Something failed.
    case error
    /// Something works.
    case success
    /// A bar: a probability, a share.
    case bar
    /// A bar that is not the chosen one.
    case barMuted = "bar_muted"
    /// What is left of a bar's room.
    case barTrack = "bar_track"
    /// A mark for the value before, or to compare with.
    case reference
    /// The line of a slider.
    case sliderTrack = "slider_track"
    /// The line of a slider up to its knob.
    case sliderFill = "slider_fill"
    /// The knob of a slider.
    case sliderKnob = "slider_knob"
    /// What cannot be used now.
    case disabled
    /// A key in a hint.
    case key
    /// What a key does.
    case keyLabel = "key_label"
    /// A tab.
    case tab
    /// The chosen tab.
    case tabSelected = "tab_selected"
    /// The line of a scroll bar.
    case scrollTrack = "scroll_track"
    /// The part of a scroll bar that shows where one is.
    case scrollThumb = "scroll_thumb"
    /// The letters that a search found.
    case match
    /// Words that differ from those compared with.
    case difference
    /// A head that looks at the token before.
    case headPrevious = "head_previous"
    /// A head that continues a pattern seen before.
    case headInduction = "head_induction"
    /// A head that looks at earlier copies of the token.
    case headDuplicate = "head_duplicate"
    /// A head that rests on the first token.
    case headSink = "head_sink"
    /// A head that looks nearby.
    case headLocal = "head_local"
    /// A head that looks everywhere.
    case headBroad = "head_broad"
}
