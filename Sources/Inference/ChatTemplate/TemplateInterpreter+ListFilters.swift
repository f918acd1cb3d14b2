import Generation

/// Filters that walk over a list.
extension TemplateInterpreter {
    static let listFilters: Set = [
        "list", "first", "last", "reverse", "unique", "join", "sum", "groupby", "sort", "min", "max", "map", "select",
        "reject", "selectattr", "rejectattr", "batch", "slice",
    ]

    mutating func applyListFilter(
        _ name: String, to value: TemplateValue, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch (name, value) {
        case ("reverse", .text(let text)):
            return .text(TemplateText(units: text.units.reversed(), isMarkup: text.isMarkup))
        case ("first", .generator(let number)):
            return generators[number].isEmpty ? .undefined : generators[number].removeFirst()
        case ("last", .generator), ("reverse", .undefined):
            throw failure("this filter does not fit", at: position, found: "\(name) of \(value.typeName)")
        default: break
        }
        let elements = try elements(of: value, at: position)
        switch name {
        case "list": return .list(elements)
        case "first": return elements.first ?? .undefined
        case "last": return elements.last ?? .undefined
        case "reverse": return try generator(elements.reversed(), at: position)
        case "unique": return try generator(try unique(elements, call, at: position), at: position)
        case "join":
            var texts: [TemplateText] = []
            for element in elements { texts.append(try key(of: element, call[1, "attribute"], at: position).printed) }
            let separator = call[0, "d"]?.printed ?? ""
            try count(texts.reduce(0) { $0 + $1.count + separator.count }, at: position)
            return .text(texts.joined(separator))
        case "sum":
            var sum = call[1, "start"] ?? TemplateValue.integer(0)
            for element in elements {
                sum = try combine("+", sum, key(of: element, call[0, "attribute"], at: position), at: position)
            }
            return sum
        case "groupby": return try grouped(elements, call, at: position)
        case "sort":
            return .list(
                try sorted(
                    elements, by: call[2, "attribute"], ignoresCase: call[1, "case_sensitive"]?.isTrue != true,
                    isReversed: call[0, "reverse"]?.isTrue == true, at: position))
        case "min", "max":
            let sorted = try sorted(
                elements, by: call[1, "attribute"], ignoresCase: call[0, "case_sensitive"]?.isTrue != true,
                isReversed: name == "max", at: position)
            return sorted.first ?? .undefined
        case "map": return try generator(try map(elements, call, at: position), at: position)
        case "batch", "slice": return try generator(try parted(elements, name, call, at: position), at: position)
        default: return try generator(try chosen(elements, name, call, at: position), at: position)
        }
    }

    /// The value that an element is sorted, grouped or joined by.
    private mutating func key(
        of element: TemplateValue, _ attribute: TemplateValue?, ignoresCase: Bool = false,
        at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        var key = element
        if let attribute, attribute != .none { key = try member(of: element, path: attribute, at: position) }
        return ignoresCase ? key.text.map { .text($0.lowercased) } ?? key : key
    }

    private mutating func unique(
        _ elements: [TemplateValue], _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        let ignoresCase = call[0, "case_sensitive"]?.isTrue != true
        var unique: [TemplateValue] = []
        var keys: [TemplateValue] = []
        for element in elements {
            let key = try key(of: element, call[1, "attribute"], ignoresCase: ignoresCase, at: position)
            guard key.canBeKey else { throw failure("this cannot be told apart", at: position, found: key.typeName) }
            try count(keys.count, at: position)
            guard !keys.contains(key) else { continue }
            unique.append(element)
            keys.append(key)
        }
        return unique
    }

    private mutating func sorted(
        _ elements: [TemplateValue], by attribute: TemplateValue?, ignoresCase: Bool, isReversed: Bool,
        at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        // Several attributes stand with commas between them.
        let paths = attribute?.text?.split(",").map { TemplateValue.text($0) } ?? [attribute ?? .none]
        var keyed: [(key: TemplateValue, value: TemplateValue)] = []
        for element in elements {
            var keys: [TemplateValue] = []
            for path in paths { keys.append(try key(of: element, path, ignoresCase: ignoresCase, at: position)) }
            keyed.append((.tuple(keys), element))
        }
        try count(keyed.count, at: position)
        var hasOrder = true
        func isLess(_ left: TemplateValue, _ right: TemplateValue) -> Bool {
            guard let isLess = left.isLess(than: right) else {
                hasOrder = false
                return false
            }
            return isLess
        }
        // Elements that are equal keep their order, also where the largest comes first.
        let sorted = keyed.sorted { isReversed ? isLess($1.key, $0.key) : isLess($0.key, $1.key) }
        guard hasOrder else { throw failure("these have no order", at: position) }
        return sorted.map(\.value)
    }

    private mutating func grouped(
        _ elements: [TemplateValue], _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard let attribute = call[0, "attribute"] else { throw failure("groupby needs an attribute", at: position) }
        let ignoresCase = call[2, "case_sensitive"]?.isTrue != true
        var groups: [(key: TemplateValue, elements: [TemplateValue])] = []
        var pairs: [TemplateValue] = []
        for element in elements {
            var key = try key(of: element, attribute, at: position)
            if key.isUndefined, let standard = call[1, "default"] { key = standard }
            pairs.append(.tuple([key, element]))
        }
        for pair in try sorted(pairs, by: .integer(0), ignoresCase: ignoresCase, isReversed: false, at: position) {
            guard let parts = pair.sequence else { continue }
            func folded(_ key: TemplateValue) -> TemplateValue {
                ignoresCase ? key.text.map { .text($0.lowercased) } ?? key : key
            }
            if let last = groups.last, folded(last.key) == folded(parts[0]) {
                groups[groups.count - 1].elements.append(parts[1])
            } else {
                groups.append((parts[0], [parts[1]]))
            }
        }
        return .list(groups.map { .tuple([$0.key, .list($0.elements)]) })
    }

    mutating func sortedPairs(
        _ members: [TemplateMember], _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        .list(
            try sorted(
                members.map { .tuple([$0.key, $0.value]) },
                by: .integer(call[1, "by"] == .text("value") ? 1 : 0),
                ignoresCase: call[0, "case_sensitive"]?.isTrue != true,
                isReversed: call[2, "reverse"]?.isTrue == true, at: position))
    }

    private mutating func map(
        _ elements: [TemplateValue], _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        var results: [TemplateValue] = []
        if let attribute = call["attribute"] {
            for element in elements {
                let value = try key(of: element, attribute, at: position)
                results.append(value.isUndefined ? call["default"] ?? .undefined : value)
            }
            return results
        }
        guard let name = call.positional.first?.text?.string else { throw failure("map needs a filter", at: position) }
        let rest = TemplateCall(positional: Array(call.positional.dropFirst()), named: call.named)
        for element in elements {
            try charge(element, at: position)
            results.append(try applyFilter(name, to: element, rest, at: position))
        }
        return results
    }

    /// What `select`, `reject`, `selectattr` and `rejectattr` keep.
    private mutating func chosen(
        _ elements: [TemplateValue], _ name: String, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        var test = call.positional[...]
        let attribute = name.hasSuffix("attr") ? test.popFirst() : nil
        guard attribute != nil || !name.hasSuffix("attr") else {
            throw failure("\(name) needs an attribute", at: position)
        }
        let testName = test.popFirst()?.printed.string
        var kept: [TemplateValue] = []
        for element in elements {
            let value = try key(of: element, attribute, at: position)
            let holds = try testName.map { name throws(Failure) in
                try applyTest(name, to: value, Array(test), at: position)
            }
            if holds ?? value.isTrue == name.hasPrefix("select") { kept.append(element) }
        }
        return kept
    }

    /// `batch`: rows of a length; `slice`: a number of columns.
    private mutating func parted(
        _ elements: [TemplateValue], _ name: String, _ call: TemplateCall, at position: TemplatePosition
    ) throws(Failure) -> [TemplateValue] {
        guard let number = call[0, name == "batch" ? "linecount" : "slices"]?.integer, number > 0 else {
            throw failure("\(name) needs a whole number above 0", at: position)
        }
        try count(number, at: position)
        let fill = call[1, "fill_with"].flatMap { $0 == .none ? nil : $0 }
        if name == "batch" {
            return stride(from: 0, to: elements.count, by: number).map { start in
                let row = elements[start..<min(start + number, elements.count)]
                return .list(row + (fill.map { Array(repeating: $0, count: number - row.count) } ?? []))
            }
        }
        let (size, rest) = elements.count.quotientAndRemainder(dividingBy: number)
        return (0..<number).map { index in
            let start = index * size + min(index, rest)
            let column = elements[start..<start + size + (index < rest ? 1 : 0)]
            return .list(column + (index >= rest && rest > 0 ? fill.map { [$0] } ?? [] : []))
        }
    }
}
