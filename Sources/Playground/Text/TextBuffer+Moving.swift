/// The cursor and the selection.
extension TextBuffer {
    /// Moves the cursor; `extending` keeps the other end of the selection where it is.
    public mutating func move(_ motion: TextMotion, extending: Bool = false) {
        if !extending, let selection, motion == .backward || motion == .forward {
            move(to: motion == .backward ? selection.lowerBound : selection.upperBound)
        } else {
            move(to: position(after: motion, from: cursor), extending: extending)
        }
    }

    /// Moves the cursor to the nearest position that exists; `extending` keeps the other end of the selection where it is.
    public mutating func move(to position: TextPosition, extending: Bool = false) {
        anchor = extending ? anchor ?? cursor : nil
        cursor = clamped(position)
        history.isOpen = false
    }

    /// Selects the whole text.
    public mutating func selectAll() {
        move(to: .start)
        move(to: end, extending: true)
    }

    /// Selects the word around a position, or the gap between two words.
    public mutating func selectWord(at position: TextPosition) {
        let position = clamped(position)
        let line = lines[position.line]
        guard !line.isEmpty else { return move(to: position) }
        let inside = min(position.column, line.count - 1)
        let isWord = line[inside].isWordCharacter
        let first = line[..<inside].lastIndex { $0.isWordCharacter != isWord }.map { $0 + 1 } ?? 0
        let last = line[inside...].firstIndex { $0.isWordCharacter != isWord } ?? line.count
        move(to: TextPosition(line: position.line, column: first))
        move(to: TextPosition(line: position.line, column: last), extending: true)
    }

    /// Takes the selection back; the cursor stays.
    public mutating func deselect() {
        anchor = nil
    }

    /// Where a motion leads.
    func position(after motion: TextMotion, from position: TextPosition) -> TextPosition {
        let line = lines[position.line]
        switch motion {
        case .lineStart:
            return TextPosition(line: position.line, column: 0)
        case .lineEnd:
            return TextPosition(line: position.line, column: line.count)
        case .documentStart:
            return .start
        case .documentEnd:
            return end
        case .backward, .wordBackward:
            guard position.column > 0 else {
                guard position.line > 0 else { return position }
                return TextPosition(line: position.line - 1, column: lines[position.line - 1].count)
            }
            guard motion == .wordBackward else {
                return TextPosition(line: position.line, column: position.column - 1)
            }
            let wordEnd = line[..<position.column].lastIndex(where: \.isWordCharacter) ?? -1
            let gap = line[..<max(0, wordEnd)].lastIndex { !$0.isWordCharacter } ?? -1
            return TextPosition(line: position.line, column: wordEnd < 0 ? 0 : gap + 1)
        case .forward, .wordForward:
            guard position.column < line.count else {
                guard position.line + 1 < lines.count else { return position }
                return TextPosition(line: position.line + 1, column: 0)
            }
            guard motion == .wordForward else {
                return TextPosition(line: position.line, column: position.column + 1)
            }
            let wordStart = line[position.column...].firstIndex(where: \.isWordCharacter) ?? line.count
            let wordEnd = line[wordStart...].firstIndex { !$0.isWordCharacter } ?? line.count
            return TextPosition(line: position.line, column: wordEnd)
        }
    }
}

extension Character {
    /// Whether it is part of a word rather than between words.
    fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "_" }
}
