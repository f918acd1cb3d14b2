/// A piece of text for people, in every language that the screen speaks.
///
/// A phrase cannot be made without all of them, so a translation that is missing does not compile. All text on the screen is
/// in this folder; the panes only name it.
public struct Phrase: Hashable, Sendable {
    /// English.
    public let english: String
    /// Spanish.
    public let spanish: String

    /// Makes a phrase.
    public init(_ english: String, _ spanish: String) {
        self.english = english
        self.spanish = spanish
    }

    /// What is the same in both: a name, a symbol.
    public init(same text: String) {
        self.init(text, text)
    }
}
