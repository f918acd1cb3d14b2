public import TextUI

/// Turns the bytes that a terminal sends into events.
///
/// A pure state machine: bytes may be cut anywhere, and the events are the same. Only one question needs a clock. After Escape,
/// a sequence may follow or not; when nothing has come for a moment, `flush()` says that it was the key.
/// ```
/// var decoder = InputDecoder()
/// decoder.feed([0x1B, 0x5B])        // []
/// decoder.feed([0x41])              // [.key(Key(.up))]
/// ```
public struct InputDecoder: Sendable {
    private enum State {
        case ground
        /// Inside a character of several bytes: what came, and how many are missing.
        case character([UInt8], missing: Int)
        case escape
        /// After `ESC [`: parameters so far.
        case control([UInt8])
        /// After `ESC O`.
        case shifted
        /// After `ESC [ [`: a function key of the Linux console.
        case console
        /// After `ESC [ M`: the bytes so far of the three of an old mouse report.
        case mouse([UInt8])
        /// After `ESC ]`, `ESC P`…: an answer of the terminal that nobody asked for, or Alt and that key.
        case answer(introducer: UInt8, isEmpty: Bool)
    }

    /// No sequence that means anything here is longer.
    private static let longestSequence = 64
    private static let endOfPaste = Array("\u{1B}[201~".utf8)

    private var state = State.ground
    /// What came since the mark that begins a paste, while the mark that ends it is missing.
    private var pasted: [UInt8]?

    /// Makes a decoder that has seen nothing.
    public init() {}

    /// Whether an Escape waits for what comes next, so that `flush()` should be called when nothing does.
    public var isWaiting: Bool {
        switch state {
        case .escape, .control, .shifted, .console, .mouse, .answer: true
        case .ground, .character: false
        }
    }

    /// Takes bytes and returns the events that they complete.
    public mutating func feed(_ bytes: [UInt8]) -> [InputEvent] {
        var events: [InputEvent] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            if pasted == nil { take(rest.removeFirst(), &events) } else { takePaste(&rest, &events) }
        }
        return events
    }

    /// Ends a sequence that nothing continued: a lone Escape was the key.
    public mutating func flush() -> [InputEvent] {
        guard isWaiting else { return [] }
        defer { state = .ground }
        switch state {
        case .escape: return [.key(Key(.escape))]
        case .control(let parameters) where parameters.isEmpty: return [.key(.alt("["))]
        case .shifted: return [.key(.alt("O"))]
        case .answer(let introducer, isEmpty: true): return [.key(.alt(Self.character(introducer)))]
        default: return []
        }
    }

    private mutating func take(_ byte: UInt8, _ events: inout [InputEvent]) {
        switch state {
        case .ground: start(byte, [], &events)
        case .character(let bytes, let missing): takeCharacter(byte, after: bytes, missing: missing, &events)
        case .escape: takeEscape(byte, &events)
        case .control(let parameters): takeControl(byte, after: parameters, &events)
        case .shifted:
            state = .ground
            if let code = ControlSequence.shiftedKey(byte) { events.append(.key(Key(code))) }
        case .console:
            state = .ground
            if (0x41...0x45).contains(byte) { events.append(.key(.function(Int(byte) - 0x40))) }
        case .mouse(let bytes):
            let report = bytes + [byte]
            state = report.count == 3 ? .ground : .mouse(report)
            if report.count == 3, let mouse = Mouse(report: report) { events.append(.mouse(mouse)) }
        case .answer(let introducer, _):
            // Ends with BEL, or with Escape and a backslash, which by itself means nothing.
            switch byte {
            case 0x07: state = .ground
            case 0x1B: state = .escape
            default: state = .answer(introducer: introducer, isEmpty: false)
            }
        }
    }

    /// Takes the first byte of something.
    private mutating func start(_ byte: UInt8, _ modifiers: Key.Modifiers, _ events: inout [InputEvent]) {
        state = .ground
        switch byte {
        case 0x1B: state = .escape
        case 0x0D, 0x0A: events.append(.key(Key(.enter, modifiers)))
        case 0x09: events.append(.key(Key(.tab, modifiers)))
        case 0x7F, 0x08: events.append(.key(Key(.backspace, modifiers)))
        case 0x00: events.append(.key(Key(.character(" "), modifiers.union(.control))))
        case 0x01..<0x1B:
            events.append(.key(Key(.character(Self.character(byte + 0x60)), modifiers.union(.control))))
        case 0x1C..<0x20:
            events.append(.key(Key(.character(Self.character(byte + 0x40)), modifiers.union(.control))))
        case 0x20..<0x7F: events.append(.key(Key(.character(Self.character(byte)), modifiers)))
        case 0xC2..<0xE0: state = .character([byte], missing: 1)
        case 0xE0..<0xF0: state = .character([byte], missing: 2)
        case 0xF0..<0xF5: state = .character([byte], missing: 3)
        default: events.append(.key(.character("\u{FFFD}")))
        }
    }

    private mutating func takeCharacter(
        _ byte: UInt8, after bytes: [UInt8], missing: Int, _ events: inout [InputEvent]
    ) {
        guard (0x80..<0xC0).contains(byte) else {
            // Cut short: the broken character, then the byte for itself.
            events.append(.key(.character("\u{FFFD}")))
            return start(byte, [], &events)
        }
        let whole = bytes + [byte]
        guard missing == 1 else {
            state = .character(whole, missing: missing - 1)
            return
        }
        state = .ground
        events.append(.key(.character(String(validating: whole, as: UTF8.self)?.first ?? "\u{FFFD}")))
    }

    private mutating func takeEscape(_ byte: UInt8, _ events: inout [InputEvent]) {
        switch byte {
        case 0x5B: state = .control([])
        case 0x4F: state = .shifted
        case 0x5D, 0x50, 0x5F: state = .answer(introducer: byte, isEmpty: true)
        case 0x5C: state = .ground
        case 0x1B: events.append(.key(Key(.escape)))
        default: start(byte, byte < 0x80 ? .alt : [], &events)
        }
    }

    private mutating func takeControl(_ byte: UInt8, after parameters: [UInt8], _ events: inout [InputEvent]) {
        switch byte {
        case 0x5B where parameters.isEmpty: state = .console
        case 0x4D where parameters.isEmpty: state = .mouse([])
        case 0x20..<0x40:
            state = parameters.count < Self.longestSequence ? .control(parameters + [byte]) : .ground
        case 0x40..<0x7F:
            state = .ground
            let sequence = ControlSequence(parameters: parameters, final: byte)
            if sequence.startsPaste { pasted = [] } else if let event = sequence.event { events.append(event) }
        default: start(byte, [], &events)
        }
    }

    /// Takes what belongs to a paste, up to the next byte that could end it.
    private mutating func takePaste(_ rest: inout ArraySlice<UInt8>, _ events: inout [InputEvent]) {
        let end = rest.firstIndex(of: 0x7E).map { $0 + 1 } ?? rest.endIndex
        pasted?.append(contentsOf: rest[..<end])
        rest = rest[end...]
        guard let bytes = pasted, bytes.suffix(Self.endOfPaste.count).elementsEqual(Self.endOfPaste) else { return }
        pasted = nil
        events.append(.paste(Self.text(ofPaste: bytes.dropLast(Self.endOfPaste.count))))
    }

    /// The text of a paste: line ends are `\n` (terminals send CR), other control characters but Tab are left out.
    private static func text(ofPaste bytes: ArraySlice<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var isAfterReturn = false
        for byte in bytes {
            switch byte {
            case 0x0D: text.append(0x0A)
            case 0x0A where isAfterReturn: break
            case 0x09, 0x0A, 0x20..<0x7F, 0x80...: text.append(byte)
            default: break
            }
            isAfterReturn = byte == 0x0D
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
}
