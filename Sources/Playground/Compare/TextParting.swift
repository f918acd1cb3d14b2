import Generation

/// Where two texts part, whatever tokens they are written in.
public struct TextParting: Hashable, Sendable {
    /// How many bytes both have in common.
    public let offset: Int
    /// The first run's step with the first byte that differs; nil if its text ends there.
    public let step: Int?
    /// The same of the second run.
    public let otherStep: Int?

    /// Compares two runs; nil as long as one text is the beginning of the other and may still go on.
    public init?(_ run: Run, _ other: Run) {
        let (text, otherText) = (run.text.utf8, other.text.utf8)
        let common = Self.commonCount(text, otherText)
        if common == text.count, run.isActive || common == otherText.count { return nil }
        if common == otherText.count, other.isActive { return nil }
        offset = common
        step = run.step(atOffset: common)
        otherStep = other.step(atOffset: common)
    }

    /// How many bytes two texts begin with in common; counted in every frame, so without a copy.
    private static func commonCount(_ text: String.UTF8View, _ other: String.UTF8View) -> Int {
        let counted = text.withContiguousStorageIfAvailable { bytes in
            other.withContiguousStorageIfAvailable { otherBytes in
                let end = min(bytes.count, otherBytes.count)
                var count = 0
                while count < end, bytes[count] == otherBytes[count] { count += 1 }
                return count
            }
        }
        return (counted ?? nil) ?? zip(text, other).prefix { $0 == $1 }.count
    }
}

extension Run {
    /// The step whose text has the byte at an offset; nil behind the end.
    public func step(atOffset offset: Int) -> Int? {
        var end = 0
        for step in steps {
            end += step.text.utf8.count
            if end > offset { return step.index }
        }
        return nil
    }
}
