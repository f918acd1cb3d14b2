public import Generation

/// One position's way through the model, from the embedding to the draw.
public struct Walk: Hashable, Sendable {
    /// Where one can stop and look.
    public enum Stop: Hashable, Sendable {
        /// A place of the forward pass.
        case place(ForwardPass.Place)
        /// The logits divided by the temperature.
        case temperature
        /// Probabilities.
        case softmax
        /// The token that the random number falls on.
        case draw

        /// The block that the stop lies in, from 0; nil before and behind the blocks.
        public var layer: Int? {
            guard case .place(let place) = self else { return nil }
            return switch place {
            case .attentionNorm(let layer), .attention(let layer), .residualAfterAttention(let layer),
                .mlpNorm(let layer), .mlpActivations(let layer), .mlp(let layer), .residual(let layer):
                layer
            case .tokenEmbedding, .positionEmbedding, .embedding, .finalNorm, .logits: nil
            }
        }
    }

    /// Stops of one block.
    public static let stopsInBlock = 7

    /// The forward pass.
    public let pass: ForwardPass
    /// What the logits are divided by; 0 takes the highest.
    public let temperature: Double
    /// What may come next with the present knobs, and what would be drawn; nil inside a prompt, where the next token is given.
    public let inspection: Inspection?
    /// Whether what is asked for now is on its way, and this is what was asked for before.
    public let isStale: Bool

    /// The stops, in order.
    public var stops: [Stop] { pass.stops.map { .place($0.place) } + [.temperature, .softmax, .draw] }

    /// The vector at a stop; a draw has none.
    public func values(at stop: Stop) -> [Float] {
        switch stop {
        case .place(let place): pass.stops.first { $0.place == place }?.values ?? []
        case .temperature: scaledLogits
        case .softmax: scaledLogits.softmax
        case .draw: []
        }
    }

    private var scaledLogits: [Float] {
        let logits = values(at: .place(.logits))
        return temperature > 0 ? logits.map { $0 / Float(temperature) } : logits
    }
}
