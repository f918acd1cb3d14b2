/// What kind of file some bytes are, as their beginning says: what a service calls it is not asked.
enum MediaType: String, Hashable, Sendable {
    case png
    case jpeg = "jpg"
    case webp
    case gif
    case mp4

    /// Nil for bytes that begin like none of them.
    init?(_ bytes: some Collection<UInt8>) {
        let head = Array(bytes.prefix(12))
        if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: Array("GIF8".utf8)) {
            self = .gif
        } else if head.count == 12, head.starts(with: Array("RIFF".utf8)), head[8...] == Array("WEBP".utf8)[...] {
            self = .webp
        } else if head.count >= 8, head[4..<8] == Array("ftyp".utf8)[...] {
            self = .mp4
        } else {
            return nil
        }
    }
}
