import Crypto
import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// SHA-256 of files, one after the other, in hexadecimal.
enum WeightChecksum {
    private static let pieceBytes = 8 << 20

    /// Reads the files, which takes a second or two for each gigabyte.
    ///
    /// - Throws: `Failure`, or `CancellationError` when the surrounding task was cancelled.
    static func read(_ paths: [String]) throws -> String {
        var hash = SHA256()
        for path in paths {
            let file = try MappedFile(path: path)
            try file.withBytes { bytes in
                for start in stride(from: 0, to: bytes.count, by: pieceBytes) {
                    try Task.checkCancellation()
                    let end = min(start + pieceBytes, bytes.count)
                    let piece = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
                    hash.update(bufferPointer: piece)
                    file.release(piece)
                }
            }
        }
        return hexadecimal(hash.finalize())
    }

    /// The checksum as an earlier call left it in a folder, as long as no file has changed its size or its time since.
    static func remembered(_ paths: [String], folder: String) throws -> String {
        let file = URL(filePath: folder).appending(path: hexadecimal(SHA256.hash(data: Data(stamp(paths).utf8))))
        if let text = try? String(contentsOf: file, encoding: .utf8), text.utf8.count == 64 { return text }
        let checksum = try read(paths)
        // Without it the next call reads the files again.
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data(checksum.utf8).write(to: file, options: .atomic)
        return checksum
    }

    /// The checksum, from the folder if there is one and it knows; what has to be read is read on a thread of the pool.
    @concurrent
    static func of(_ paths: [String], rememberedIn folder: String?) async throws -> String {
        try folder.map { try remembered(paths, folder: $0) } ?? read(paths)
    }

    /// What changes when a file does.
    private static func stamp(_ paths: [String]) -> String {
        paths.map { path in
            let file = URL(filePath: path).resolvingSymlinksInPath().path
            let facts = try? FileManager.default.attributesOfItem(atPath: file)
            let date = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(file)\n\((facts?[.size] as? Int) ?? 0) \(date.bitPattern)\n"
        }.joined()
    }

    private static func hexadecimal(_ digest: SHA256Digest) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
