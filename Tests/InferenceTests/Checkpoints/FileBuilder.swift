/// Writes the bytes of small files in the formats that checkpoints have.
struct FileBuilder {
    var bytes: [UInt8] = []

    mutating func number<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }

    mutating func text(_ text: String) {
        number(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func pad(to alignment: Int) {
        while !bytes.count.isMultiple(of: alignment) { bytes.append(0) }
    }

    /// A safetensors file of this header and data.
    static func safetensors(_ header: String, data: [UInt8]) -> [UInt8] {
        var builder = FileBuilder()
        builder.text(header)
        return builder.bytes + data
    }

    /// A tensor of a GGUF file, its dimensions innermost first.
    struct Tensor {
        var name: String
        var dimensions: [UInt64]
        var type: UInt32
        var offset: UInt64
    }

    /// A GGUF file; each metadata value is written by its closure, type included.
    static func gguf(
        metadata: [(String, @Sendable (inout FileBuilder) -> Void)] = [], tensors: [Tensor] = [], data: [UInt8] = [],
        version: UInt32 = 3
    ) -> [UInt8] {
        var builder = FileBuilder(bytes: Array("GGUF".utf8))
        builder.number(version)
        builder.number(UInt64(tensors.count))
        builder.number(UInt64(metadata.count))
        for (key, write) in metadata {
            builder.text(key)
            write(&builder)
        }
        for tensor in tensors {
            builder.text(tensor.name)
            builder.number(UInt32(tensor.dimensions.count))
            for dimension in tensor.dimensions { builder.number(dimension) }
            builder.number(tensor.type)
            builder.number(tensor.offset)
        }
        builder.pad(to: 32)
        return builder.bytes + data
    }
}

/// A small, fast, seeded generator (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

extension [UInt8] {
    /// This file, cut or with some bytes changed.
    func damaged(by generator: inout SeededGenerator) -> [UInt8] {
        var copy = self
        if Bool.random(using: &generator) {
            copy.removeLast(Int.random(in: 1...Swift.max(1, count), using: &generator))
        }
        for _ in 0..<Int.random(in: 0...4, using: &generator) where !copy.isEmpty {
            let place = Int.random(in: 0..<copy.count, using: &generator)
            copy[place] =
                [0x00, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator)
                ?? 0
        }
        return copy
    }
}
