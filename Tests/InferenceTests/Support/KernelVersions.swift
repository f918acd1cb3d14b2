import Kernels

extension kernels_version {
    /// The versions that this machine can run, the plainest first.
    static let runnable = (KERNELS_SCALAR.rawValue...KERNELS_NEON.rawValue).map(kernels_version.init(rawValue:))
        .filter { kernels_for($0) != nil }
}
