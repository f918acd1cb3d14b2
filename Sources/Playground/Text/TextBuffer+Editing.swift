/// Changes of the text; each can be undone.
extension TextBuffer {
    /// Types text at the cursor, instead of the selection if there is one.
    public mutating func insert(_ text: String) {
        guard !text.isEmpty else { return }
        replace(selection ?? cursor..<cursor, with: text, kind: .typing)
    }

    /// Inserts text that is undone on its own.
    public mutating func paste(_ text: String) {
        guard !text.isEmpty else { return }
        replace(selection ?? cursor..<cursor, with: text, kind: .single)
    }

    /// Deletes the selection, or from the cursor as far as the motion goes.
    public mutating func delete(_ motion: TextMotion) {
        if let selection {
            replace(selection, with: "", kind: .single)
        } else {
            let target = position(after: motion, from: cursor)
            replace(min(cursor, target)..<max(cursor, target), with: "", kind: .deleting)
        }
    }

    /// Removes the selected text and returns it, or nil if nothing is selected.
    public mutating func cut() -> String? {
        guard let selection else { return nil }
        let removed = text(in: selection)
        replace(selection, with: "", kind: .single)
        return removed
    }

    /// Puts other text in the place of the whole.
    public mutating func replaceAll(with text: String) {
        replace(.start..<end, with: text, kind: .single)
    }

    /// Takes the last change back; false if there is none.
    @discardableResult
    public mutating func undo() -> Bool {
        guard let group = history.done.popLast() else { return false }
        for edit in group.edits.reversed() {
            splice(edit.start..<edit.start.advanced(over: edit.inserted), edit.removed)
            cursor = edit.cursorBefore
        }
        history.undone.append(group)
        changed()
        history.isOpen = false
        return true
    }

    /// Does the change that was taken back last again; false if there is none.
    @discardableResult
    public mutating func redo() -> Bool {
        guard let group = history.undone.popLast() else { return false }
        for edit in group.edits {
            splice(edit.start..<edit.start.advanced(over: edit.removed), edit.inserted)
            cursor = edit.cursorAfter
        }
        history.done.append(group)
        changed()
        history.isOpen = false
        return true
    }

    private mutating func changed() {
        anchor = nil
        revision += 1
    }

    /// Puts text in the place of a range, sets the cursor behind it, and remembers how to take that back.
    private mutating func replace(_ range: Range<TextPosition>, with text: String, kind: EditHistory.Kind) {
        guard !range.isEmpty || !text.isEmpty else { return }
        var (start, stop) = (range.lowerBound, range.upperBound)
        let before = start.column > 0 ? lines[start.line][start.column - 1] : nil
        let after = stop.column < lines[stop.line].count ? lines[stop.line][stop.column] : nil

        // New neighbours may fuse into one grapheme: an accent typed behind its letter, the two halves of a flag.
        var inserted = Self.lines(of: [before.map(String.init) ?? "", text, after.map(String.init) ?? ""].joined())
        let last = inserted.count - 1
        let fusesAfter = after != nil && inserted[last].last != after
        let fusesBefore = before != nil && inserted[0].first != before
        if after != nil, !fusesAfter { inserted[last].removeLast() }
        if before != nil, !fusesBefore { inserted[0].removeFirst() }
        if fusesAfter { stop.column += 1 }
        if fusesBefore { start.column -= 1 }

        let removed = splice(start..<stop, inserted)
        let end = start.advanced(over: inserted)
        history.record(
            Edit(start: start, removed: removed, inserted: inserted, cursorBefore: cursor, cursorAfter: end), kind)
        cursor = end
        changed()
    }

    /// Puts lines in the place of a range and returns what stood there.
    @discardableResult
    private mutating func splice(_ range: Range<TextPosition>, _ inserted: [[Character]]) -> [[Character]] {
        let (start, stop) = (range.lowerBound, range.upperBound)
        text.replaceSubrange(indices(range), with: Self.text(of: inserted))
        if start.line == stop.line, inserted.count == 1 {
            let columns = start.column..<stop.column
            let removed = Array(lines[start.line][columns])
            lines[start.line].replaceSubrange(columns, with: inserted[0])
            return [removed]
        }
        var removed = Array(lines[start.line...stop.line])
        let tail = removed[removed.count - 1][stop.column...]
        var replacement = inserted
        replacement[0].insert(contentsOf: removed[0][..<start.column], at: 0)
        replacement[replacement.count - 1].append(contentsOf: tail)
        removed[removed.count - 1].removeSubrange(stop.column...)
        removed[0].removeSubrange(..<start.column)
        lines.replaceSubrange(start.line...stop.line, with: replacement)
        return removed
    }
}

extension TextPosition {
    /// The position behind lines that begin here.
    fileprivate func advanced(over lines: [[Character]]) -> TextPosition {
        let last = lines[lines.count - 1].count
        return TextPosition(line: line + lines.count - 1, column: lines.count == 1 ? column + last : last)
    }
}
