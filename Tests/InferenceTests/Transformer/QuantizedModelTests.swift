import Generation
import Kernels
import Testing

@testable import Inference

@Suite("A GGUF file of small numbers")
struct QuantizedModelTests {
    @Test(arguments: QuantizedModel.allCases, [KERNELS_SCALAR, KERNELS_AVX2, KERNELS_AVX512, KERNELS_NEON])
    func `computes what Hugging Face computes with the stored numbers`(
        model: QuantizedModel, version: kernels_version
    ) throws {
        guard kernels_for(version) != nil else { return }
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
}
