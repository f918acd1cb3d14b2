import Kernels

/// Stores floats with fewer bits, in ggml's blocks.
///
/// Round to nearest, one scale for each block of 32, chosen so that the largest number fits: the result is the same, to the last
/// bit, as that of the reference in Python (the package `gguf`).
struct Quantizer {
    /// What is written.
    let type: ElementType

    /// Whether floats can be stored as this type.
    static func canWrite(_ type: ElementType) -> Bool {
        switch type {
        case .f32, .f16, .bf16, .q8_0, .q5_1, .q5_0, .q4_1, .q4_0: true
        default: false
        }
    }

    /// Bytes of a row.
    func rowBytes(_ count: Int) -> Int { count / type.blockSize * type.blockBytes }

    /// Stores whole blocks of floats.
    ///
    /// - Parameter bytes: room for `rowBytes(count)`.
    /// - Returns: false if one of them is infinite, no number, or too large for the type.
    func store(_ values: UnsafePointer<Float>, count: Int, into bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        if type == .f16 { return Self.storeHalves(values, count: count, bytes) }
        var isSound = true
        for block in 0..<count / type.blockSize {
            let values = values + block * type.blockSize
            let bytes = bytes + block * type.blockBytes
            let stored =
                switch type {
                case .bf16: Self.storeBrainFloat(values[0], bytes)
                case .q8_0: Self.storeQ8_0(values, bytes)
                case .q4_0: Self.storeAroundZero(values, bits: 4, bytes)
                case .q5_0: Self.storeAroundZero(values, bits: 5, bytes)
                case .q4_1: Self.storeAboveMinimum(values, bits: 4, bytes)
                case .q5_1: Self.storeAboveMinimum(values, bits: 5, bytes)
                default: Self.storeFloat(values[0], bytes)
                }
            isSound = isSound && stored
        }
        return isSound
    }

    // MARK: One number at a time

    private static func storeFloat(_ value: Float, _ bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        UnsafeMutableRawPointer(bytes).storeBytes(of: value.bitPattern.littleEndian, as: UInt32.self)
        return value.isFinite
    }

    /// The nearest halves, ties to even.
    private static func storeHalves(
        _ values: UnsafePointer<Float>, count: Int, _ bytes: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        kernels_best().pointee.narrow(values, count, bytes)
        // All bits of the exponent: infinite, or no number.
        return (0..<count).allSatisfy { bytes[2 * $0 + 1] & 0x7C != 0x7C }
    }

    private static func storeHalf(_ value: Float, _ bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        withUnsafePointer(to: value) { storeHalves($0, count: 1, bytes) }
    }

    private static func storeBrainFloat(_ value: Float, _ bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        let bits = value.bitPattern
        let rounded = bits &+ 0x7FFF &+ ((bits >> 16) & 1)
        UnsafeMutableRawPointer(bytes).storeBytes(of: UInt16(truncatingIfNeeded: rounded >> 16), as: UInt16.self)
        return value.isFinite && rounded & 0x7F80_0000 != 0x7F80_0000
    }

    // MARK: Blocks of 32

    /// A scale, then 32 signed bytes.
    private static func storeQ8_0(_ values: UnsafePointer<Float>, _ bytes: UnsafeMutablePointer<UInt8>) -> Bool {
        let (largest, isSound) = largestMagnitude(values)
        guard isSound else { return false }
        let scale = largest.magnitude / 127
        let inverse = inverse(scale)
        let isStored = storeHalf(scale, bytes)
        for index in 0..<32 {
            let scaled = values[index] * inverse
            // Halves are rounded away from zero.
            let nearest = (scaled.magnitude + wholeNumbers) - wholeNumbers
            let rounded = bits(ofWhole: scaled.magnitude - nearest == 0.5 ? nearest + 1 : nearest)
            bytes[2 + index] = UInt8(truncatingIfNeeded: scaled < 0 ? 0 &- rounded : rounded)
        }
        return isStored
    }

    /// A scale, the fifth bits if there are five, then 32 numbers around the middle of their range.
    private static func storeAroundZero(
        _ values: UnsafePointer<Float>, bits: Int32, _ bytes: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        let (largest, isSound) = largestMagnitude(values)
        guard isSound else { return false }
        let middle = Float(Int32(1) << (bits - 1))
        let scale = largest / -middle
        let inverse = inverse(scale)
        let isStored = storeHalf(scale, bytes)
        storeDigits(bits: bits, bytes + 2) { values[$0] * inverse + (middle + 0.5) }
        return isStored
    }

    /// A scale, a minimum, the fifth bits if there are five, then 32 numbers above the minimum.
    private static func storeAboveMinimum(
        _ values: UnsafePointer<Float>, bits: Int32, _ bytes: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        guard largestMagnitude(values).isSound else { return false }
        var (minimum, maximum) = (values[0], values[0])
        for index in 1..<32 {
            minimum = min(minimum, values[index])
            maximum = max(maximum, values[index])
        }
        let scale = (maximum - minimum) / Float((Int32(1) << bits) - 1)
        let inverse = inverse(scale)
        let isStored = storeHalf(scale, bytes) && storeHalf(minimum, bytes + 2)
        storeDigits(bits: bits, bytes + 4) { (values[$0] - minimum) * inverse + 0.5 }
        return isStored
    }

    /// Byte i holds the low four bits of numbers i and i + 16; fifth bits stand in front.
    @inline(__always)
    private static func storeDigits(
        bits: Int32, _ bytes: UnsafeMutablePointer<UInt8>, _ value: (Int) -> Float
    ) {
        let limit = Float((Int32(1) << bits) - 1)
        func digit(_ index: Int) -> UInt32 {
            let value = value(index)
            let nearest = (value + wholeNumbers) - wholeNumbers
            return Self.bits(ofWhole: min(limit, nearest > value ? nearest - 1 : nearest))
        }
        let low = bits == 5 ? bytes + 4 : bytes
        var fifth: UInt32 = 0
        for index in 0..<16 {
            let (first, second) = (digit(index), digit(index + 16))
            low[index] = UInt8(truncatingIfNeeded: first & 0xF | second << 4)
            fifth |= (first >> 4) << UInt32(index) | (second >> 4) << UInt32(index + 16)
        }
        guard bits == 5 else { return }
        UnsafeMutableRawPointer(bytes).storeBytes(of: fifth.littleEndian, as: UInt32.self)
    }

    /// The number that is furthest from zero, the first of several; and whether all are finite.
    @inline(__always)
    private static func largestMagnitude(_ values: UnsafePointer<Float>) -> (value: Float, isSound: Bool) {
        var largest = values[0]
        var sum: Float = 0
        for index in 0..<32 {
            let value = values[index]
            if value.magnitude > largest.magnitude { largest = value }
            sum += value * 0
        }
        return (largest, sum == 0)
    }

    /// Between 2^23 and 2^24 floats are the whole numbers, so adding this rounds: conversions to integers would be checked one by one.
    private static let wholeNumbers: Float = 0x1p23

    /// A whole number as an integer.
    @inline(__always)
    private static func bits(ofWhole value: Float) -> UInt32 { (value + wholeNumbers).bitPattern & 0x7F_FFFF }

    /// 1 / scale; 0 where that is beyond the floats, which makes all numbers of the block 0.
    private static func inverse(_ scale: Float) -> Float {
        let inverse = 1 / scale
        return inverse.isFinite ? inverse : 0
    }
}
