import Generation
import Kernels

/// What the final norm and the unembedding make of one vector of the residual stream.
struct LensReading {
    /// The most probable token.
    let top: TokenID
    /// How probable it is.
    let probability: Float
    /// How probable the token that was asked about is.
    let answerProbability: Float
    /// How many tokens are more probable than that one.
    let answerRank: Int
}

extension Transformer {
    /// Reads vectors of the residual stream as if the model ended behind them.
    ///
    /// - Parameters:
    ///   - residual: `[position, embedding]`.
    ///   - answers: the token asked about at each position; nil for the most probable one itself.
    func lens(_ residual: [Float], answers: [TokenID]?) -> [LensReading] {
        let (size, vocabularySize) = (configuration.embeddingSize, configuration.vocabularySize)
        let positionCount = residual.count / size
        let vectors = FloatBuffer(residual)
        let stream = Rows(vectors, count: positionCount, width: size)
        let logitBuffer = FloatBuffer(count: positionCount * vocabularySize)
        let logits = Rows(logitBuffer, count: positionCount, width: vocabularySize)
        normalize(stream, weights.finalNorm, into: stream)
        unembed(stream, into: logits)
        return [LensReading](unsafeUninitializedCapacity: positionCount) { readings, count in
            guard let first = readings.baseAddress else { return }
            compute.forEachRow(positionCount) { position in
                (first + position).initialize(to: reading(logits[position], answer: answers?[position]))
            }
            count = positionCount
        }
    }

    /// - Parameter logits: `[V]`; probabilities afterwards.
    private func reading(_ logits: UnsafeMutablePointer<Float>, answer: TokenID?) -> LensReading {
        let size = configuration.vocabularySize
        var top = 0
        for token in 1..<size where logits[token] > logits[top] { top = token }
        let answer = answer ?? top
        var rank = 0
        for token in 0..<size where logits[token] > logits[answer] { rank += 1 }
        compute.kernels.pointee.softmax(logits, size, 1)
        return LensReading(
            top: top, probability: logits[top], answerProbability: logits[answer], answerRank: rank)
    }
}
