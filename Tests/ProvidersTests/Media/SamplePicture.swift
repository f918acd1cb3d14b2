import Foundation

/// Small pictures, made with Python's zlib.
enum SamplePicture: String, CaseIterable {
    /// Red and green above blue and white, 8 bits, no alpha.
    case colors = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEklEQVR42mP4z8DAAMIM/4EAAB/uBfvxq7p3AAAAAElFTkSuQmCC"
    /// Red that covers half, then green that covers nothing.
    case translucent =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR42mP4z8DQwAAkAA1+An+WN/eMAAAAAElFTkSuQmCC"
    /// Black, then white, as greys.
    case grey = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mNg+A8AAQIBANEay48AAAAASUVORK5CYII="
    /// Red, then blue, as places of a palette.
    case palette =
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEX/AAAAAP9sof2OAAAACklEQVR42mNwAAAAQgBBhL+OYgAAAABJRU5ErkJggg=="
    /// Red with 16 bits.
    case deep = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABEAIAAADA54+dAAAADUlEQVR42mP4/58BCAAK/AH/zJeXGQAAAABJRU5ErkJggg=="

    /// Says that it is 100,000 pixels wide and high, in 80 bytes.
    static let bomb = decoded(
        "iVBORw0KGgoAAAANSUhEUgABhqAAAYagCAIAAAAnMJyfAAAAC0lEQVR4nGNggAEAAAoAAX+AdF4AAAAASUVORK5CYII=")

    var bytes: [UInt8] { Self.decoded(rawValue) }

    /// The pixels, four bytes each, multiplied with alpha.
    var pixels: [UInt8] {
        switch self {
        case .colors: [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]
        case .translucent: [128, 0, 0, 128, 0, 0, 0, 0]
        case .grey: [0, 0, 0, 255, 255, 255, 255, 255]
        case .palette: [255, 0, 0, 255, 0, 0, 255, 255]
        case .deep: [255, 0, 0, 255]
        }
    }

    private static func decoded(_ text: String) -> [UInt8] { Array(Data(base64Encoded: text) ?? Data()) }
}
