/// IEEE half precision, as the kernels read it: half the bytes, three decimal digits.
enum HalfFloat {
    /// How far the product of two vectors of length 1 can come out wrong when one of them is stored in halves.
    ///
    /// Rounding moves a number by 2⁻¹¹ of itself at most, and Σ|aᵢbᵢ| ≤ 1; what lies below the smallest normal half, and the sums in
    /// single precision, add less than a hundredth of that up to 10,000 dimensions.
    static let cosineError: Float = 1.01 / 2048

    /// The bits of the nearest half to a number between -1 and 1; between two, the even one.
    static func bits(_ value: Float) -> UInt16 {
        let bits = value.bitPattern
        let sign = UInt16(truncatingIfNeeded: bits >> 16) & 0x8000
        let magnitude = bits & 0x7FFF_FFFF
        // Below 2⁻¹⁴ halves are evenly spaced, 2⁻²⁴ apart.
        guard magnitude >= 0x3880_0000 else {
            return sign | UInt16((Float(bitPattern: magnitude) * 0x1p24).rounded(.toNearestOrEven))
        }
        let rounded = magnitude + 0xFFF + (magnitude >> 13 & 1)
        return sign | UInt16(truncatingIfNeeded: (rounded >> 13) - (112 << 10))
    }
}
