import Generation
import Kernels
import Testing

@testable import Inference

@Suite("A GGUF file of small numbers")
struct QuantizedModelTests {
    @Test(arguments: QuantizedModel.allCases, kernels_version.runnable)
    func `computes what Hugging Face computes with the stored numbers`(
        model: QuantizedModel, version: kernels_version
    ) throws {
        let transformer = try TestModel.transformer(model.files(), kernels: version)
        let ids = try QuantizedModel.ids()
        for chunk in [1, 5, 24] {
            let cache = KeyValueCache(transformer.configuration)
            var probe = NoProbe()
            for start in stride(from: 0, to: ids.count, by: chunk) {
                transformer.forward(ids[start..<min(start + chunk, ids.count)], cache: cache, probe: &probe)
            }
            #expect(largestDifference(transformer.logits(cache), try model.logits()) < 1e-3)
        }
    }

    /// Words are off by 1.5e-5 of the largest of 32 numbers, bytes by 4e-3, BF16 by 2e-3 of each, which these layers make some ten times as much.
    @Test(arguments: QuantizedModel.allCases)
    func `computes a prompt nearly the same with activations in 16 and 8 bits, and says so`(model: QuantizedModel)
        throws
    {
        let files = try model.files(), ids = try QuantizedModel.ids()
        let results = try ActivationType.allCases.map { activations in
            let transformer = try TestModel.transformer(files, activations: activations)
            let cache = KeyValueCache(transformer.configuration)
            var probe = NoProbe()
            transformer.forward(ids[...], cache: cache, probe: &probe)
            return transformer.logits(cache)
        }
        let largest = results[0].reduce(0) { max($0, abs($1)) }
        let differences = results.map { largestDifference($0, results[0]) / largest }
        #expect(differences[1] < 1e-3 && differences[2] < 0.25)
        let quickest = kernels_best().pointee.quickest_packing
        let makesWords = quickest(KERNELS_Q8_0, KERNELS_WORDS) == KERNELS_WORDS
        let makesBytes = quickest(KERNELS_Q8_0, KERNELS_BYTES) == KERNELS_BYTES
        let makesBrainFloats = quickest(KERNELS_BF16, KERNELS_BYTES) == KERNELS_BRAIN_FLOATS
        #expect((differences[1] > 0) == (model.isQuantized && makesWords))
        #expect(makesBytes || differences[2] == differences[1])
        #expect(model != .bf16 || (differences[2] > 0) == makesBrainFloats)
        let said = try ActivationType.allCases.map { activations in
            try LocalProvider(files, reference: "test", options: LocalOptions(threadCount: 1, activations: activations))
                .model.activationType
        }
        #expect(said.map { $0 != nil } == differences.map { $0 > 0 })
        if model.isQuantized, makesWords { #expect(said == [nil, "I16", makesBytes ? "I8" : "I16"]) }
        if model == .bf16, makesBrainFloats { #expect(said == [nil, nil, "BF16"]) }
    }

    /// Keys and values in half precision are off by a 2,000th at most, which these layers make about ten times as much.
    @Test(arguments: QuantizedModel.allCases)
    func `computes nearly the same with keys and values in half precision`(model: QuantizedModel) throws {
        let transformer = try TestModel.transformer(model.files())
        let ids = try QuantizedModel.ids()
        let caches = [CacheType.f32, .f16].map { KeyValueCache(transformer.configuration, type: $0) }
        for cache in caches {
            var probe = NoProbe()
            for id in ids { transformer.forward([id], cache: cache, probe: &probe) }
        }
        let difference = largestDifference(transformer.logits(caches[0]), transformer.logits(caches[1]))
        #expect(difference > 0 && difference < 2e-2)
        let bytes = caches.map(\.byteCount)
        #expect(bytes[1] < bytes[0])
        let copy = KeyValueCache(copying: caches[1], count: 5)
        #expect(copy.keys[0].floats(head: 0, 0..<5) == caches[1].keys[0].floats(head: 0, 0..<5))
    }
}
