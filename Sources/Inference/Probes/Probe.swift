import Generation

/// Watches a forward pass.
///
/// The pass tells its probe what it has just computed, place by place. It is generic over its probe, so with `NoProbe` nothing is
/// left of the calls. Queries, keys, values and what the final norm made need no probe: the KV cache keeps them.
protocol Probe {
    /// Called with the vectors of all positions of the pass, `[position, …]`, while they are valid; at the two tables that make up an
    /// embedding with one position's after the other.
    mutating func observe(_ place: ForwardPass.Place, _ values: UnsafeBufferPointer<Float>)
    /// Called with where the newest position of the pass looks in a layer, `[head, key position]`.
    mutating func observePattern(layer: Int, _ weights: UnsafeBufferPointer<Float>)
}

extension Probe {
    @inline(__always)
    mutating func observe(_ place: ForwardPass.Place, _ values: UnsafeBufferPointer<Float>) {}
    @inline(__always)
    mutating func observePattern(layer: Int, _ weights: UnsafeBufferPointer<Float>) {}
}

/// Nobody watches.
struct NoProbe: Probe {}

/// Keeps where the newest position looks, in every layer and head.
struct NewestRowProbe: Probe {
    /// `[layer, head, key position]`.
    private(set) var weights: [Float] = []

    mutating func observePattern(layer: Int, _ weights: UnsafeBufferPointer<Float>) {
        if layer == 0 { self.weights.removeAll(keepingCapacity: true) }
        self.weights += weights
    }
}

/// Keeps the residual stream of every position, before each block and behind the last.
struct ResidualProbe: Probe {
    /// `[layer][position, embedding]`, of `layerCount + 1` layers; layer l is behind block l − 1.
    private(set) var residuals: [[Float]]

    init(layerCount: Int) {
        residuals = Array(repeating: [], count: layerCount + 1)
    }

    mutating func observe(_ place: ForwardPass.Place, _ values: UnsafeBufferPointer<Float>) {
        switch place {
        case .embedding: residuals[0] += values
        case .residual(let layer): residuals[layer + 1] += values
        default: break
        }
    }
}

/// Keeps everything of a pass over one token.
struct PlaceProbe: Probe {
    /// In the order of the pass.
    private(set) var stops: [ForwardPass.Stop] = []

    mutating func observe(_ place: ForwardPass.Place, _ values: UnsafeBufferPointer<Float>) {
        stops.append(ForwardPass.Stop(place: place, values: Array(values)))
    }
}
