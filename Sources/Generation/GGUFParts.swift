/// The parts of a GGUF file that was split, by their names: `NAME-00001-of-00003.gguf` and so on.
///
/// llama.cpp splits files this way, and hubs hold what is large in such parts; the first part has the metadata.
public struct GGUFParts: Hashable, Sendable {
    /// All parts' paths, the first one first.
    public let paths: [String]
    /// Which of them was named, from 0.
    public let index: Int

    /// Reads a part's path; nil if it does not name one.
    public init?(path: String) {
        // -00001-of-00003.gguf
        let tail = Array(path.utf8.suffix(20))
        guard tail.count == 20, let number = Self.number(tail[1..<6]),
            let count = Self.number(tail[10..<15]),
            String(decoding: tail, as: UTF8.self) == "-\(Self.digits(number))-of-\(Self.digits(count)).gguf",
            number >= 1, number <= count
        else { return nil }
        let stem = String(decoding: path.utf8.dropLast(20), as: UTF8.self)
        paths = (1...count).map { "\(stem)-\(Self.digits($0))-of-\(Self.digits(count)).gguf" }
        index = number - 1
    }

    /// A number as it stands in the names.
    public static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int? {
        Int(String(decoding: Array(digits), as: UTF8.self))
    }
}
