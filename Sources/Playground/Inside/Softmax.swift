#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension [Float] {
    /// e to each value, divided by the sum of all.
    var softmax: [Float] {
        let highest = self.max() ?? 0
        let powers = map { exp($0 - highest) }
        let sum = powers.reduce(0) { $0 + Double($1) }
        return powers.map { Float(Double($0) / sum) }
    }
}
