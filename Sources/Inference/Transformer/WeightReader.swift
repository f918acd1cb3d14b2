import Generation

/// What a family calls its tensors in one layout; names are without `.weight` and `.bias`.
protocol WeightNames: Sendable {
    /// The tokens' vectors.
    var embedding: String { get }
    /// The learned positions' vectors.
    var positions: String { get }
    /// The norm behind the last block.
    var finalNorm: String { get }
    /// The unembedding, where it is not the embedding.
    var unembedding: String { get }
    /// The rotary frequencies' divisors.
    var rotaryFactors: String { get }
    /// Whether a block's projections are stored `[input, output]`.
    var isTransposed: Bool { get }
    /// A block's names.
    func block(_ layer: Int) -> BlockNames
}

/// What a family calls the tensors of a block.
struct BlockNames {
    let attentionNorm: String
    let queryKeyValue: QueryKeyValueNames
    let attentionOutput: String
    let feedForwardNorm: String
    let gate: String
    let up: String
    let down: String
    /// Behind attention and behind the MLP, in families that have norms there.
    var attentionPostNorm = ""
    var feedForwardPostNorm = ""
    /// Of queries and keys, in families that normalize them; of each head for itself if they end with a dot.
    var queryNorm = ""
    var keyNorm = ""
    /// One matrix with the gate's outputs before those of `up`, where there is such.
    var gateAndUp: String?
}

/// Whether queries, keys and values are one matrix or three.
enum QueryKeyValueNames {
    case fused(String)
    /// Each head's query, key and value one after the other.
    case fusedByHead(String)
    case separate(query: String, key: String, value: String)
}

/// Finds the tensors of a model by name and checks their shapes.
///
/// Biases are used where they are.
struct WeightReader {
    let configuration: ModelConfiguration
    let checkpoint: any Checkpoint
    let names: any WeightNames

    func readAll() throws(Failure) -> Weights {
        let embeddingSize = configuration.embeddingSize
        let embedding = try Matrix(
            tensor(names.embedding + ".weight"), inputs: embeddingSize, outputs: configuration.vocabularySize)
        var blocks: [Weights.Block] = []
        for layer in 0..<configuration.layerCount { blocks.append(try block(names.block(layer))) }

        var positions: Matrix?
        var rotaryFactors: Vector?
        switch configuration.positions {
        case .learned:
            positions = try Matrix(
                tensor(names.positions + ".weight"), inputs: embeddingSize, outputs: configuration.contextLimit)
        case .rotary(_, let dimensions, _, let scaling):
            guard dimensions > 0, dimensions <= configuration.headSize, dimensions.isMultiple(of: 2) else {
                throw Failure(
                    .malformed, "the rotary dimensions do not fit the heads",
                    expected: "an even number up to \(configuration.headSize)", found: "\(dimensions)")
            }
            if case .longRoPE(let scaling) = scaling, scaling.shortFactors.count != dimensions / 2 {
                throw Failure(
                    .malformed, "the rotary factors do not fit", expected: "\(dimensions / 2)",
                    found: "\(scaling.shortFactors.count)")
            }
            if let factors = checkpoint.tensor(named: names.rotaryFactors + ".weight") {
                rotaryFactors = try Vector(factors, count: dimensions / 2)
            }
        }
        var unembedding = Linear(matrix: embedding, bias: nil)
        if !configuration.tiesEmbeddings {
            unembedding = try linear(
                names.unembedding, inputs: embeddingSize, outputs: configuration.vocabularySize, isTransposed: false)
        }
        return Weights(
            embedding: embedding, positions: positions, blocks: blocks, finalNorm: try norm(names.finalNorm),
            unembedding: unembedding, rotaryFactors: rotaryFactors, checkpoint: checkpoint)
    }

    private func block(_ names: BlockNames) throws(Failure) -> Weights.Block {
        let embedding = configuration.embeddingSize
        let inner = configuration.feedForwardSize
        let queries = configuration.headCount * configuration.headSize
        let keys = configuration.keyValueHeadCount * configuration.headSize
        let queryKeyValue: [Linear]
        switch names.queryKeyValue {
        case .fused(let name):
            queryKeyValue = [try linear(name, inputs: embedding, outputs: queries + 2 * keys)]
        case .fusedByHead(let name):
            let fused = try linear(name, inputs: embedding, outputs: 3 * queries)
            let size = configuration.headSize
            queryKeyValue = (0..<3).flatMap { part in
                (0..<configuration.headCount).map { head in
                    let start = (3 * head + part) * size
                    return fused.outputs(start..<start + size)
                }
            }
        case .separate(let query, let key, let value):
            queryKeyValue = [
                try linear(query, inputs: embedding, outputs: queries),
                try linear(key, inputs: embedding, outputs: keys),
                try linear(value, inputs: embedding, outputs: keys),
            ]
        }
        let (gate, up) = try feedForward(names, inner: inner)
        let (isBefore, isAfter) = (configuration.normPlacement != .after, configuration.normPlacement != .before)
        let attentionNorm = isBefore ? try norm(names.attentionNorm) : nil
        return Weights.Block(
            attentionNorm: attentionNorm, attentionPostNorm: isAfter ? try norm(names.attentionPostNorm) : nil,
            queryNorm: try headNorm(names.queryNorm, heads: configuration.headCount),
            keyNorm: try headNorm(names.keyNorm, heads: configuration.keyValueHeadCount),
            queryKeyValue: queryKeyValue,
            attentionOutput: try linear(names.attentionOutput, inputs: queries, outputs: embedding),
            feedForwardNorm: configuration.sharesNorm
                ? attentionNorm : isBefore ? try norm(names.feedForwardNorm) : nil,
            feedForwardPostNorm: isAfter ? try norm(names.feedForwardPostNorm) : nil, gate: gate, up: up,
            down: try linear(names.down, inputs: inner, outputs: embedding))
    }

    private func feedForward(_ names: BlockNames, inner: Int) throws(Failure) -> (gate: Linear?, up: Linear) {
        let embedding = configuration.embeddingSize
        guard case .gated = configuration.feedForward else {
            return (nil, try linear(names.up, inputs: embedding, outputs: inner))
        }
        if let name = names.gateAndUp {
            let both = try linear(name, inputs: embedding, outputs: 2 * inner)
            return (both.outputs(0..<inner), both.outputs(inner..<2 * inner))
        }
        return (
            try linear(names.gate, inputs: embedding, outputs: inner),
            try linear(names.up, inputs: embedding, outputs: inner)
        )
    }

    private func linear(_ name: String, inputs: Int, outputs: Int, isTransposed: Bool? = nil) throws(Failure) -> Linear
    {
        Linear(
            matrix: try Matrix(
                tensor(name + ".weight"), inputs: inputs, outputs: outputs,
                isTransposed: isTransposed ?? names.isTransposed),
            bias: try vector(name + ".bias", count: outputs))
    }

    private func norm(_ name: String) throws(Failure) -> Weights.Norm {
        let count = configuration.embeddingSize
        let weight = try Vector(tensor(name + ".weight"), count: count)
        return Weights.Norm(
            weight: configuration.addsOneToNorms ? weight.plusOne : weight,
            bias: try vector(name + ".bias", count: count))
    }

    /// The norm of queries or keys, if the family has one.
    private func headNorm(_ name: String, heads: Int) throws(Failure) -> Weights.Norm? {
        guard let kind = configuration.queryKeyNorm else { return nil }
        let size = configuration.headSize
        let weight: Vector
        if name.hasSuffix(".") {
            var weights: [Vector] = []
            for head in 0..<heads { weights.append(try Vector(tensor("\(name)\(head).weight"), count: size)) }
            weight = Vector(weights)
        } else {
            let view = try tensor(name + ".weight")
            let isShared = kind == .eachHead && view.count == size
            weight = try Vector(view, count: isShared ? size : heads * size)
        }
        return Weights.Norm(weight: configuration.addsOneToNorms ? weight.plusOne : weight, bias: nil)
    }

    private func vector(_ name: String, count: Int) throws(Failure) -> Vector? {
        guard let tensor = checkpoint.tensor(named: name) else { return nil }
        return try Vector(tensor, count: count)
    }

    private func tensor(_ name: String) throws(Failure) -> TensorView {
        try checkpoint.requiredTensor(named: name)
    }
}
