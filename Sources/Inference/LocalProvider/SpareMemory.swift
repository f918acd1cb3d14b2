#if canImport(Glibc)
    import Glibc
#endif

/// Memory that was freed and that the C library keeps for the next who asks.
enum SpareMemory {
    /// Gives it back to the system: behind something that took much for a moment, like reading a large vocabulary.
    ///
    /// Elsewhere than with glibc nothing happens: `malloc_trim` is its own, in a header that Swift's module leaves out.
    static func giveBack() {
        #if canImport(Glibc)
            guard let symbol = dlsym(nil, "malloc_trim") else { return }
            _ = unsafeBitCast(symbol, to: (@convention(c) (Int) -> CInt).self)(0)
        #endif
    }
}
