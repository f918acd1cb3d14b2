import Foundation

/// Unicode's normalization forms.
enum NormalizationForm: String, Sendable {
    case nfc = "NFC"
    case nfd = "NFD"
    case nfkc = "NFKC"
    case nfkd = "NFKD"

    /// Brings a text in UTF-8 into the form.
    func apply(to text: inout [UInt8]) {
        // No form changes plain ASCII.
        if text.allSatisfy({ $0 < 0x80 }) { return }
        let string = String(decoding: text, as: UTF8.self)
        let normal =
            switch self {
            case .nfc: string.precomposedStringWithCanonicalMapping
            case .nfd: string.decomposedStringWithCanonicalMapping
            case .nfkc: string.precomposedStringWithCompatibilityMapping
            case .nfkd: string.decomposedStringWithCompatibilityMapping
            }
        text = Array((self == .nfc || self == .nfkc ? Self.composingHangul(normal) : normal).utf8)
    }

    /// Joins the letters of Korean syllables, which Foundation does not do where a syllable is half composed already.
    private static func composingHangul(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { (0x1161...0x11C2).contains($0.value) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let last = result.last, let syllable = syllable(last.value, scalar.value) {
                result.removeLast()
                result.append(syllable)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// What two scalars become: a syllable's first and second letter, or these and its last one.
    private static func syllable(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
        if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
            return Unicode.Scalar(0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28)
        }
        guard (0xAC00...0xD7A3).contains(first), (first - 0xAC00).isMultiple(of: 28), (0x11A8...0x11C2).contains(second)
        else { return nil }
        return Unicode.Scalar(first + second - 0x11A7)
    }
}
