import Kernels

/// IEEE half precision, as the kernels read it: half the bytes, three decimal digits.
enum HalfFloat {
    /// How far the product of two vectors of length 1 can come out wrong when one of them is stored in halves.
    ///
    /// Rounding moves a number by 2⁻¹¹ of itself at most, and Σ|aᵢbᵢ| ≤ 1; what lies below the smallest normal half, and the sums in
    /// single precision, add less than a hundredth of that up to 10,000 dimensions.
    static let cosineError: Float = 1.01 / 2048

    /// The bits of the nearest halves; between two, the even one.
    static func bits(_ values: [Float]) -> [UInt16] {
        [UInt16](unsafeUninitializedCapacity: values.count) { buffer, count in
            if let start = buffer.baseAddress { kernels_best().pointee.narrow(values, values.count, start) }
            count = values.count
        }
    }
}
