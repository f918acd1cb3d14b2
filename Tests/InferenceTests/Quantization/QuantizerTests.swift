import Foundation
import Generation
import Testing

@testable import Inference

@Suite("Quantizer")
struct QuantizerTests {
    private static let figures = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Fixtures/models/quantizer.gguf").standardizedFileURL.path

    @Test(arguments: [ElementType.f16, .bf16, .q8_0, .q5_1, .q5_0, .q4_1, .q4_0])
    func `stores the same bits as ggml's own package`(type: ElementType) throws {
        let checkpoint = try GGUFFile(path: Self.figures).checkpoint
        let values = try checkpoint.floats("values")
        let expected = try checkpoint.requiredTensor(named: type.rawValue)
        #expect(expected.type == type)
        #expect(try #require(stored(values, as: type)) == expected.withBytes { Array($0) })
    }

    @Test(arguments: [ElementType.f32, .f16, .bf16, .q8_0, .q5_1, .q5_0, .q4_1, .q4_0], [Float.infinity, .nan])
    func `refuses what is no number`(type: ElementType, wrong: Float) {
        var values = [Float](repeating: 0.5, count: 32)
        values[17] = wrong
        #expect(stored(values, as: type) == nil)
    }

    @Test(arguments: [ElementType.f16, .q8_0, .q4_1]) func `refuses what is beyond its range`(type: ElementType) {
        #expect(stored([Float](repeating: 1e38, count: 32), as: type) == nil)
    }

    @Test(arguments: [ElementType.q8_0, .q5_1, .q5_0, .q4_1, .q4_0])
    func `makes nothing of what is too small for a scale`(type: ElementType) throws {
        let bytes = try #require(stored([Float](repeating: .leastNonzeroMagnitude, count: 32), as: type))
        // A scale of 0, or of -0, reads every number as 0.
        #expect(bytes[0] == 0 && bytes[1] & 0x7F == 0)
    }

    private func stored(_ values: [Float], as type: ElementType) -> [UInt8]? {
        let quantizer = Quantizer(type: type)
        var bytes = [UInt8](repeating: 0xAA, count: quantizer.rowBytes(values.count))
        let isSound = values.withUnsafeBufferPointer { values in
            bytes.withUnsafeMutableBufferPointer { bytes in
                guard let source = values.baseAddress, let target = bytes.baseAddress else { return false }
                return quantizer.store(source, count: values.count, into: target)
            }
        }
        return isSound ? bytes : nil
    }
}
