import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The hash that names a file in the hub's storage, computed while its bytes arrive.
///
/// Files in large file storage are named by the SHA-256 of their bytes, all others by git's SHA-1 of a blob: `blob LENGTH NUL BYTES`.
struct ContentHash {
    private enum Function {
        case sha256(SHA256)
        case git(Insecure.SHA1)
    }

    private var function: Function
    private let wanted: String

    /// The hash to compare with, or nil if an entity tag is neither of the two.
    ///
    /// - Parameters:
    ///   - tag: the entity tag, without quotes.
    ///   - size: the length of the whole file, which git's hash begins with.
    init?(tag: String, size: Int?) {
        if Self.isHexadecimal(tag, count: 64) {
            function = .sha256(SHA256())
        } else if let size, Self.isHexadecimal(tag, count: 40) {
            var hash = Insecure.SHA1()
            hash.update(data: Data("blob \(size)\0".utf8))
            function = .git(hash)
        } else {
            return nil
        }
        wanted = tag
    }

    /// Takes the next bytes in.
    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        switch function {
        case .sha256(var hash):
            hash.update(bufferPointer: bytes)
            function = .sha256(hash)
        case .git(var hash):
            hash.update(bufferPointer: bytes)
            function = .git(hash)
        }
    }

    /// What was found if it is not what was wanted; nil if the bytes are the right ones.
    var mismatch: (wanted: String, found: String)? {
        let found =
            switch function {
            case .sha256(let hash): Self.text(hash.finalize())
            case .git(let hash): Self.text(hash.finalize())
            }
        return found == wanted ? nil : (wanted, found)
    }

    /// Whether a text is so many hexadecimal digits, as hashes are written.
    static func isHexadecimal(_ text: some StringProtocol, count: Int) -> Bool {
        text.utf8.count == count
            && text.utf8.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }

    private static func text(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef")
        return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
