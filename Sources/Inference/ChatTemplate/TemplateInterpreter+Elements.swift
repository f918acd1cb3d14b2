import Generation

/// Takes values apart: members, elements, slices.
extension TemplateInterpreter {
    /// `value.name`: what Python's object has of itself goes before a dictionary's member.
    mutating func attribute(
        _ name: String, of value: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if Self.hasMethod(name, value) { return .method(of: value, name) }
        return try item(.text(name), of: value, at: position) ?? .undefined
    }

    /// `value[index]`: a dictionary's member goes before what Python's object has of itself.
    mutating func element(
        of value: TemplateValue, _ index: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if let item = try item(index, of: value, at: position) { return item }
        guard let name = index.text?.string, Self.hasMethod(name, value) else { return .undefined }
        return .method(of: value, name)
    }

    private mutating func item(
        _ index: TemplateValue, of value: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue? {
        switch value {
        case .undefined:
            throw failure("something undefined has no members", at: position, found: index.printed.string)
        case .dictionary: return value.member(index)
        case .namespace(let number): return namespaces[number].first { $0.key == index }?.value
        case .loop(let number):
            guard let name = index.text?.string else { return nil }
            return try member(of: loops[number], number: number, name)
        case .macro(let number):
            let macro = macros[number].macro
            if index == .text("name") { return .text(macro.name) }
            return index == .text("arguments") ? .tuple(macro.parameters.map { .text($0.name) }) : nil
        case .cycler(let number): return index == .text("current") ? cyclers[number].current : nil
        case .text(let text):
            guard let place = Self.place(index, count: text.count) else { return nil }
            return .text(TemplateText(units: [text.units[place]], isMarkup: text.isMarkup))
        default:
            guard let elements = value.sequence else { return nil }
            // The pairs of `groupby` have names.
            if case .tuple = value, elements.count == 2, let name = index.text {
                return name == "grouper" ? elements[0] : name == "list" ? elements[1] : nil
            }
            return Self.place(index, count: elements.count).map { elements[$0] }
        }
    }

    private static func place(_ index: TemplateValue, count: Int) -> Int? {
        guard let index = index.integer, index < count, index >= -count else { return nil }
        return index < 0 ? index + count : index
    }

    /// A member of a value by a path: `function.name`, `0`.
    mutating func member(
        of value: TemplateValue, path: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard let path = path.text else { return try element(of: value, path, at: position) }
        var value = value
        for part in path.split(".") {
            let index = Int(part.string).map { TemplateValue.integer($0) } ?? .text(part)
            value = try element(of: value, index, at: position)
        }
        return value
    }

    func slice(
        _ value: TemplateValue, _ start: Int?, _ end: Int?, _ step: Int?, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard step != 0 else { throw failure("a slice's step is 0", at: position) }
        if case .text(let text) = value {
            let places = Self.places(start, end, step ?? 1, count: text.count)
            return .text(TemplateText(units: places.map { text.units[$0] }, isMarkup: text.isMarkup))
        }
        guard let elements = value.sequence else {
            guard !value.isUndefined else { throw failure("something undefined cannot be sliced", at: position) }
            return .undefined
        }
        let slice = Self.places(start, end, step ?? 1, count: elements.count).map { elements[$0] }
        if case .tuple = value { return .tuple(slice) }
        return .list(slice)
    }

    /// The places that a slice takes, as Python counts them.
    static func places(_ start: Int?, _ end: Int?, _ step: Int, count: Int) -> [Int] {
        func clamp(_ bound: Int, _ range: ClosedRange<Int>) -> Int {
            let bound = bound < 0 ? max(bound, -count - 1) + count : bound
            return min(max(bound, range.lowerBound), range.upperBound)
        }
        let range = step > 0 ? 0...count : -1...(count - 1)
        let first = start.map { clamp($0, range) } ?? (step > 0 ? 0 : count - 1)
        let last = end.map { clamp($0, range) } ?? (step > 0 ? count : -1)
        return Array(stride(from: first, to: last, by: min(max(step, -count - 1), count + 1)))
    }

    /// What a loop walks over; a generator is empty after it.
    mutating func elements(of value: TemplateValue, at position: TemplatePosition) throws(Failure) -> [TemplateValue] {
        switch value {
        case .view(_, let elements): return elements
        case .dictionary(let members): return members.map(\.key)
        case .text(let text):
            return text.units.map { .text(TemplateText(units: [$0], isMarkup: text.isMarkup)) }
        case .undefined: return []
        case .generator(let number):
            defer { generators[number] = [] }
            return generators[number]
        default:
            guard let elements = value.sequence else {
                throw failure("this is no list", at: position, found: value.typeName)
            }
            return elements
        }
    }

    /// How many elements a value has; a generator does not tell.
    mutating func length(of value: TemplateValue, at position: TemplatePosition) throws(Failure) -> Int {
        if case .text(let text) = value { return text.count }
        if case .generator = value { throw failure("this has no length", at: position, found: value.typeName) }
        return try elements(of: value, at: position).count
    }
}
