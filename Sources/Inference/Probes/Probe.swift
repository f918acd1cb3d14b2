/// Watches a forward pass.
///
/// The pass calls `observe` at each of the points below with what it has just computed. It is generic over its probe, so with
/// `NoProbe` nothing is left of the calls. Queries, keys, values and the final residuals need no probe: the KV cache keeps them.
protocol Probe {
    /// Called with what is known at a point, while it is valid.
    mutating func observe(_ point: ProbePoint, _ values: UnsafeBufferPointer<Float>)
}

/// Where a probe can read.
enum ProbePoint: Hashable {
    /// The residual stream before block `layer`, `[position, embedding]`; `layerCount` is behind the last block.
    case residual(layer: Int)
    /// Where the newest position of the pass looks, `[head, key position]`.
    case newestPattern(layer: Int)
}

/// Nobody watches.
struct NoProbe: Probe {
    @inline(__always)
    mutating func observe(_ point: ProbePoint, _ values: UnsafeBufferPointer<Float>) {}
}

/// Keeps where the newest position looks, in every layer and head.
struct NewestRowProbe: Probe {
    /// `[layer, head, key position]`.
    private(set) var weights: [Float] = []

    mutating func observe(_ point: ProbePoint, _ values: UnsafeBufferPointer<Float>) {
        guard case .newestPattern(let layer) = point else { return }
        if layer == 0 { weights.removeAll(keepingCapacity: true) }
        weights += values
    }
}

/// Keeps the residual stream of every position, before each block and behind the last.
struct ResidualProbe: Probe {
    /// `[layer][position, embedding]`, of `layerCount + 1` layers.
    private(set) var residuals: [[Float]]

    init(layerCount: Int) {
        residuals = Array(repeating: [], count: layerCount + 1)
    }

    mutating func observe(_ point: ProbePoint, _ values: UnsafeBufferPointer<Float>) {
        guard case .residual(let layer) = point else { return }
        residuals[layer] += values
    }
}
