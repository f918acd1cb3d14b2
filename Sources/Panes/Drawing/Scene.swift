import Generation
public import Playground
import TextUI

/// What every pane draws from: the state, the looks, and where everything lies.
struct Scene {
    let state: PlaygroundState
    let theme: Theme
    let layout: ScreenLayout

    /// A phrase in the language of the screen.
    func text(_ phrase: Phrase) -> String {
        phrase.text(in: state.language)
    }

    /// Whether a pane has the focus and nothing lies on top.
    func isFocused(_ pane: Pane) -> Bool {
        state.focus == pane && state.overlay == nil
    }

    /// A style on the colour that a ramp has for a value, with text that stays readable on it.
    ///
    /// In a theme without colours attributes carry the value.
    func tinted(_ base: Style, by ramp: Ramp, at value: Double) -> Style {
        guard !ramp.steps.isEmpty else {
            return value >= 0.75 ? base.adding(.reverse) : value >= 0.4 ? base.adding([.bold, .underline]) : base
        }
        guard value > 0.02, let color = ramp.color(at: value) else { return base }
        return base.background(color).foreground(Contrast.readable(base.foreground, on: color))
    }
}

extension Phrase {
    /// The phrase in a language.
    public func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .spanish: spanish
        }
    }
}
