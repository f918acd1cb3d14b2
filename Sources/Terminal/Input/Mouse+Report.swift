internal import TextUI

// What a terminal reports about the mouse. One number holds the button, the modifiers and whether the mouse moved:
// bits 0–1 the button (3: none), 2 Shift, 3 Alt, 4 Control, 5 movement, 6 the wheel.
extension Mouse {
    /// Reads the numbers of a report (`ESC [ < button ; column ; row M`); nil if they mean nothing that is used here.
    ///
    /// Columns and rows count from 1.
    init?(button: Int, column: Int, row: Int, isRelease: Bool) {
        guard (0..<128).contains(button), column > 0, row > 0 else { return nil }
        var modifiers: Key.Modifiers = []
        if button & 4 != 0 { modifiers.insert(.shift) }
        if button & 8 != 0 { modifiers.insert(.alt) }
        if button & 16 != 0 { modifiers.insert(.control) }
        guard let action = Self.action(button, isRelease: isRelease) else { return nil }
        self.init(action, at: Point(column: column - 1, row: row - 1), modifiers)
    }

    /// Reads the three bytes of an old report (`ESC [ M`), each 32 more than its number; a release names no button.
    init?(report: [UInt8]) {
        guard report.count == 3, report.allSatisfy({ $0 >= 32 }) else { return nil }
        let button = Int(report[0]) - 32
        let isRelease = button & 0b110_0011 == 3
        self.init(
            button: isRelease ? button & ~3 : button, column: Int(report[1]) - 32, row: Int(report[2]) - 32,
            isRelease: isRelease)
    }

    private static func action(_ number: Int, isRelease: Bool) -> Action? {
        let which = number & 3
        if number & 64 != 0 {
            switch which {
            case 0: return .scroll(columns: 0, rows: -1)
            case 1: return .scroll(columns: 0, rows: 1)
            case 2: return .scroll(columns: -1, rows: 0)
            default: return .scroll(columns: 1, rows: 0)
            }
        }
        let isMovement = number & 32 != 0
        let buttons: [Button] = [.left, .middle, .right]
        guard which < buttons.count else { return isMovement ? .move : nil }
        if isMovement { return .drag(buttons[which]) }
        return isRelease ? .release(buttons[which]) : .press(buttons[which])
    }
}
