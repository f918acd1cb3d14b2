public import Generation

extension LocalProvider {
    /// What a trace holds.
    public struct TraceSummary: Hashable, Sendable {
        /// The prompt as the model received it.
        public let prompt: EncodedPrompt
        /// The tokens generated after it, which the trace holds too.
        public let generated: [TokenID]
        /// How many tokens the trace holds.
        public let tokenCount: Int
    }

    /// Generates `maxNewTokens` tokens, then writes everything that a pass over prompt and text computes as a safetensors file.
    ///
    /// The file holds `tokens`, `logits`, and for each layer `attention`, `q`, `k`, `v` and `hidden`; sizes and names are in the
    /// command's documentation. Its size grows with the square of the tokens.
    ///
    /// - Parameter metadata: what the file's header says besides the model, the prompt and the settings.
    /// - Throws: `Failure`, or `CancellationError`.
    @discardableResult
    public func trace(_ request: GenerationRequest, to path: String, metadata: [String: String] = [:]) async throws
        -> TraceSummary
    {
        try await engine.trace(
            request, .everything, to: path, metadata: metadata.merging(self.metadata(of: request)) { given, _ in given }
        )
    }

    /// Writes the prompt and the continuation of a request as tensors; nothing is generated.
    public func writeTensors(
        _ contents: TensorContents, of request: GenerationRequest, to path: String
    ) async throws {
        var request = request
        request.maxNewTokens = 0
        _ = try await engine.trace(request, contents, to: path, metadata: metadata(of: request))
    }

    private func metadata(of request: GenerationRequest) -> [String: String] {
        ["model": model.reference, "architecture": model.architecture ?? "", "settings": Self.settings(of: request)]
    }

    /// SHA-256 of the files that hold the weights, one after the other, in hexadecimal; reading them takes a second or two for each
    /// gigabyte, unless an earlier opening did and the options name a folder.
    public func checksum() async throws -> String {
        try await WeightChecksum.of(weightFiles, rememberedIn: checksumFolder)
    }

    /// SHA-256 of the files that hold the weights.
    public func weightsChecksum() async throws -> String? { try await checksum() }

    private static func settings(of request: GenerationRequest) -> String {
        let sampling = request.sampling
        var settings = [
            "temperature=\(sampling.temperature)", "top_k=\(sampling.topK)", "top_p=\(sampling.topP)",
            "min_p=\(sampling.minP)", "typical_p=\(sampling.typicalP)",
            "repetition_penalty=\(sampling.repetitionPenalty)", "presence_penalty=\(sampling.presencePenalty)",
            "frequency_penalty=\(sampling.frequencyPenalty)", "seed=\(sampling.seed)",
            "max_new_tokens=\(request.maxNewTokens)",
        ]
        if let context = request.contextLength { settings.append("context=\(context)") }
        settings += request.interventions.map { intervention in
            switch intervention {
            case .switchOffHead(let layer, let head): "off=\(layer):\(head)"
            case .switchOffMLP(let layer): "off=mlp:\(layer)"
            }
        }
        return settings.joined(separator: " ")
    }
}

extension Engine {
    func trace(
        _ request: GenerationRequest, _ contents: TensorContents, to path: String, metadata: [String: String]
    ) async throws -> LocalProvider.TraceSummary {
        let session = try session(request)
        var generated = request.continuation
        if request.maxNewTokens > 0 {
            var request = request
            request.isTraced = false
            request.candidateCount = 0
            try await generate(request, load: .zero) { event in
                if case .step(let step) = event { generated.append(step.token.id) }
            }
        }
        let tokens = session.visible(generated)
        let recording = try TraceRecording(tokens, switchedOff: session.switchedOff, transformer: transformer)
        let metadata = metadata.merging(["prompt": session.prompt.text]) { given, _ in given }
        switch contents {
        case .everything: try recording.write(to: path, metadata: metadata)
        case .attention: try recording.writeAttention(to: path, metadata: metadata)
        }
        return LocalProvider.TraceSummary(
            prompt: encodedPrompt(session, reusedCount: 0), generated: generated, tokenCount: tokens.count)
    }
}
