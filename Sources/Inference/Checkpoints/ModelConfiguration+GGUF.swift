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
        guard ["gpt2", "llama"].contains(architecture) else {
            throw Failure(
                .unsupported, "cannot run this model", at: "\(location): general.architecture",
                expected: "gpt2 or llama",
                found: architecture)
        }
        let isGPT2 = architecture == "gpt2"
        if let experts = reader.integer("expert_count"), experts > 0 {
            throw reader.unsupported("expert_count", expected: "no experts", found: "\(experts)")
        }
        let embedding = try reader.count("embedding_length")
        let heads = try reader.count("attention.head_count")
        let headSize = try reader.count("attention.key_length", or: max(embedding / heads, 1))
        guard try reader.count("attention.value_length", or: headSize) == headSize else {
            throw reader.unsupported(
                "attention.value_length", expected: "\(headSize), as the keys", found: "another size")
        }
        let epsilon = isGPT2 ? "attention.layer_norm_epsilon" : "attention.layer_norm_rms_epsilon"
        self = try ModelConfiguration(
            architecture: architecture, layerCount: reader.count("block_count", limit: Self.layerLimit),
            headCount: heads, keyValueHeadCount: reader.count("attention.head_count_kv", or: heads), headSize: headSize,
            embeddingSize: embedding, feedForwardSize: reader.count("feed_forward_length"),
            vocabularySize: reader.count("vocab_size", or: file["tokenizer.ggml.tokens"]?.elements?.count),
            contextLimit: reader.count("context_length", limit: 1 << 30),
            normalization: isGPT2 ? .layerNorm : .rmsNorm, normalizationEpsilon: reader.positive(epsilon),
            positions: isGPT2 ? .learned : Self.rotary(file, reader, headSize: headSize),
            feedForward: isGPT2 ? .plain(.geluTanh) : .gated(.silu),
            tiesEmbeddings: file.entries["output.weight"] == nil
        ).checked(location)
    }

    private static func rotary(
        _ file: GGUFFile, _ reader: ConfigurationReader, headSize: Int
    ) throws(Failure) -> Positions {
        let dimensions = try reader.count("rope.dimension_count", or: headSize)
        let base = try reader.positive("rope.freq_base", or: 10_000)
        let scaling: RotaryScaling
        switch file["llama.rope.scaling.type"]?.text {
        case nil, "none":
            scaling = try factors(file, base: base, dimensions: dimensions)
        case "linear":
            scaling = .linear(factor: try reader.positive("rope.scaling.factor"))
        case let name?:
            throw reader.unsupported("rope.scaling.type", expected: "none or linear", found: name)
        }
        return .rotary(base: base, dimensions: dimensions, pairing: .interleaved, scaling: scaling)
    }

    /// Llama 3.1's stretching: a GGUF file holds only its result, one divisor for each frequency.
    ///
    /// All published models of that kind share three of its four parameters, and the fourth is the divisor of the lowest
    /// frequency; whether they are the right ones shows when they give the same table.
    private static func factors(_ file: GGUFFile, base: Double, dimensions: Int) throws(Failure) -> RotaryScaling {
        guard case .usable(let view) = file.entries["rope_freqs.weight"] else { return .none }
        let location = "\(file.file.path): rope_freqs.weight"
        guard view.type == .f32, view.count == dimensions / 2, view.count > 0 else {
            throw Failure(
                .malformed, "the rotary factors do not fit", at: location, expected: "F32 × \(dimensions / 2)",
                found: "\(view.type.rawValue) × \(view.count)")
        }
        let table = (0..<view.count).map { index in
            Double(
                Float(
                    bitPattern: UInt32(
                        littleEndian: view.bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))))
        }
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
}
