extension TemplateValue {
    /// The value as it is printed: Python's `str`.
    var printed: TemplateText {
        switch self {
        case .undefined: ""
        case .text(let text): text
        default: representation
        }
    }

    /// The value as it is printed inside a list: Python's `repr`.
    var representation: TemplateText {
        switch self {
        case .undefined: "Undefined"
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .integer(let value): TemplateText(String(value))
        case .number(let value): TemplateText("\(value)")
        case .text(let text):
            text.firstIndex(of: "'") != nil && text.firstIndex(of: "\"") == nil
                ? "\"" + text.escaped(quote: "\"") + "\"" : "'" + text.escaped(quote: "'") + "'"
        case .list(let elements): "[" + elements.map(\.representation).joined(", ") + "]"
        case .tuple(let elements):
            "(" + elements.map(\.representation).joined(", ") + (elements.count == 1 ? ",)" : ")")
        case .range(let range):
            TemplateText("range(\(range.start), \(range.end)" + (range.step == 1 ? ")" : ", \(range.step))"))
        case .view(let name, let elements):
            TemplateText(name) + "([" + elements.map(\.representation).joined(", ") + "])"
        case .dictionary(let members):
            "{" + members.map { $0.key.representation + ": " + $0.value.representation }.joined(", ") + "}"
        case .generator: "<generator>"
        case .namespace: "<Namespace>"
        case .loop: "<LoopContext>"
        case .macro, .function, .method, .cycler: "<function>"
        }
    }
}

extension TemplateText {
    fileprivate func escaped(quote: Unicode.Scalar) -> TemplateText {
        mapped { scalar in
            switch scalar {
            case "\n": return "\\n"
            case "\r": return "\\r"
            case "\t": return "\\t"
            case "\\": return "\\\\"
            case quote: return "\\" + String(quote)
            default:
                guard !Self.isPrintable(scalar) else { return String(scalar) }
                return switch scalar.value {
                case ..<0x100: "\\x" + hexadecimal(scalar.value, digits: 2)
                case ..<0x10000: "\\u" + hexadecimal(scalar.value, digits: 4)
                default: "\\U" + hexadecimal(scalar.value, digits: 8)
                }
            }
        }
    }

    /// Whether Python prints a character as it is.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: true
        }
    }
}

/// A number in the base of 16 with zeros before it.
func hexadecimal(_ number: some BinaryInteger, digits: Int) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: max(digits - text.count, 0)) + text
}
