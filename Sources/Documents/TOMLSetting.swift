import TOMLKit

/// A value in a file and the keys that lead to it.
public struct TOMLSetting: Sendable {
    /// The value, freed from the parser's types.
    public indirect enum Value: Sendable {
        /// A text.
        case string(String)
        /// True or false.
        case bool(Bool)
        /// A whole number.
        case integer(Int)
        /// Another number.
        case number(Double)
        /// A list.
        case array([TOMLSetting])
        /// A table, by key.
        case table([(key: String, value: TOMLSetting)])
        /// A date or a time, as written.
        case other(String)
    }

    /// The keys that lead to it.
    public let path: [String]
    /// The value.
    public let value: Value

    init(_ toml: some TOMLValueConvertible, path: [String]) {
        self.path = path
        if let text = toml.string {
            value = .string(text)
        } else if let bool = toml.bool {
            value = .bool(bool)
        } else if let integer = toml.int {
            value = .integer(integer)
        } else if let number = toml.double {
            value = .number(number)
        } else if let array = toml.array {
            value = .array(array.map { TOMLSetting($0.tomlValue, path: path) })
        } else if let table = toml.table {
            value = .table(
                table.keys.sorted().compactMap { key in
                    table[key].map { (key, TOMLSetting($0.tomlValue, path: path + [key])) }
                })
        } else {
            value = .other("the \(toml.type) \(toml.tomlValue.debugDescription)")
        }
    }

    /// The value in a few words, for errors.
    public var description: String {
        switch value {
        case .string(let text): "\"\(text)\""
        case .bool(let bool): "\(bool)"
        case .integer(let integer): "the integer \(integer)"
        case .number(let number): "the number \(number)"
        case .array: "an array"
        case .table: "a table"
        case .other(let text): text
        }
    }
}
