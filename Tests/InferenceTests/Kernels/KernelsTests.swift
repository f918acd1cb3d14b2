import Foundation
import Kernels
import Testing

@testable import Inference

/// Every version against the plain one, at sizes that leave edges, with weights at odd addresses.
@Suite("The kernels")
struct KernelsTests {
    static let versions = kernels_version.runnable.filter { $0 != KERNELS_SCALAR }

    @Test(arguments: versions, ElementType.allCases)
    func `multiply as the plain loops do`(version: kernels_version, type: ElementType) throws {
        let (isBlocks, block) = (type.blockSize > 1, type.blockSize)
        var random = Random(seed: 1)
        for (inputs, outputs) in [(block, 1), (isBlocks ? 2 * block : 45, 37), (block == 256 ? 768 : 288, 70)] {
            let weights = random.weights(type, count: inputs * outputs)
            for isTransposed in isBlocks ? [false] : [false, true] {
                for batch in [1, 2, 3, 4, 7, 8, 9, 29] {
                    let x = random.floats(batch * (inputs + 3))
                    let bias = batch.isMultiple(of: 2) ? random.floats(outputs) : nil
                    let product = try weights.withUnsafeBytes { bytes in
                        let matrix = kernels_matrix(
                            try #require(bytes.baseAddress) + 1, type.kernelType, inputs: inputs, outputs: outputs,
                            isTransposed: isTransposed)
                        return try [KERNELS_SCALAR, version].map { version in
                            try Self.multiply(version, matrix, x, stride: inputs + 3, batch: batch, bias: bias)
                        }
                    }
                    let size = product[0].reduce(1) { max($0, abs($1)) }
                    #expect(largestDifference(product[0], product[1]) < 1e-5 * size, "\(inputs)×\(outputs), \(batch)")
                }
            }
        }
    }

    @Test(arguments: kernels_version.runnable, [1, 9, 12, 30, 300].flatMap { [($0, false), ($0, true)] })
    func `multiply packed rows as they multiply rows`(
        version: kernels_version, rows: (batch: Int, isTransposed: Bool)
    ) throws {
        var random = Random(seed: 9)
        let (batch, isTransposed) = rows
        let (inputs, outputs, stride) = (300, 77, 303)
        let weights = random.weights(.f16, count: inputs * outputs)
        let (x, bias) = (random.floats(batch * stride), random.floats(outputs))
        try weights.withUnsafeBytes { bytes in
            let matrix = kernels_matrix(
                try #require(bytes.baseAddress) + 1, KERNELS_F16, inputs: inputs, outputs: outputs,
                isTransposed: isTransposed)
            let expected = try Self.multiply(KERNELS_SCALAR, matrix, x, stride: stride, batch: batch, bias: bias)
            let y = try Self.multiplyPacked(
                version, matrix, KERNELS_FLOATS, x, stride: stride, batch: batch, bias: bias)
            let size = expected.reduce(1) { max($0, abs($1)) }
            #expect(largestDifference(y, expected) < 1e-5 * size)
        }
    }

    @Test(
        arguments: versions,
        ElementType.allCases.flatMap { type in Rounding.allCases.map { (type, $0, false) } }
            + [(.bf16, .brainFloats, true)])
    fileprivate func `multiply rounded rows as the plain loops multiply what rounding keeps of them`(
        version: kernels_version, way: (type: ElementType, rounding: Rounding, isTransposed: Bool)
    ) throws {
        let (type, rounding, isTransposed) = way
        let kernels = try #require(kernels_for(version)).pointee
        guard kernels.quickest_packing(type.kernelType, rounding.packing) == rounding.packing else { return }
        var random = Random(seed: 10)
        // An odd number of inputs, where a block is one number.
        for (inputs, outputs, batch) in [(type.blockSize, 1, 9), (3 * 256 + type.blockSize, 77, 29)] {
            let weights = random.weights(type, count: inputs * outputs)
            let (x, bias) = (random.floats(batch * inputs), random.floats(outputs))
            try weights.withUnsafeBytes { bytes in
                let matrix = kernels_matrix(
                    try #require(bytes.baseAddress) + 1, type.kernelType, inputs: inputs, outputs: outputs,
                    isTransposed: isTransposed)
                let exact = try Self.multiply(KERNELS_SCALAR, matrix, x, stride: inputs, batch: batch, bias: bias)
                let expected = try Self.multiply(
                    KERNELS_SCALAR, matrix, rounding.kept(of: x), stride: inputs, batch: batch, bias: bias)
                let y = try Self.multiplyPacked(
                    version, matrix, rounding.packing, x, stride: inputs, batch: batch, bias: bias)
                let size = exact.reduce(1) { max($0, abs($1)) }
                #expect(largestDifference(y, expected) < 1e-5 * size)
                #expect(largestDifference(y, exact) < rounding.tolerance * size)
            }
        }
    }

    @Test(arguments: versions)
    func `round no more than they are told to`(version: kernels_version) throws {
        let quickest = try #require(kernels_for(version)).pointee.quickest_packing
        for type in ElementType.allCases {
            let packings = kernels_packing.all.map { quickest(type.kernelType, $0).rawValue }
            #expect(zip(packings, kernels_packing.all).allSatisfy { $0 <= $1.rawValue })
            #expect(packings == packings.sorted())
        }
    }

    @Test(
        arguments: versions,
        [
            (ElementType.q4_0, 32, 16), (.q4_0, 64, 37), (.q4_0, 288, 70), (.q4_0, 24 * 1024, 17), (.q6_k, 256, 16),
            (.q6_k, 768, 37), (.q6_k, 24 * 1024, 17), (.q4_k, 256, 16), (.q4_k, 768, 70), (.q4_k, 24 * 1024, 17),
            (.q5_k, 256, 16), (.q5_k, 768, 70), (.q5_k, 24 * 1024, 17),
        ])
    func `multiply rows side by side as the plain loops do`(
        version: kernels_version, matrix: (type: ElementType, inputs: Int, outputs: Int)
    ) throws {
        let kernels = try #require(kernels_for(version)).pointee
        guard let interleave = kernels.interleave else { return }
        var random = Random(seed: 8)
        let (type, inputs, outputs) = matrix
        let weights = random.weights(type, count: inputs * outputs)
        let rowBytes = inputs / type.blockSize * type.blockBytes
        let group = Int(KERNELS_INTERLEAVED_ROWS)
        let (groups, groupBytes) = (outputs / group, group * rowBytes)
        var interleaved = [UInt8](repeating: 0, count: groups * groupBytes)
        for batch in [1, 2, 5, 8, 9, 29] {
            let x = random.floats(batch * inputs)
            let bias = batch.isMultiple(of: 2) ? random.floats(outputs) : nil
            let products = try weights.withUnsafeBytes { bytes in
                let start = try #require(bytes.baseAddress) + 1
                return try interleaved.withUnsafeMutableBytes { buffer in
                    let rows = try #require(buffer.baseAddress)
                    for index in 0..<groups {
                        interleave(type.kernelType, start + index * groupBytes, inputs, rows + index * groupBytes)
                    }
                    return try [(KERNELS_SCALAR, 0), (version, groups * group)].map { version, count in
                        let matrix = kernels_matrix(
                            weights: start, type: type.kernelType, inputs: inputs, outputs: outputs,
                            is_transposed: false,
                            interleaved: count > 0 ? UnsafeRawPointer(rows) : nil, interleaved_outputs: count)
                        return try Self.multiply(version, matrix, x, stride: inputs, batch: batch, bias: bias)
                    }
                }
            }
            let largest = products[0].reduce(1) { max($0, abs($1)) }
            #expect(largestDifference(products[0], products[1]) < 1e-5 * largest, "\(batch)")
        }
    }

    /// Rounding leaves 1 and 0 what they are, so each weight can be seen by itself.
    @Test(arguments: versions, ElementType.allCases)
    func `multiply unit vectors to the weights themselves`(version: kernels_version, type: ElementType) throws {
        var random = Random(seed: 5)
        let (inputs, outputs) = (type.blockSize == 256 ? 512 : 352, 3)
        let weights = random.weights(type, count: inputs * outputs)
        let expected = try Self.expanded(type, weights, inputs: inputs, outputs: outputs)
        let largest = expected.map(abs).max() ?? 0
        try weights.withUnsafeBytes { bytes in
            let matrix = kernels_matrix(
                try #require(bytes.baseAddress) + 1, type.kernelType, inputs: inputs, outputs: outputs)
            for batch in [1, 2, 4] {
                for first in stride(from: 0, to: inputs, by: batch) {
                    var x = [Float](repeating: 0, count: batch * inputs)
                    for b in 0..<batch { x[b * inputs + first + b] = 1 }
                    let y = try Self.multiply(version, matrix, x, stride: inputs, batch: batch, bias: nil)
                    let column = (first..<first + batch).flatMap { input in
                        (0..<outputs).map { expected[$0 * inputs + input] }
                    }
                    #expect(largestDifference(y, column) <= 1e-6 * largest, "input \(first) of \(batch)")
                }
            }
        }
    }

    @Test(arguments: versions, ElementType.allCases)
    func `multiply more inputs than fit into the scratch at once`(
        version: kernels_version, type: ElementType
    ) throws {
        var random = Random(seed: 6)
        let (inputs, outputs, batch) = (24 * 1024, 2, 3)
        let weights = random.weights(type, count: inputs * outputs)
        let x = random.floats(batch * inputs)
        let bias = random.floats(outputs)
        let product = try weights.withUnsafeBytes { bytes in
            let matrix = kernels_matrix(
                try #require(bytes.baseAddress) + 1, type.kernelType, inputs: inputs, outputs: outputs)
            return try [KERNELS_SCALAR, version].map { version in
                try Self.multiply(version, matrix, x, stride: inputs, batch: batch, bias: bias)
            }
        }
        let size = product[0].reduce(1) { max($0, abs($1)) }
        #expect(largestDifference(product[0], product[1]) < 3e-5 * size)
    }

    @Test(arguments: versions, ElementType.allCases)
    func `let what is not a number be seen, and nothing be nothing`(version: kernels_version, type: ElementType) throws
    {
        var random = Random(seed: 7)
        let inputs = 256
        let weights = random.weights(type, count: inputs * 2)
        try weights.withUnsafeBytes { bytes in
            let matrix = kernels_matrix(
                try #require(bytes.baseAddress) + 1, type.kernelType, inputs: inputs, outputs: 2)
            var x = [Float](repeating: 0, count: inputs)
            let nothing = try Self.multiply(version, matrix, x, stride: inputs, batch: 1, bias: [1, 2])
            #expect(nothing == [1, 2])
            x[45] = .nan
            let y = try Self.multiply(version, matrix, x, stride: inputs, batch: 1, bias: [1, 2])
            #expect(y.allSatisfy { $0.isNaN })
        }
    }

    @Test(arguments: versions, ElementType.allCases)
    func `expand exactly what the plain loops expand`(version: kernels_version, type: ElementType) throws {
        var random = Random(seed: 2)
        let block = max(type.blockSize, 32)
        let weights = random.weights(type, count: 4 * block)
        let rows = try [KERNELS_SCALAR, version].map { version in
            let kernels = try #require(kernels_for(version)).pointee
            var values = [Float](repeating: 0, count: 3 * block)
            try weights.withUnsafeBytes { bytes in
                kernels.expand(type.kernelType, try #require(bytes.baseAddress) + 1, block, 3 * block, &values)
            }
            return values
        }
        #expect(rows[0] == rows[1])
    }

    /// `Tools/block_figures.py`: blocks of every type, and what ggml's own Python makes of them.
    @Test(arguments: kernels_version.runnable, ElementType.allCases.filter { $0.blockSize > 1 })
    func `expand blocks to the numbers that ggml reads in them`(version: kernels_version, type: ElementType) throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/models/blocks.gguf").standardizedFileURL.path
        let checkpoint = try GGUFFile(path: path).checkpoint
        let tensor = try checkpoint.requiredTensor(named: type.rawValue)
        var values = [Float](repeating: 0, count: tensor.count)
        let kernels = try #require(kernels_for(version)).pointee
        try tensor.withBytes { bytes in
            kernels.expand(type.kernelType, try #require(bytes.baseAddress), 0, tensor.count, &values)
        }
        let expected = try checkpoint.floats("\(type.rawValue).values")
        #expect(largestDifference(values, expected) <= 1e-6 * (expected.map(abs).max() ?? 0))
    }

    @Test(arguments: versions, [1, 7, 8, 33, 300])
    func `compute vectors as the plain loops do`(version: kernels_version, count: Int) throws {
        var random = Random(seed: 3)
        let (x, weight, bias) = (random.floats(count), random.floats(count), random.floats(count))
        let results = try [KERNELS_SCALAR, version].map { version -> [[Float]] in
            let kernels = try #require(kernels_for(version)).pointee
            func changed(_ start: [Float], _ change: (UnsafeMutablePointer<Float>) -> Void) -> [Float] {
                var values = start
                values.withUnsafeMutableBufferPointer { buffer in
                    if let start = buffer.baseAddress { change(start) }
                }
                return values
            }
            let wide = x.map { $0 * 30 }
            return [
                changed(wide) { kernels.softmax($0, count, 0.7) },
                changed(wide) { kernels.gelu_tanh($0, count) },
                changed(wide) { kernels.gelu($0, count) },
                changed(wide) { kernels.silu($0, count) },
                changed(x) { kernels.add(weight, count, $0) },
                changed(x) { kernels.scale(weight, count, $0) },
                changed(x) { kernels.rms_norm(x, weight, count, 1e-5, $0) },
                changed(x) { kernels.layer_norm(x, weight, bias, count, 1e-5, $0) },
                changed(x) { kernels.layer_norm(x, weight, nil, count, 1e-5, $0) },
            ]
        }
        for (plain, fast) in zip(results[0], results[1]) { #expect(largestDifference(plain, fast) < 3e-5) }
    }

    @Test(arguments: versions, CacheType.allCases)
    func `attend as the plain loops do`(version: kernels_version, type: CacheType) throws {
        for size in [4, 8, 20, 64, 128] { try attend(version, type, size: size) }
    }

    private func attend(_ version: kernels_version, _ type: CacheType, size: Int) throws {
        var random = Random(seed: 4)
        let count = 37
        let (query, keys, pattern) = (random.floats(size), random.floats(count * size), random.floats(count))
        let results = try [KERNELS_SCALAR, version].map { version -> [Float] in
            let kernels = try #require(kernels_for(version)).pointee
            var halves = [UInt16](repeating: 0, count: keys.count)
            kernels.narrow(keys, keys.count, &halves)
            return halves.withUnsafeBytes { halves in
                keys.withUnsafeBytes { floats in
                    guard let stored = (type == .f32 ? floats : halves).baseAddress else { return [] }
                    var scores = [Float](repeating: 0, count: count)
                    kernels.attention_scores(query, type.kernelType, stored, count, size, 0.125, &scores)
                    var output = [Float](repeating: 0, count: size)
                    kernels.attention_mix(pattern, type.kernelType, stored, count, size, &output)
                    return scores + output
                }
            }
        }
        #expect(largestDifference(results[0], results[1]) < 1e-4, "\(size)")
    }

    /// Numbers between two halves, right in the middle, too small, too large, and none.
    @Test(arguments: kernels_version.runnable)
    func `round to half precision as the standard says`(version: kernels_version) throws {
        let kernels = try #require(kernels_for(version)).pointee
        var random = Random(seed: 9)
        let powers: [Float] = (-30...17).flatMap { exponent in
            random.floats(40).map { $0 * Float(sign: .plus, exponent: exponent, significand: 1) }
        }
        let edges: [Float] = [
            0, -0.0, 1, 1 + 0x1p-11, 1 + 0x3p-11, 65519, 65520, 0x1p-25, 0x1.8p-25, 0x1p-24, .infinity,
        ]
        let numbers = powers + edges
        var halves = [UInt16](repeating: 0, count: numbers.count)
        kernels.narrow(numbers, numbers.count, &halves)
        for (number, half) in zip(numbers, halves) { #expect(half == Float16(number).bitPattern, "\(number)") }
        var nan: UInt16 = 0
        kernels.narrow([Float.nan], 1, &nan)
        #expect(Float16(bitPattern: nan).isNaN)
    }

    /// What the plain loops read in stored weights behind one byte that is not part of them.
    private static func expanded(_ type: ElementType, _ weights: [UInt8], inputs: Int, outputs: Int) throws -> [Float] {
        var values = [Float](repeating: 0, count: inputs * outputs)
        let kernels = try #require(kernels_for(KERNELS_SCALAR)).pointee
        try weights.withUnsafeBytes { bytes in
            kernels.expand(type.kernelType, try #require(bytes.baseAddress) + 1, 0, values.count, &values)
        }
        return values
    }

    /// Packed and multiplied as two threads do it, the second first.
    private static func multiplyPacked(
        _ version: kernels_version, _ matrix: kernels_matrix, _ packing: kernels_packing, _ x: [Float], stride: Int,
        batch: Int, bias: [Float]
    ) throws -> [Float] {
        let kernels = try #require(kernels_for(version)).pointee
        let group = Int(KERNELS_ROW_GROUP), middle = batch / 2 / group * group
        var packed = [Float](repeating: .nan, count: (batch + group - 1) / group * group * matrix.inputs)
        for share in [middle..<batch, 0..<middle] {
            kernels.pack(packing, x, stride, batch, matrix.inputs, share.lowerBound, share.upperBound, &packed)
        }
        var y = [Float](repeating: 0, count: batch * matrix.outputs)
        var scratch = [Float](repeating: 0, count: Int(KERNELS_SCRATCH))
        let half = min(32, matrix.outputs)
        for range in [half..<matrix.outputs, 0..<half] {
            withUnsafePointer(to: matrix) {
                kernels.multiply_packed(
                    $0, range.lowerBound, range.upperBound, packing, packed, batch, bias, &y, matrix.outputs, &scratch)
            }
        }
        return y
    }

    private static func multiply(
        _ version: kernels_version, _ matrix: kernels_matrix, _ x: [Float], stride: Int, batch: Int, bias: [Float]?
    ) throws -> [Float] {
        let kernels = try #require(kernels_for(version)).pointee
        var y = [Float](repeating: 0, count: batch * matrix.outputs)
        var scratch = [Float](repeating: 0, count: Int(KERNELS_SCRATCH))
        let middle = min(32, matrix.outputs)
        for range in [0..<middle, middle..<matrix.outputs] {
            withUnsafePointer(to: matrix) {
                kernels.multiply(
                    $0, range.lowerBound, range.upperBound, x, stride, batch, bias, &y, matrix.outputs, &scratch)
            }
        }
        return y
    }
}

/// Numbers that are the same every time (SplitMix64).
private struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in Float(Int64(bitPattern: next()) >> 40) / 0x1p23 }
    }

    /// Stored weights behind one byte that is not part of them.
    mutating func weights(_ type: ElementType, count: Int) -> [UInt8] {
        var bytes: [UInt8] = [0]
        func append(_ value: Float) { withUnsafeBytes(of: value) { bytes += $0 } }
        func append(half: UInt16) { bytes += [UInt8(truncatingIfNeeded: half), UInt8(half >> 8)] }
        switch type {
        case .f32: for value in floats(count) { append(value) }
        case .f16:
            // Any sign and fraction, and exponents around 1.
            for _ in 0..<count { append(half: UInt16(truncatingIfNeeded: next()) & 0x87FF | 12 << 10) }
        case .bf16:
            for value in floats(count) { append(half: UInt16(value.bitPattern >> 16)) }
        default:
            for _ in 0..<count / type.blockSize {
                var block = (0..<type.blockBytes).map { _ in UInt8(truncatingIfNeeded: next()) }
                // Small scales: of any bytes some would be infinite.
                for offset in type.scaleOffsets { block[offset + 1] = block[offset + 1] & 3 | 8 << 2 }
                bytes += block
            }
        }
        return bytes
    }
}

extension ElementType {
    /// Where a block has numbers in half precision.
    fileprivate var scaleOffsets: [Int] {
        switch self {
        case .f32, .f16, .bf16: []
        case .q8_0, .q4_0, .q5_0, .iq4_nl, .iq4_xs: [0]
        case .q4_1, .q5_1, .q4_k, .q5_k: [0, 2]
        case .q2_k: [80, 82]
        case .q3_k: [108]
        case .q6_k: [208]
        }
    }
}

/// How a row is rounded for a product.
private enum Rounding: CaseIterable {
    case words, brainFloats, bytes

    var packing: kernels_packing {
        switch self {
        case .words: KERNELS_WORDS
        case .brainFloats: KERNELS_BRAIN_FLOATS
        case .bytes: KERNELS_BYTES
        }
    }

    /// What rounding may make of a product, beside the largest of all.
    var tolerance: Float { self == .words ? 5e-5 : 1e-2 }

    /// Numbers as BF16, or as whole ones with a scale for each 32, keep them.
    func kept(of x: [Float]) -> [Float] {
        if self == .brainFloats {
            // Half of what is left out, a little less where the number is even, is added before it is left out.
            return x.map { Float(bitPattern: ($0.bitPattern + 0x7FFF + ($0.bitPattern >> 16 & 1)) & 0xFFFF_0000) }
        }
        let most = Float(self == .words ? Int(Int16.max) : Int(Int8.max))
        return stride(from: 0, to: x.count, by: 32).flatMap { start in
            let block = x[start..<start + 32], largest = block.map(abs).max() ?? 0
            return block.map { ($0 * (most / largest)).rounded(.toNearestOrEven) * (largest / most) }
        }
    }
}
