import Playground
import TextUI

extension KeyTable {
    /// The attention screen.
    static let attentionScreen: [KeyBinding] = []
}
