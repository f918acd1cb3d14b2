/// A picture small enough to be kept and drawn: red, green, blue and alpha, row by row.
///
/// The colours are multiplied with alpha already, so that averages are right and any ground can be laid under them.
public struct Picture: Hashable, Sendable {
    /// Pixels from left to right.
    public let width: Int
    /// Pixels from top to bottom.
    public let height: Int
    /// Four bytes a pixel.
    public let bytes: [UInt8]

    /// A picture of so many pixels; nil if there are not four bytes for each of them.
    public init?(width: Int, height: Int, bytes: [UInt8]) {
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, count <= bytes.count / 4, bytes.count == count * 4 else { return nil }
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// A pixel.
    public struct Pixel: Hashable, Sendable {
        /// Multiplied with alpha, as is what follows.
        public let red: UInt8
        /// Green.
        public let green: UInt8
        /// Blue.
        public let blue: UInt8
        /// How much it covers.
        public let alpha: UInt8
    }

    /// The pixel at a place of the picture.
    public subscript(_ column: Int, _ row: Int) -> Pixel {
        let start = (row * width + column) * 4
        return Pixel(red: bytes[start], green: bytes[start + 1], blue: bytes[start + 2], alpha: bytes[start + 3])
    }

    /// The greatest extent of the same shape within a room; never larger than the picture itself, never nothing.
    public func fitted(width room: Int, height: Int) -> (width: Int, height: Int) {
        let scale = min(1, Double(max(1, room)) / Double(width), Double(max(1, height)) / Double(self.height))
        return (
            min(max(1, room), max(1, Int((Double(width) * scale).rounded()))),
            min(max(1, height), max(1, Int((Double(self.height) * scale).rounded())))
        )
    }

    /// The picture in another size: each pixel is the mean of those that it stands for.
    public func scaled(width newWidth: Int, height newHeight: Int) -> Picture {
        guard newWidth > 0, newHeight > 0, newWidth != width || newHeight != height else { return self }
        var scaled: [UInt8] = []
        scaled.reserveCapacity(newWidth * newHeight * 4)
        bytes.withUnsafeBufferPointer { bytes in
            for row in 0..<newHeight {
                let rows = Self.span(row, of: newHeight, over: height)
                for column in 0..<newWidth {
                    let columns = Self.span(column, of: newWidth, over: width)
                    var sums = (0, 0, 0, 0)
                    for sourceRow in rows {
                        for sourceColumn in columns {
                            let start = (sourceRow * width + sourceColumn) * 4
                            sums.0 += Int(bytes[start])
                            sums.1 += Int(bytes[start + 1])
                            sums.2 += Int(bytes[start + 2])
                            sums.3 += Int(bytes[start + 3])
                        }
                    }
                    let count = rows.count * columns.count
                    for sum in [sums.0, sums.1, sums.2, sums.3] {
                        scaled.append(UInt8(truncatingIfNeeded: (sum + count / 2) / count))
                    }
                }
            }
        }
        return Picture(width: newWidth, height: newHeight, bytes: scaled) ?? self
    }

    /// The pixels that one of `count` pixels stands for, at least one.
    private static func span(_ index: Int, of count: Int, over extent: Int) -> Range<Int> {
        let start = index * extent / count
        return start..<max(start + 1, (index + 1) * extent / count)
    }
}
