import Generation
import Kernels
import Testing

@testable import Inference

/// The forward pass against what Hugging Face transformers computes for a trained Llama.
@Suite("The forward pass of a trained Llama", .enabled(if: Stories.isThere))
struct GoldenTests {
    @Test(arguments: kernels_version.runnable, [1, 7, 256])
    func `gives Hugging Face's logits, patterns and residual stream`(version: kernels_version, chunk: Int) throws {
        let transformer = try TestModel.transformer(Stories.files(), kernels: version)
        let golden = try Stories.golden()
        for prompt in try Stories.prompts() {
            let cache = KeyValueCache(transformer.configuration)
            var probe = ResidualProbe(layerCount: 5)
            let count = prompt.ids.count
            for start in stride(from: 0, to: count, by: chunk) {
                transformer.forward(prompt.ids[start..<min(start + chunk, count)], cache: cache, probe: &probe)
            }
            let reference = try golden.floats("\(prompt.name).logits")
            #expect(largestDifference(transformer.logits(cache), reference) < 1e-3)

            let residuals = try golden.floats("\(prompt.name).hidden_states")
            #expect(largestDifference(probe.residuals[..<5].joined().map { $0 }, residuals[..<(5 * count * 64)]) < 1e-3)
            let final = UnsafeBufferPointer(start: cache.finalResidual(at: 0), count: count * 64)
            #expect(largestDifference(final, residuals[(5 * count * 64)...]) < 1e-3)

            let patterns = try golden.floats("\(prompt.name).attentions")
            for layer in 0..<5 {
                for head in 0..<8 {
                    let start = (layer * 8 + head) * count * count
                    let pattern = transformer.wholePattern(layer: layer, head: head, count: count, cache: cache)
                    #expect(largestDifference(pattern, patterns[start..<start + count * count]) < 1e-4)
                }
            }
        }
    }
}
