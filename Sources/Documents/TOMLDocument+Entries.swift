extension TOMLDocument {
    /// A key with its value, and the file that an error in it belongs to.
    public struct Entry: Sendable {
        /// The value and where it stands.
        public let setting: TOMLSetting
        /// The file.
        public let document: TOMLDocument

        /// Makes an entry of a file.
        public init(setting: TOMLSetting, document: TOMLDocument) {
            self.setting = setting
            self.document = document
        }

        /// The last of the keys that lead to it.
        public var key: String { setting.path.last ?? "" }

        /// An error about the value.
        public func error(expected: String, hint: String? = nil) -> DocumentError {
            document.error(at: setting.path, expected: expected, found: setting.description, hint: hint)
        }

        /// The entries of a table.
        public func entries() throws(DocumentError) -> [Entry] {
            guard case .table(let values) = setting.value else { throw error(expected: "a table") }
            return values.map { Entry(setting: $0.value, document: document) }
        }

        /// The entries of a table whose keys are known; `kind` says what they are: `a key of a preset`.
        public func entries(known: [String], kind: String) throws(DocumentError) -> [Entry] {
            let entries = try entries()
            for entry in entries where !known.contains(entry.key) { throw entry.unknown(known: known, kind: kind) }
            return entries
        }

        /// That nobody knows the key; the one that was probably meant is named.
        public func unknown(known: [String], kind: String) -> DocumentError {
            let hint = nearest(to: key, among: known).map { "did you mean \"\($0)\"?" }
            let list = hint == nil && known.count < 10 ? " (\(known.joined(separator: ", ")))" : ""
            return document.error(at: setting.path, expected: kind + list, found: "\"\(key)\"", hint: hint)
        }

        // MARK: Values

        /// The text, or an error.
        public func string() throws(DocumentError) -> String {
            guard case .string(let text) = setting.value else { throw error(expected: "a text") }
            return text
        }

        /// The texts of a list, or an error.
        public func strings() throws(DocumentError) -> [String] {
            guard case .array(let settings) = setting.value else { throw error(expected: "a list of texts") }
            var texts: [String] = []
            for setting in settings {
                guard case .string(let text) = setting.value else { throw error(expected: "a list of texts") }
                texts.append(text)
            }
            return texts
        }

        /// True or false, or an error.
        public func bool() throws(DocumentError) -> Bool {
            guard case .bool(let value) = setting.value else { throw error(expected: "true or false") }
            return value
        }

        /// The number, if it is one.
        public var number: Double? {
            switch setting.value {
            case .integer(let value): Double(value)
            case .number(let value): value
            default: nil
            }
        }

        /// The whole number, if it is one.
        public var integer: Int? { if case .integer(let value) = setting.value { value } else { nil } }
    }

    /// All that the file says, as a table.
    public func root() throws(DocumentError) -> Entry { Entry(setting: try parse(), document: self) }
}
