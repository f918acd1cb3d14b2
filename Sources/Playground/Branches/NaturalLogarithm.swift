#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension Double {
    /// ln of the number.
    var naturalLogarithm: Double { log(self) }
}
