/// A key that was pressed, with the modifiers held.
public struct Key: Hashable, Sendable {
    /// Which key.
    public enum Code: Hashable, Sendable {
        /// A key that types a character; letters as typed, so Shift is in the case of the letter.
        case character(Character)
        /// Enter or Return.
        case enter
        /// Escape.
        case escape
        /// Tab; Shift-Tab is this key with the modifier.
        case tab
        /// Backspace.
        case backspace
        /// Delete forward.
        case delete
        /// Insert.
        case insert
        /// An arrow key.
        case up
        /// An arrow key.
        case down
        /// An arrow key.
        case left
        /// An arrow key.
        case right
        /// Home.
        case home
        /// End.
        case end
        /// Page up.
        case pageUp
        /// Page down.
        case pageDown
        /// A function key, counted from 1.
        case function(Int)
    }

    /// Keys held while another is pressed.
    public struct Modifiers: OptionSet, Hashable, Sendable {
        /// One bit per modifier.
        public let rawValue: UInt8

        /// Makes a set of modifiers from its bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Shift, where it is not already in the character.
        public static let shift = Modifiers(rawValue: 1)
        /// Alt, also called Meta or Option.
        public static let alt = Modifiers(rawValue: 2)
        /// Control.
        public static let control = Modifiers(rawValue: 4)
    }

    /// Which key.
    public var code: Code
    /// The modifiers held.
    public var modifiers: Modifiers

    /// Makes a key.
    public init(_ code: Code, _ modifiers: Modifiers = []) {
        self.code = code
        self.modifiers = modifiers
    }

    /// A key that types a character, without modifiers.
    public static func character(_ character: Character) -> Key { Key(.character(character)) }
    /// A character with Control held; always in lower case: `.control("r")`.
    public static func control(_ character: Character) -> Key { Key(.character(character), .control) }
    /// A character with Alt held.
    public static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
    /// A function key, counted from 1.
    public static func function(_ number: Int) -> Key { Key(.function(number)) }
}
