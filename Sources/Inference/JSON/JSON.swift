/// A JSON value whose strings are bytes.
///
/// A tokenizer's vocabulary has keys that are different pieces and yet canonically equivalent: `é` as one scalar and as two.
/// Swift's `String` holds those equal, so a dictionary of strings would merge two pieces into one. Here strings stay UTF-8
/// bytes, are compared as bytes, and the members of an object keep the order of the file.
enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string([UInt8])
    case array([JSON])
    case object([Member])

    /// One name and value of an object.
    struct Member: Hashable, Sendable {
        let key: [UInt8]
        let value: JSON
    }

    /// The member of that name, the last one if there are several (as in Python); nil also where it is `null`.
    subscript(key: String) -> JSON? {
        guard let value = members?.last(where: { $0.key.elementsEqual(key.utf8) })?.value, value != .null else {
            return nil
        }
        return value
    }

    /// The members, if this is an object.
    var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements, if this is an array.
    var elements: [JSON]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The bytes, if this is a string.
    var bytes: [UInt8]? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    /// The text, if this is a string.
    var text: String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value, if this is a number without a fraction.
    var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The value, if this is a number.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The value, if this is `true` or `false`.
    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// What the value is, for messages.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "a truth value"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
