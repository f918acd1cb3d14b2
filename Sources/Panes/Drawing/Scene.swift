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

    /// A pane's title, marked where its text leaves this machine.
    func title(_ pane: Pane) -> String {
        let leaves = [.system, .user, .output].contains(pane) && state.model.loaded?.capabilities.isLocal == false
        return text(.title(pane)) + (leaves ? " ↗" : "")
    }

    /// Whether a pane has the focus and nothing lies on top.
    func isFocused(_ pane: Pane) -> Bool {
        state.focus == pane && state.overlay == nil
    }

    /// A style with what a ramp shows for a value; what is next to nothing keeps the plain ground.
    func tinted(_ base: Style, by ramp: Ramp, at value: Double) -> Style {
        value > 0.02 ? ramp.style(at: value).over(base) : base
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
