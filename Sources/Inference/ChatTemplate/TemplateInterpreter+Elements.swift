import Generation

/// Takes values apart: members, elements, slices.
extension TemplateInterpreter {
    func member(
        of value: TemplateValue, _ name: TemplateText, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        switch value {
        case .namespace(let index): return namespaces[index].first { $0.key == name }?.value ?? .undefined
        case .undefined: throw failure("something undefined has no members", at: position, found: name.string)
        default: return value.member(name) ?? .undefined
        }
    }

    func element(
        of value: TemplateValue, _ index: TemplateValue, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        if case .text(let name) = index { return try member(of: value, name, at: position) }
        guard let index = index.integer else { return .undefined }
        switch value {
        case .list(let elements):
            let place = index < 0 ? index + elements.count : index
            return elements.indices.contains(place) ? elements[place] : .undefined
        case .text(let text):
            let place = index < 0 ? index + text.count : index
            return text.units.indices.contains(place) ? .text(TemplateText(units: [text.units[place]])) : .undefined
        case .undefined: throw failure("something undefined has no members", at: position, found: "\(index)")
        default: return .undefined
        }
    }

    func slice(
        _ value: TemplateValue, _ start: Int?, _ end: Int?, _ step: Int?, at position: TemplatePosition
    ) throws(Failure) -> TemplateValue {
        guard step != 0 else { throw failure("a slice's step is 0", at: position) }
        switch value {
        case .list(let elements):
            return .list(Self.places(start, end, step ?? 1, count: elements.count).map { elements[$0] })
        case .text(let text):
            return .text(
                TemplateText(units: Self.places(start, end, step ?? 1, count: text.count).map { text.units[$0] }))
        default: throw failure("this cannot be sliced", at: position, found: value.typeName)
        }
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

    /// What a loop walks over.
    func elements(of value: TemplateValue, at position: TemplatePosition) throws(Failure) -> [TemplateValue] {
        switch value {
        case .list(let elements): return elements
        case .dictionary(let members): return members.map { .text($0.key) }
        case .text(let text): return text.units.map { .text(TemplateText(units: [$0])) }
        case .undefined: return []
        default: throw failure("this is no list", at: position, found: value.typeName)
        }
    }
}
