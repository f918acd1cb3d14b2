internal import CPNG
import Generation

extension Picture {
    /// The most pixels that are decoded: 64 MiB at four bytes each.
    static let pixelLimit = 1 << 24
    /// The longest side that is kept: more than a terminal has cells.
    private static let sideLimit = 512

    /// Decodes a PNG file and makes it small enough to be kept.
    ///
    /// - Throws: `Failure` for a broken file, and for one whose pixels would fill the memory; what it says of its size is looked at
    ///   before anything is allocated.
    init(png bytes: [UInt8]) throws(Failure) {
        var (width, height) = (UInt32(0), UInt32(0))
        var message = [CChar](repeating: 0, count: Int(MIRILLA_PNG_MESSAGE))
        guard mirilla_png_size(bytes, bytes.count, &width, &height, &message) else { throw Self.broken(message) }
        let (count, overflow) = Int(width).multipliedReportingOverflow(by: Int(height))
        guard !overflow, count <= Self.pixelLimit else {
            throw Failure(
                .tooLarge, "the picture is too large to be shown", expected: "at most \(Self.pixelLimit) pixels",
                found: "\(width)×\(height)")
        }
        var pixels = [UInt8](repeating: 0, count: count * 4)
        guard mirilla_png_pixels(bytes, bytes.count, &pixels, pixels.count, &message) else {
            throw Self.broken(message)
        }
        for start in stride(from: 0, to: pixels.count, by: 4) where pixels[start + 3] < 255 {
            let alpha = Int(pixels[start + 3])
            for index in start..<start + 3 { pixels[index] = UInt8((Int(pixels[index]) * alpha + 127) / 255) }
        }
        guard let picture = Picture(width: Int(width), height: Int(height), bytes: pixels) else {
            throw Failure(.malformed, "the picture has no pixels")
        }
        let size = picture.fitted(width: Self.sideLimit, height: Self.sideLimit)
        self = picture.scaled(width: size.width, height: size.height)
    }

    private static func broken(_ message: [CChar]) -> Failure {
        let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Failure(.malformed, "the picture is broken", expected: "a PNG file", found: words)
    }
}
