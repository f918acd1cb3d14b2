import Generation

/// Cuts words into pieces of a vocabulary.
protocol SubwordModel: Sendable {
    /// Appends the ids of the words, in their order.
    ///
    /// - Parameters:
    ///   - words: where the words are in the text.
    ///   - text: UTF-8.
    ///   - ids: where the ids go.
    func encode(_ words: [Range<Int>], of text: [UInt8], into ids: inout [TokenID])
}
