import Generation
import Kernels
import Testing

@testable import Inference

@Suite("The forward pass")
struct TransformerTests {
    @Test(arguments: TinyModel.allCases, kernels_version.runnable)
    func `computes what Hugging Face computes`(model: TinyModel, version: kernels_version) throws {
        let transformer = try TestModel.transformer(model.files(), kernels: version)
        let ids = try model.ids()
        for chunk in [1, 3, 24] {
            let cache = KeyValueCache(transformer.configuration)
            var probe = ResidualProbe(layerCount: 2)
            for start in stride(from: 0, to: ids.count, by: chunk) {
                transformer.forward(ids[start..<min(start + chunk, ids.count)], cache: cache, probe: &probe)
            }
            #expect(largestDifference(transformer.logits(cache), try model.reference("logits")) < 1e-3)
            let final = UnsafeBufferPointer(
                start: cache.finalResidual(at: 0), count: ids.count * transformer.configuration.embeddingSize)
            let residuals = probe.residuals[0] + probe.residuals[1] + final
            #expect(largestDifference(residuals, try model.reference("residuals")) < 1e-3)
            let heads = transformer.configuration.headCount
            var patterns: [Float] = []
            for head in 0..<2 * heads {
                patterns += transformer.wholePattern(
                    layer: head / heads, head: head % heads, count: ids.count, cache: cache)
            }
            #expect(largestDifference(patterns, try model.reference("patterns")) < 1e-5)
        }
    }

    @Test(arguments: TinyModel.allCases)
    func `hands the newest row of every head to a probe that watches`(model: TinyModel) throws {
        let transformer = try TestModel.transformer(model.files())
        let cache = KeyValueCache(transformer.configuration)
        var probe = NewestRowProbe()
        for id in try model.ids() { transformer.forward([id], cache: cache, probe: &probe) }
        let (count, heads) = (cache.count, transformer.configuration.headCount)
        let patterns = try model.reference("patterns")
        var newest: [Float] = []
        for head in 0..<2 * heads { newest += patterns[((head + 1) * count - 1) * count..<(head + 1) * count * count] }
        #expect(largestDifference(probe.weights, newest) < 1e-5)
        #expect(largestDifference(transformer.patternRow(at: count - 1, cache: cache), newest) < 1e-5)
    }

    @Test func `leaves out the output of a head that is switched off`() throws {
        let transformer = try TestModel.transformer(TinyModel.groupedLlama.files())
        let ids = try TinyModel.groupedLlama.ids()
        func residuals(switchedOff: SwitchedOff) -> [[Float]] {
            let cache = KeyValueCache(transformer.configuration, switchedOff: switchedOff)
            var probe = ResidualProbe(layerCount: 2)
            transformer.forward(ids[...], cache: cache, probe: &probe)
            return probe.residuals
        }
        let whole = residuals(switchedOff: SwitchedOff())
        let one = residuals(switchedOff: SwitchedOff(heads: [HeadIndex(layer: 1, head: 4)]))
        #expect(one[1] == whole[1])
        #expect(largestDifference(one[2], whole[2]) > 0.01)

        // With every head of a layer off, attention adds nothing, wherever the text before has been.
        let heads = SwitchedOff(heads: Set((0..<6).map { HeadIndex(layer: 0, head: $0) }))
        let all = residuals(switchedOff: heads)
        let cache = KeyValueCache(transformer.configuration, switchedOff: heads)
        var probe = ResidualProbe(layerCount: 2)
        transformer.forward(ids.suffix(1), cache: cache, probe: &probe)
        #expect(largestDifference(all[1].suffix(24), probe.residuals[1]) < 1e-4)
    }

    @Test func `leaves out an MLP that is switched off`() throws {
        let transformer = try TestModel.transformer(TinyModel.biasedLlama.files())
        let ids = try TinyModel.biasedLlama.ids()
        func residuals(switchedOff: SwitchedOff) -> [[Float]] {
            let cache = KeyValueCache(transformer.configuration, switchedOff: switchedOff)
            var probe = ResidualProbe(layerCount: 2)
            transformer.forward(ids[...], cache: cache, probe: &probe)
            return probe.residuals
        }
        let attention = SwitchedOff(heads: Set((0..<5).map { HeadIndex(layer: 1, head: $0) }), mlps: [1])
        let silent = residuals(switchedOff: attention)
        #expect(silent[1] == residuals(switchedOff: SwitchedOff())[1])
        // Only the bias of the attention's output is left of the block: the same for each position.
        let added = zip(silent[2], silent[1]).map { $0 - $1 }
        #expect(largestDifference(added[..<20], added[20..<40]) < 1e-5)
    }

    @Test func `names a tensor that is missing or has the wrong shape`() throws {
        var files = try TinyModel.gpt2.files()
        var configuration = files.configuration
        configuration.layerCount = 3
        files = files.with(configuration)
        #expect { _ = try Weights(files) } throws: { error in
            (error as? Failure)?.message.contains("transformer.h.2.") == true
        }
        configuration.layerCount = 2
        configuration.feedForwardSize = 51
        files = files.with(configuration)
        #expect { _ = try Weights(files) } throws: { error in
            (error as? Failure)?.message
                == "a tensor has the wrong shape: transformer.h.0.mlp.c_fc.weight: expected [21, 51], found [21, 50]"
        }
    }
}

extension ModelFiles {
    /// The same files, described otherwise.
    fileprivate func with(_ configuration: ModelConfiguration) -> ModelFiles {
        ModelFiles(
            configuration: configuration, checkpoint: checkpoint, layout: layout, tokenizer: tokenizer,
            chatTemplate: chatTemplate, endTokens: endTokens, name: name, weightFiles: weightFiles,
            beginText: beginText,
            endText: endText)
    }
}

extension Transformer {
    /// The logits of every position in a cache, `[T, V]`.
    func logits(_ cache: KeyValueCache) -> [Float] {
        let size = cache.count * configuration.vocabularySize
        return [Float](unsafeUninitializedCapacity: size) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            logits(0..<cache.count, cache: cache, into: start)
            count = size
        }
    }
}
