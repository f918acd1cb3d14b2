import Generation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension ModelConfiguration {
    /// Reads a GGUF file's metadata.
    init(gguf file: GGUFFile) throws(Failure) {
        let location = file.file.path
        let architecture = file["general.architecture"]?.text ?? "none"
        let reader = ConfigurationReader(
            integer: { file["\(architecture).\($0)"]?.integer }, number: { file["\(architecture).\($0)"]?.number },
            location: location)
        guard let family = GGUFFamily(architecture) else {
            let reason = UnsupportedModel.reason(architecture)
            throw Failure(
                .unsupported, "cannot run this model", at: "\(location): general.architecture",
                expected: GGUFFamily.allCases.map(\.rawValue).joined(separator: ", "),
                found: reason.map { "\(architecture) (\($0))" } ?? architecture)
        }
        if let experts = reader.integer("expert_count"), experts > 0 {
            throw reader.unsupported(
                "expert_count", expected: "no experts", found: "a mixture of \(experts) experts")
        }
        let embedding = try reader.count("embedding_length")
        let heads = try reader.count("attention.head_count")
        let headSize = try reader.count("attention.key_length", or: max(embedding / heads, 1))
        guard try reader.count("attention.value_length", or: headSize) == headSize else {
            throw reader.unsupported(
                "attention.value_length", expected: "\(headSize), as the keys", found: "another size")
        }
        let epsilon = family.hasMeans ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon"
        self = try ModelConfiguration(
            architecture: family.name, layerCount: reader.count("block_count", limit: Self.layerLimit),
            headCount: heads, keyValueHeadCount: reader.count("attention.head_count_kv", or: heads), headSize: headSize,
            embeddingSize: embedding, feedForwardSize: reader.count("feed_forward_length"),
            vocabularySize: reader.count("vocab_size", or: file["tokenizer.ggml.tokens"]?.elements?.count),
            contextLimit: reader.count("context_length", limit: 1 << 30),
            normalization: family.hasMeans ? .layerNorm : .rmsNorm, normalizationEpsilon: reader.positive(epsilon),
            positions: family == .gpt2 ? .learned : Self.rotary(file, reader, family, headSize: headSize),
            feedForward: family.feedForward, tiesEmbeddings: file.entries["output.weight"] == nil)
        try read(family, file, reader)
        self = try checked(location)
    }

    /// What sets the family apart.
    private mutating func read(
        _ family: GGUFFamily, _ file: GGUFFile, _ reader: ConfigurationReader
    ) throws(Failure) {
        let window = reader.integer("attention.sliding_window").flatMap { $0 > 0 && $0 < contextLimit ? $0 : nil }
        if let window, let period = family.windowPeriod {
            windows = (0..<layerCount).map { period == 1 || !($0 + 1).isMultiple(of: period) ? window : nil }
        }
        switch family {
        case .gpt2, .llama, .qwen2, .phi3: break
        case .qwen3: queryKeyNorm = .eachHead
        case .olmo2:
            normPlacement = .after
            queryKeyNorm = .allHeads
        case .gptNeoX: isParallel = file["gptneox.use_parallel_residual"]?.bool ?? true
        case .stableLM:
            isParallel = file.entries["blk.0.ffn_norm.weight"] == nil
            sharesNorm = isParallel
            if file.entries["blk.0.attn_q_norm.weight"] != nil { queryKeyNorm = .eachHead }
        case .gemma2, .gemma3:
            normPlacement = .both
            embeddingScale = Double(embeddingSize).squareRoot()
            // Only the largest of both generations, told by its layers, has another scale than its heads' size.
            let isLargest = layerCount == (family == .gemma2 ? 46 : 62)
            let scalar = isLargest ? embeddingSize / headCount : headSize
            attentionScale = try reader.positive("attention.scale", or: 1 / Double(scalar).squareRoot())
            if family == .gemma2 {
                attentionScoreCap = try reader.positive("attn_logit_softcapping", or: 50)
                logitCap = try reader.positive("final_logit_softcapping", or: 30)
            } else {
                queryKeyNorm = .eachHead
                windowedPositions = .rotary(
                    base: try reader.positive("rope.freq_base_swa", or: 10_000), dimensions: headSize,
                    pairing: .halves, scaling: .none)
            }
        }
        if windows.allSatisfy({ $0 == nil }) { (windows, windowedPositions) = ([], nil) }
    }

    private static func rotary(
        _ file: GGUFFile, _ reader: ConfigurationReader, _ family: GGUFFamily, headSize: Int
    ) throws(Failure) -> Positions {
        let dimensions = try reader.count("rope.dimension_count", or: headSize)
        let base = try reader.positive("rope.freq_base", or: family == .gemma3 ? 1_000_000 : 10_000)
        return .rotary(
            base: base, dimensions: dimensions, pairing: family == .llama ? .interleaved : .halves,
            scaling: try scaling(file, reader, base: base, dimensions: dimensions))
    }

    private static func scaling(
        _ file: GGUFFile, _ reader: ConfigurationReader, base: Double, dimensions: Int
    ) throws(Failure) -> RotaryScaling {
        if file.entries["rope_factors_short.weight"] != nil {
            return try longRoPE(file, reader, pairCount: dimensions / 2)
        }
        switch file["\(file["general.architecture"]?.text ?? "").rope.scaling.type"]?.text {
        case nil, "none": return try factors(file, base: base, dimensions: dimensions)
        case "linear": return .linear(factor: try reader.positive("rope.scaling.factor"))
        case "yarn":
            let factor = try reader.positive("rope.scaling.factor")
            return .yarn(
                YaRN(
                    factor: factor, fastTurns: try reader.positive("rope.scaling.yarn_beta_fast", or: 32),
                    slowTurns: try reader.positive("rope.scaling.yarn_beta_slow", or: 1),
                    originalContext: try reader.count("rope.scaling.original_context_length", limit: 1 << 30),
                    magnitude: (factor <= 1 ? 1 : 0.1 * log(factor) + 1)
                        * (try reader.positive("rope.scaling.attn_factor", or: 1)),
                    isTruncated: true))
        case let name?:
            throw reader.unsupported("rope.scaling.type", expected: "none, linear or yarn", found: name)
        }
    }

    private static func longRoPE(
        _ file: GGUFFile, _ reader: ConfigurationReader, pairCount: Int
    ) throws(Failure) -> RotaryScaling {
        func factors(_ name: String) throws(Failure) -> [Double] {
            guard case .usable(let view) = file.entries[name + ".weight"] else {
                throw Failure(.malformed, "a tensor is missing", at: file.file.path, expected: name)
            }
            let factors = try numbers(view, count: pairCount, location: "\(file.file.path): \(name)")
            guard factors.allSatisfy({ $0 > 0 && $0.isFinite }) else {
                throw reader.unsupported(name, expected: "positive numbers", found: "others")
            }
            return factors
        }
        let limit = try reader.count("context_length", limit: 1 << 30)
        let original = try reader.count("rope.scaling.original_context_length", or: limit, limit: 1 << 30)
        var scaling = LongRoPE(
            shortFactors: try factors("rope_factors_short"), longFactors: try factors("rope_factors_long"),
            originalContext: original, factor: Double(limit) / Double(original))
        scaling.magnitude = try reader.positive("rope.scaling.attn_factor", or: scaling.magnitude)
        return .longRoPE(scaling)
    }

    /// Llama 3.1's stretching: a GGUF file holds only its result, one divisor for each frequency.
    ///
    /// All published models of that kind share three of its four parameters, and the fourth is the divisor of the lowest
    /// frequency; whether they are the right ones shows when they give the same table.
    private static func factors(_ file: GGUFFile, base: Double, dimensions: Int) throws(Failure) -> RotaryScaling {
        guard case .usable(let view) = file.entries["rope_freqs.weight"] else { return .none }
        let location = "\(file.file.path): rope_freqs.weight"
        let table = try numbers(view, count: dimensions / 2, location: location)
        let factor = table[table.count - 1]
        if table.allSatisfy({ $0 == 1 }) { return .none }
        let (low, high, original) = (1.0, 4.0, 8192)
        let expected = (0..<table.count).map { index in
            let wavelength = 2 * Double.pi * pow(base, Double(2 * index) / Double(dimensions))
            let share = (Double(original) / wavelength - low) / (high - low)
            let smooth = min(max(share, 0), 1)
            return 1 / ((1 - smooth) / factor + smooth)
        }
        guard factor.isFinite, factor > 1, zip(table, expected).allSatisfy({ abs($0 - $1) <= 1e-3 * $1 }) else {
            throw Failure(
                .unsupported, "cannot run this model", at: location,
                expected: "the factors of Llama 3.1's rotary scaling")
        }
        return .llama3(factor: factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext: original)
    }

    private static func numbers(_ view: TensorView, count: Int, location: String) throws(Failure) -> [Double] {
        guard view.type == .f32, view.count == count, count > 0 else {
            throw Failure(
                .malformed, "the rotary factors do not fit", at: location, expected: "F32 × \(count)",
                found: "\(view.type.rawValue) × \(view.count)")
        }
        return view.withBytes { bytes in
            (0..<count).map { index in
                let bits = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
                return Double(Float(bitPattern: bits))
            }
        }
    }
}

/// The families as GGUF files name them.
private enum GGUFFamily: String, CaseIterable {
    case gpt2, llama, qwen2, qwen3, gemma2, gemma3, phi3, olmo2
    case gptNeoX = "gptneox"
    case stableLM = "stablelm"

    init?(_ architecture: String) { self.init(rawValue: architecture) }

    /// The family as Hugging Face names it.
    var name: String {
        switch self {
        case .gptNeoX: "gpt_neox"
        case .gemma3: "gemma3_text"
        default: rawValue
        }
    }

    /// Whether its norms subtract the mean.
    var hasMeans: Bool { [.gpt2, .gptNeoX, .stableLM].contains(self) }

    var feedForward: ModelConfiguration.FeedForward {
        switch self {
        case .gpt2: .plain(.geluTanh)
        case .gptNeoX: .plain(.gelu)
        case .gemma2, .gemma3: .gated(.geluTanh)
        default: .gated(.silu)
        }
    }

    /// Of so many layers the last one sees everything; 1 if none does, nil if a window means nothing.
    var windowPeriod: Int? {
        switch self {
        case .gemma2: 2
        case .gemma3: 6
        case .olmo2: 4
        case .llama, .phi3: 1
        default: nil
        }
    }
}
