import Generation

/// Reads a regular expression in the syntax of Oniguruma (Ruby's), the one that `tokenizer.json` is written for.
///
/// What tokenizers use is here: classes with categories, alternatives, quantifiers (greedy, lazy, possessive), groups with `i`,
/// looking ahead and behind. Captures are only groups; references back to them are refused.
struct RegularExpressionParser {
    private let scalars: [Unicode.Scalar]
    private let location: String
    private var index = 0
    private var depth = 0
    private var ignoresCase = false
    private var dotMatchesNewline = false

    private static let depthLimit = 64
    private static let repetitionLimit = 1000

    init(_ source: String, location: String) {
        scalars = Array(source.unicodeScalars)
        self.location = location
    }

    mutating func parse() throws(Failure) -> RegularExpressionNode {
        let node = try parseAlternation()
        guard index == scalars.count else { throw failure("a closing parenthesis without an opening one") }
        return node
    }

    // MARK: - Groups

    private mutating func parseAlternation() throws(Failure) -> RegularExpressionNode {
        guard depth < Self.depthLimit else { throw failure("groups nested deeper than \(Self.depthLimit)") }
        depth += 1
        defer { depth -= 1 }
        var alternatives = [try parseSequence()]
        while take("|") { alternatives.append(try parseSequence()) }
        return alternatives.count == 1 ? alternatives[0] : .alternation(alternatives)
    }

    private mutating func parseSequence() throws(Failure) -> RegularExpressionNode {
        var nodes: [RegularExpressionNode] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            guard let atom = try parseAtom() else { continue }
            nodes.append(try parseQuantifiers(of: atom))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func parseQuantifiers(of atom: RegularExpressionNode) throws(Failure) -> RegularExpressionNode {
        var node = atom
        while let bounds = try parseBounds() {
            var repetition = RegularExpressionNode.Repetition(least: bounds.least, most: bounds.most)
            if take("?") { repetition.isLazy = true }
            node = .repeated(node, repetition)
            // Ruby's possessive quantifiers are `?+`, `*+` and `++`; behind braces a plus repeats once more.
            if !bounds.isBraced, !repetition.isLazy, take("+") { node = .atomic(node) }
        }
        return node
    }

    private mutating func parseBounds() throws(Failure) -> (least: Int, most: Int?, isBraced: Bool)? {
        if take("?") { return (0, 1, false) }
        if take("*") { return (0, nil, false) }
        if take("+") { return (1, nil, false) }
        let start = index
        guard take("{") else { return nil }
        let least = parseNumber()
        var most = least
        if take(",") { most = parseNumber() }
        guard take("}"), least != nil || most != nil else {
            // A brace that is no quantifier stands for itself.
            index = start
            return nil
        }
        guard (least ?? 0) <= Self.repetitionLimit, (most ?? 0) <= Self.repetitionLimit, most ?? .max >= least ?? 0
        else {
            throw failure("a quantifier beyond \(Self.repetitionLimit)")
        }
        return (least ?? 0, most, true)
    }

    private mutating func parseNumber() -> Int? {
        var digits = ""
        while let scalar = peek, ("0"..."9").contains(scalar), digits.count < 6 {
            digits.unicodeScalars.append(scalar)
            index += 1
        }
        return Int(digits)
    }

    private mutating func parseAtom() throws(Failure) -> RegularExpressionNode? {
        guard let scalar = next() else { throw failure("an unfinished expression") }
        switch scalar {
        case "(": return try parseGroup()
        case "[": return .set(folded(try parseClass()))
        case ".": return .set(dotMatchesNewline ? .complement(.union([])) : .complement(.one(0x0A)))
        case "^": return .place(.lineStart)
        case "$": return .place(.lineEnd)
        case "\\": return try parseEscape()
        case "*", "+", "?": throw failure("a quantifier behind nothing")
        default: return .set(folded(.one(scalar.value)))
        }
    }

    /// What follows an opening parenthesis; nil for flags that hold until the group ends.
    private mutating func parseGroup() throws(Failure) -> RegularExpressionNode? {
        let outer = (ignoresCase, dotMatchesNewline)
        guard take("?") else { return try finishGroup(restoring: outer) }
        if take(":") { return try finishGroup(restoring: outer) }
        if take(">") { return .atomic(try finishGroup(restoring: outer)) }
        if take("=") { return .look(try finishGroup(restoring: outer), isBehind: false, isNegated: false) }
        if take("!") { return .look(try finishGroup(restoring: outer), isBehind: false, isNegated: true) }
        if take("<") {
            if take("=") { return .look(try finishGroup(restoring: outer), isBehind: true, isNegated: false) }
            if take("!") { return .look(try finishGroup(restoring: outer), isBehind: true, isNegated: true) }
            while let scalar = next(), scalar != ">" {}
            return try finishGroup(restoring: outer)
        }
        var isOn = true
        while let scalar = next() {
            switch scalar {
            case "-": isOn = false
            case "i": ignoresCase = isOn
            case "m": dotMatchesNewline = isOn
            case ":": return try finishGroup(restoring: outer)
            case ")": return nil
            default: throw failure("the group (?\(scalar)")
            }
        }
        throw failure("a group without an end")
    }

    private mutating func finishGroup(restoring outer: (Bool, Bool)) throws(Failure) -> RegularExpressionNode {
        let node = try parseAlternation()
        (ignoresCase, dotMatchesNewline) = outer
        guard take(")") else { throw failure("a group without an end") }
        return node
    }

    private mutating func parseEscape() throws(Failure) -> RegularExpressionNode {
        guard let scalar = peek else { throw failure("an unfinished expression") }
        switch scalar {
        case "A", "z", "Z", "b", "B":
            index += 1
            let places: [Unicode.Scalar: RegularExpressionNode.Place] = [
                "A": .textStart, "z": .textEnd, "Z": .lastLineEnd, "b": .wordBoundary,
            ]
            return .place(places[scalar] ?? .noWordBoundary)
        case "1"..."9", "k", "g", "G", "K", "X": throw failure("\\\(scalar)")
        default: return .set(folded(try parseEscapedSet()))
        }
    }

    // MARK: - Classes

    /// What follows an opening bracket.
    private mutating func parseClass() throws(Failure) -> ScalarSet {
        guard depth < Self.depthLimit else { throw failure("classes nested deeper than \(Self.depthLimit)") }
        depth += 1
        defer { depth -= 1 }
        let isNegated = take("^")
        var sets: [ScalarSet] = []
        var left: ScalarSet?
        var isFirst = true
        while let scalar = next() {
            if scalar == "]", !isFirst {
                var set = ScalarSet.union(sets)
                if let left { set = .intersection(left, set) }
                return isNegated ? .complement(set) : set
            }
            isFirst = false
            if scalar == "&", peek == "&" {
                index += 1
                left = left.map { .intersection($0, .union(sets)) } ?? .union(sets)
                sets = []
            } else if scalar == "[" {
                if let posix = try parsePosixClass() { sets.append(posix) } else { sets.append(try parseClass()) }
            } else {
                let set = scalar == "\\" ? try parseEscapedSet() : .one(scalar.value)
                sets.append(try parseRange(from: set))
            }
        }
        throw failure("a class without an end")
    }

    /// The range that begins with a scalar, or the set itself.
    private mutating func parseRange(from set: ScalarSet) throws(Failure) -> ScalarSet {
        guard case .range(let start) = set, start.count == 1, peek == "-", index + 1 < scalars.count,
            scalars[index + 1] != "]", scalars[index + 1] != "["
        else { return set }
        index += 1
        let last = next() == "\\" ? try parseEscapedSet() : .one(scalars[index - 1].value)
        guard case .range(let end) = last else { return .union([set, .one(0x2D), last]) }
        guard start.lowerBound <= end.upperBound else { throw failure("a range that ends before it begins") }
        return .range(start.lowerBound...end.upperBound)
    }

    /// `[:alpha:]`, behind its first bracket.
    private mutating func parsePosixClass() throws(Failure) -> ScalarSet? {
        let start = index
        guard take(":") else { return nil }
        let isNegated = take("^")
        var name = ""
        while let scalar = next(), scalar != ":" { name.unicodeScalars.append(scalar) }
        guard take("]") else {
            index = start
            return nil
        }
        let set = try namedSet(name)
        return isNegated ? .complement(set) : set
    }

    /// The set that an escape stands for, behind its backslash.
    private mutating func parseEscapedSet() throws(Failure) -> ScalarSet {
        guard let scalar = next() else { throw failure("an unfinished expression") }
        let digits = ScalarSet.categories(GeneralCategory.mask("Nd") ?? 0)
        let hexadecimal = ScalarSet.union([.range(0x30...0x39), .range(0x41...0x46), .range(0x61...0x66)])
        switch scalar {
        case "s": return .space
        case "S": return .complement(.space)
        case "d": return digits
        case "D": return .complement(digits)
        case "w": return .word
        case "W": return .complement(.word)
        case "h": return hexadecimal
        case "H": return .complement(hexadecimal)
        case "p", "P": return try parseProperty(isNegated: scalar == "P")
        case "n": return .one(0x0A)
        case "r": return .one(0x0D)
        case "t": return .one(0x09)
        case "f": return .one(0x0C)
        case "v": return .one(0x0B)
        case "a": return .one(0x07)
        case "e": return .one(0x1B)
        case "0": return .one(0)
        case "x": return .one(try parseHexadecimal(digits: 2))
        case "u": return .one(try parseHexadecimal(digits: 4))
        default: return .one(scalar.value)
        }
    }

    private mutating func parseProperty(isNegated: Bool) throws(Failure) -> ScalarSet {
        var isNegated = isNegated
        var name = ""
        if take("{") {
            if take("^") { isNegated.toggle() }
            while let scalar = next(), scalar != "}" { name.unicodeScalars.append(scalar) }
        } else if let scalar = next() {
            name.unicodeScalars.append(scalar)
        }
        let set = try namedSet(name)
        return isNegated ? .complement(set) : set
    }

    private mutating func parseHexadecimal(digits: Int) throws(Failure) -> UInt32 {
        var text = ""
        if take("{") {
            while let scalar = next(), scalar != "}" { text.unicodeScalars.append(scalar) }
        } else {
            while text.count < digits, let scalar = peek, Character(scalar).isHexDigit {
                text.unicodeScalars.append(scalar)
                index += 1
            }
        }
        guard let value = UInt32(text, radix: 16), value <= 0x10FFFF else { throw failure("no number in \\x or \\u") }
        return value
    }

    private func namedSet(_ name: String) throws(Failure) -> ScalarSet {
        guard let set = ScalarSet(named: name) else { throw failure("the property \(name)") }
        return set
    }

    private func folded(_ set: ScalarSet) -> ScalarSet { ignoresCase ? .ignoringCase(set) : set }

    // MARK: - Scalars

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func next() -> Unicode.Scalar? {
        defer { index += 1 }
        return peek
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private func failure(_ found: String) -> Failure {
        Failure(
            .unsupported, "cannot use this tokenizer's regular expression", at: "\(location): character \(index + 1)",
            found: found)
    }
}
