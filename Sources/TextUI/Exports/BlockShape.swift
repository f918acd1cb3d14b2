/// A glyph that is a shape rather than a letter: parts of a cell that must meet those of the neighbouring cells.
enum BlockShape: Equatable {
    /// A rectangle in fractions of the cell, with an opacity.
    case block(left: Double, top: Double, right: Double, bottom: Double, opacity: Double)
    /// A stroke in the image's units, from the cell's top left corner.
    case line(path: String, weight: Double)

    /// The shape of a scalar, or nil if it is a letter.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "█": self = .block(left: 0, top: 0, right: 1, bottom: 1, opacity: 1)
        case "░": self = .block(left: 0, top: 0, right: 1, bottom: 1, opacity: 0.25)
        case "▒": self = .block(left: 0, top: 0, right: 1, bottom: 1, opacity: 0.5)
        case "▓": self = .block(left: 0, top: 0, right: 1, bottom: 1, opacity: 0.75)
        case "▀": self = .block(left: 0, top: 0, right: 1, bottom: 0.5, opacity: 1)
        case "▐": self = .block(left: 0.5, top: 0, right: 1, bottom: 1, opacity: 1)
        case "▁"..."▇":
            let eighths = Double(scalar.value - 0x2580)
            self = .block(left: 0, top: 1 - eighths / 8, right: 1, bottom: 1, opacity: 1)
        case "▉"..."▏":
            let eighths = 8 - Double(scalar.value - 0x2588)
            self = .block(left: 0, top: 0, right: eighths / 8, bottom: 1, opacity: 1)
        default:
            guard let line = Self.line(scalar) else { return nil }
            self = line
        }
    }

    /// Borders: straight lines and round corners through the middle of the cell.
    private static func line(_ scalar: Unicode.Scalar) -> BlockShape? {
        let (width, height) = (SVGDrawing.length(SVGDrawing.cellWidth), SVGDrawing.length(SVGDrawing.cellHeight))
        let (middle, center) = (
            SVGDrawing.length(SVGDrawing.cellWidth / 2), SVGDrawing.length(SVGDrawing.cellHeight / 2)
        )
        switch scalar {
        case "─": return .line(path: "M0 \(center)H\(width)", weight: 1)
        case "│": return .line(path: "M\(middle) 0V\(height)", weight: 1)
        case "┃": return .line(path: "M\(middle) 0V\(height)", weight: 2.4)
        case "╭": return .line(path: "M\(middle) \(height)Q\(middle) \(center) \(width) \(center)", weight: 1)
        case "╮": return .line(path: "M0 \(center)Q\(middle) \(center) \(middle) \(height)", weight: 1)
        case "╰": return .line(path: "M\(middle) 0Q\(middle) \(center) \(width) \(center)", weight: 1)
        case "╯": return .line(path: "M0 \(center)Q\(middle) \(center) \(middle) 0", weight: 1)
        case "├": return .line(path: "M\(middle) 0V\(height)M\(middle) \(center)H\(width)", weight: 1)
        case "└": return .line(path: "M\(middle) 0V\(center)H\(width)", weight: 1)
        default: return nil
        }
    }
}
