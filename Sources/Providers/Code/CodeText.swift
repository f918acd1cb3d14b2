/// JSON as people write it in programs: what matters first, one member a line.
enum CodeText {
    /// The members of an object, the model and what it is asked first.
    static func members(of json: JSON) -> [(key: String, value: JSON)] {
        guard case .object(let members) = json else { return [] }
        func rank(_ name: String) -> (Int, String) { (order.firstIndex(of: name) ?? order.count, name) }
        return members.sorted { rank($0.key) < rank($1.key) }.map { ($0.key, $0.value) }
    }

    private static let order = [
        "model", "role", "instructions", "system", "systemInstruction", "messages", "input", "contents", "prompt",
    ]

    /// A value as JSON.
    static func json(_ value: JSON, indent: Int = 0) -> String {
        written(value, indent: indent) { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// A value as Python.
    static func python(_ value: JSON, indent: Int) -> String {
        written(value, indent: indent) { value in
            switch value {
            case .null: "None"
            case .bool(let isTrue): isTrue ? "True" : "False"
            default: String(decoding: value.bytes, as: UTF8.self)
            }
        }
    }

    /// A text between quotes: JSON's are Python's too, as long as nothing beyond its own characters is escaped.
    static func quoted(_ text: String) -> String { String(decoding: JSON.string(text).bytes, as: UTF8.self) }

    private static func written(_ value: JSON, indent: Int, scalar: (JSON) -> String) -> String {
        let (inner, outer) = (String(repeating: " ", count: indent + 4), String(repeating: " ", count: indent))
        switch value {
        case .object:
            let lines = members(of: value).map {
                "\(inner)\(quoted($0.key)): \(written($0.value, indent: indent + 4, scalar: scalar))"
            }
            return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        case .array(let elements):
            let lines = elements.map { inner + written($0, indent: indent + 4, scalar: scalar) }
            return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        default: return scalar(value)
        }
    }
}
