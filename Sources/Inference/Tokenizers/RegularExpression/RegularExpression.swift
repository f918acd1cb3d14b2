import Generation

/// A regular expression over scalars, matched as Oniguruma does: the first alternative that leads to a match wins.
///
/// Expressions come out of files, so matching has a limit: one that would try for ever finds nothing more.
///
///     let digits = try RegularExpression(#"\p{N}{1,3}"#, location: "tokenizer.json")
///     digits.matches(in: Array("a1234".utf8), range: 0..<5)  // 1..<4, 4..<5
struct RegularExpression: Sendable {
    /// What a match is made of.
    enum Instruction: Sendable {
        /// One scalar of a set.
        case set(Int)
        /// A run of scalars of a set, as long as possible; `keeps`: never a shorter one.
        case run(Int, least: Int, most: Int, keeps: Bool)
        /// Goes on at the first place, and if that leads nowhere at the second.
        case either(Int, Int)
        case jump(Int)
        /// The expression up to `end` must, or must not, match so many scalars back.
        case look(back: Int, isNegated: Bool, end: Int)
        /// The expression up to `end`, its first match alone.
        case atomic(end: Int)
        case place(RegularExpressionNode.Place)
        case done
    }

    let instructions: [Instruction]
    let sets: [PreparedScalarSet]

    /// Reads an expression.
    ///
    /// - Throws: where it uses what mirilla does not know.
    init(_ source: String, location: String) throws(Failure) {
        var parser = RegularExpressionParser(source, location: location)
        var compiler = RegularExpressionCompiler(location: location)
        try compiler.add(try parser.parse())
        instructions = compiler.instructions + [.done]
        sets = compiler.sets
    }

    /// The matches in a part of a text, one after the other; empty ones among them.
    func matches(in text: [UInt8], range: Range<Int>) -> [Range<Int>] {
        let scalars = ScalarText(text, in: range)
        var matcher = RegularExpressionMatcher(expression: self, text: scalars)
        var matches: [Range<Int>] = []
        var start = 0
        var lastEnd = -1
        while start <= scalars.count {
            guard let end = matcher.match(at: start), end > start || start != lastEnd else {
                start += 1
                continue
            }
            matches.append(scalars.offsets[start]..<scalars.offsets[end])
            lastEnd = end
            start = max(end, start + (end == start ? 1 : 0))
        }
        return matches
    }
}

/// Turns the tree of an expression into instructions.
struct RegularExpressionCompiler {
    private(set) var instructions: [RegularExpression.Instruction] = []
    private(set) var sets: [PreparedScalarSet] = []
    private let location: String

    private static let instructionLimit = 10_000

    init(location: String) { self.location = location }

    mutating func add(_ node: RegularExpressionNode) throws(Failure) {
        guard instructions.count < Self.instructionLimit else { throw failure("an expression that repeats too much") }
        switch node {
        case .set(let set): instructions.append(.set(index(of: set)))
        case .sequence(let nodes): for node in nodes { try add(node) }
        case .alternation(let nodes): try addAlternation(nodes)
        case .repeated(let node, let repetition): try addRepetition(of: node, repetition)
        case .place(let place): instructions.append(.place(place))
        case .atomic(.repeated(.set(let set), let repetition)) where !repetition.isLazy:
            addRun(of: set, repetition, keeps: true)
        case .atomic(let node):
            let start = instructions.count
            instructions.append(.done)
            try add(node)
            instructions.append(.done)
            instructions[start] = .atomic(end: instructions.count)
        case .look(let node, let isBehind, let isNegated):
            guard let back = isBehind ? node.width : 0 else { throw failure("a look behind of several lengths") }
            let start = instructions.count
            instructions.append(.done)
            try add(node)
            instructions.append(.done)
            instructions[start] = .look(back: back, isNegated: isNegated, end: instructions.count)
        }
    }

    private mutating func addAlternation(_ nodes: [RegularExpressionNode]) throws(Failure) {
        var ends: [Int] = []
        for node in nodes.dropLast() {
            let start = instructions.count
            instructions.append(.done)
            try add(node)
            ends.append(instructions.count)
            instructions.append(.done)
            instructions[start] = .either(start + 1, instructions.count)
        }
        if let last = nodes.last { try add(last) }
        for end in ends { instructions[end] = .jump(instructions.count) }
    }

    private mutating func addRepetition(
        of node: RegularExpressionNode, _ repetition: RegularExpressionNode.Repetition
    ) throws(Failure) {
        if case .set(let set) = node, !repetition.isLazy { return addRun(of: set, repetition, keeps: false) }
        for _ in 0..<repetition.least { try add(node) }
        if let most = repetition.most {
            for _ in repetition.least..<most {
                try addOption(repetition.isLazy) { compiler throws(Failure) in try compiler.add(node) }
            }
            return
        }
        guard !node.matchesNothing else { throw failure("a repetition of what may be empty") }
        let start = instructions.count
        try addOption(repetition.isLazy) { compiler throws(Failure) in
            try compiler.add(node)
            compiler.instructions.append(.jump(start))
        }
    }

    /// What may be there or not.
    private mutating func addOption(
        _ isLazy: Bool, _ add: (inout RegularExpressionCompiler) throws(Failure) -> Void
    ) throws(Failure) {
        let start = instructions.count
        instructions.append(.done)
        try add(&self)
        let end = instructions.count
        instructions[start] = isLazy ? .either(end, start + 1) : .either(start + 1, end)
    }

    private mutating func addRun(of set: ScalarSet, _ repetition: RegularExpressionNode.Repetition, keeps: Bool) {
        let most = repetition.most ?? .max
        instructions.append(.run(index(of: set), least: repetition.least, most: most, keeps: keeps))
    }

    private mutating func index(of set: ScalarSet) -> Int {
        sets.append(PreparedScalarSet(set))
        return sets.count - 1
    }

    private func failure(_ found: String) -> Failure {
        Failure(.unsupported, "cannot use this tokenizer's regular expression", at: location, found: found)
    }
}
