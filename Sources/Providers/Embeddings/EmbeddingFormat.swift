import Generation

/// How a service wants to be asked for vectors and how it answers: a pure translation, without a network.
protocol EmbeddingFormat: Sendable {
    /// How much goes into one request.
    var limits: EmbeddingBatch.Limits { get }
    /// Whether a text's vector depends on what the text is.
    var distinguishesRoles: Bool { get }
    /// What is sent for a batch of texts.
    func call(_ texts: [String], as role: EmbeddingRole) -> (path: String, body: JSON)
    /// The vectors of an answer, in the order in which they belong to the texts, as far as they can be read.
    func vectors(in answer: JSON) -> [[Float]]
    /// What the service counted.
    func usage(in answer: JSON) -> Usage?
}

extension EmbeddingFormat {
    /// Most services make no difference.
    var distinguishesRoles: Bool { false }
}

/// Texts that go into one request.
enum EmbeddingBatch {
    /// How much goes into one request.
    struct Limits: Hashable, Sendable {
        /// How many texts.
        var texts: Int
        /// How many bytes of text: no tokenizer makes more tokens of a text than it has bytes.
        var bytes: Int
    }

    /// The batches of some texts, as ranges; a text that is too long on its own is left to the service to refuse.
    static func ranges(of texts: [String], _ limits: Limits) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var (start, bytes) = (0, 0)
        for (index, text) in texts.enumerated() {
            let size = text.utf8.count
            if index > start, index - start == limits.texts || bytes + size > limits.bytes {
                ranges.append(start..<index)
                (start, bytes) = (index, 0)
            }
            bytes += size
        }
        if start < texts.count { ranges.append(start..<texts.count) }
        return ranges
    }
}

extension JSON {
    /// The numbers of an array; nil if something else is among them.
    var floats: [Float]? {
        guard case .array(let elements) = self else { return nil }
        var floats: [Float] = []
        floats.reserveCapacity(elements.count)
        for element in elements {
            guard let value = element.double else { return nil }
            floats.append(Float(value))
        }
        return floats
    }
}
