/// A value of a GGUF file's metadata.
enum GGUFValue: Sendable {
    case integer(Int)
    /// An unsigned number beyond `Int`.
    case huge(UInt64)
    case number(Double)
    case bool(Bool)
    case string([UInt8])
    case array([GGUFValue])

    /// The number, if it is one without a fraction.
    var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The number, if it is one.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .huge(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The truth value, if it is one.
    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The bytes, if it is a text: a vocabulary may hold pieces that are not valid UTF-8.
    var bytes: [UInt8]? {
        if case .string(let bytes) = self { bytes } else { nil }
    }

    /// The text, if it is one.
    var text: String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The elements, if it is an array.
    var elements: [GGUFValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}

/// How a GGUF file writes a metadata value.
enum GGUFValueType: UInt32 {
    case uint8, int8, uint16, int16, uint32, int32, float32, bool, string, array, uint64, int64, float64

    /// The least bytes that a value takes: bounds how many of them a file can hold.
    var minimumBytes: Int {
        switch self {
        case .uint8, .int8, .bool: 1
        case .uint16, .int16: 2
        case .uint32, .int32, .float32: 4
        case .uint64, .int64, .float64, .string: 8
        case .array: 12
        }
    }
}
