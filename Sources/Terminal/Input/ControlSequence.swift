internal import TextUI

/// A control sequence (`ESC [ parameters final`) taken apart.
///
/// The keys are those of xterm, the VT220 and the Linux console, and of the keyboard protocol that kitty began (`CSI u`).
struct ControlSequence {
    /// Whether the sequence belongs to a mouse report (`<`) or to a private use that means nothing here.
    private let prefix: UInt8?
    /// Numbers between semicolons, nil where one is missing; of a number with colons only the first part.
    private let numbers: [Int?]
    private let final: UInt8

    /// Takes the bytes between `ESC [` and the final byte.
    init(parameters: [UInt8], final: UInt8) {
        let prefix = parameters.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil }
        self.prefix = prefix
        self.final = final
        numbers = parameters.dropFirst(prefix == nil ? 0 : 1)
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { field in
                Int(String(decoding: field.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self))
            }
    }

    /// Whether a paste begins.
    var startsPaste: Bool { prefix == nil && final == UInt8(ascii: "~") && number(0) == 200 }

    /// What the sequence says; nil if it says nothing that is used here.
    var event: InputEvent? {
        if prefix == UInt8(ascii: "<") {
            guard let button = number(0), let column = number(1), let row = number(2) else { return nil }
            let isRelease = final == UInt8(ascii: "m")
            return Mouse(button: button, column: column, row: row, isRelease: isRelease).map { .mouse($0) }
        }
        guard prefix == nil else { return nil }
        switch final {
        case UInt8(ascii: "I"): return .focus(true)
        case UInt8(ascii: "O"): return .focus(false)
        case UInt8(ascii: "Z"): return .key(Key(.tab, .shift))
        case UInt8(ascii: "u"): return number(0).flatMap { key(codePoint: $0, modifiers: modifiers(1)) }
        case UInt8(ascii: "~"):
            // xterm's modifyOtherKeys: `27 ; modifiers ; character`.
            if number(0) == 27 { return number(2).flatMap { key(codePoint: $0, modifiers: modifiers(1)) } }
            return number(0).flatMap(Self.numberedKey).map { .key(Key($0, modifiers(1))) }
        default: return Self.shiftedKey(final).map { .key(Key($0, modifiers(1))) }
        }
    }

    private func number(_ index: Int) -> Int? { index < numbers.count ? numbers[index] : nil }

    /// Modifiers are sent as a bit set plus one; what is beyond Shift, Alt and Control is not used.
    private func modifiers(_ index: Int) -> Key.Modifiers {
        guard let sent = number(index), sent > 1 else { return [] }
        return Key.Modifiers(rawValue: UInt8(truncatingIfNeeded: sent - 1) & 0b111)
    }

    /// The key of a final byte, the same after `ESC [` and after `ESC O`.
    static func shiftedKey(_ final: UInt8) -> Key.Code? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final - UInt8(ascii: "P")) + 1)
        default: nil
        }
    }

    /// The key of `ESC [ number ~`.
    private static func numberedKey(_ number: Int) -> Key.Code? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }

    /// The key of a character given by its number, as `CSI u` does.
    private func key(codePoint: Int, modifiers: Key.Modifiers) -> InputEvent? {
        switch codePoint {
        case 9: return .key(Key(.tab, modifiers))
        case 13: return .key(Key(.enter, modifiers))
        case 27: return .key(Key(.escape, modifiers))
        case 8, 127: return .key(Key(.backspace, modifiers))
        case 32...:
            guard let scalar = UInt32(exactly: codePoint).flatMap(Unicode.Scalar.init) else { return nil }
            // Keys that type nothing have numbers in the private use area.
            guard scalar.properties.generalCategory != .privateUse else { return nil }
            var character = Character(scalar)
            var modifiers = modifiers
            // Shift is in the case of a letter, except with Control, where there is no case.
            if modifiers == .shift, let upper = String(character).uppercased().first {
                character = upper
                modifiers = []
            }
            return .key(Key(.character(character), modifiers))
        default: return nil
        }
    }
}
