/// Matches one expression in one text, with the places to go back to on a stack of its own.
struct RegularExpressionMatcher {
    private let expression: RegularExpression
    private let text: ScalarText
    private var stack: [Frame] = []
    private var stepsLeft: Int

    /// A place to go back to: on from an instruction, at an index, or at any before it down to `least`.
    private struct Frame {
        let instruction: Int
        var index: Int
        let least: Int
    }

    init(expression: RegularExpression, text: ScalarText) {
        self.expression = expression
        self.text = text
        stepsLeft = 10_000_000 + 1000 * text.count
    }

    /// Where the match that begins at an index ends.
    mutating func match(at start: Int) -> Int? { run(from: 0, at: start) }

    private mutating func run(from start: Int, at first: Int) -> Int? {
        let bottom = stack.count
        defer { stack.removeLast(stack.count - bottom) }
        var (instruction, index) = (start, first)
        while stepsLeft > 0 {
            stepsLeft -= 1
            var isMatch = true
            switch expression.instructions[instruction] {
            case .done: return index
            case .jump(let target):
                instruction = target
                continue
            case .either(let target, let other):
                stack.append(Frame(instruction: other, index: index, least: index))
                instruction = target
                continue
            case .set(let set):
                isMatch = index < text.count && expression.sets[set].contains(text, index)
                index += 1
            case .run(let set, let least, let most, let keeps):
                let limit = most < text.count - index ? index + most : text.count
                var end = index
                while end < limit, expression.sets[set].contains(text, end) { end += 1 }
                stepsLeft -= end - index
                isMatch = end - index >= least
                if isMatch, !keeps, end > index + least {
                    stack.append(Frame(instruction: instruction + 1, index: end - 1, least: index + least))
                }
                index = end
            case .look(let back, let isNegated, let end):
                let isThere = index >= back && run(from: instruction + 1, at: index - back) != nil
                isMatch = isThere != isNegated
                if isMatch {
                    instruction = end
                    continue
                }
            case .atomic(let end):
                if let matched = run(from: instruction + 1, at: index) {
                    (instruction, index) = (end, matched)
                    continue
                }
                isMatch = false
            case .place(let place): isMatch = isAt(place, index)
            }
            if isMatch {
                instruction += 1
            } else {
                guard stack.count > bottom else { return nil }
                (instruction, index) = goBack()
            }
        }
        return nil
    }

    private mutating func goBack() -> (instruction: Int, index: Int) {
        let frame = stack[stack.count - 1]
        if frame.index > frame.least {
            stack[stack.count - 1].index -= 1
        } else {
            stack.removeLast()
        }
        return (frame.instruction, frame.index)
    }

    private func isAt(_ place: RegularExpressionNode.Place, _ index: Int) -> Bool {
        switch place {
        case .textStart: index == 0
        case .textEnd: index == text.count
        case .lastLineEnd: index == text.count || index == text.count - 1 && text.values[index] == 0x0A
        case .lineStart: index == 0 || text.values[index - 1] == 0x0A
        case .lineEnd: index == text.count || text.values[index] == 0x0A
        case .wordBoundary: isWord(index - 1) != isWord(index)
        case .noWordBoundary: isWord(index - 1) == isWord(index)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        text.values.indices.contains(index)
            && ScalarSet.word.contains(text.values[index], category: text.categories[index])
    }
}
