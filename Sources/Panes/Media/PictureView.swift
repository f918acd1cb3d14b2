import Generation
import TextUI

/// A picture in half-blocks: two pixels in each cell, one above the other, as large as fits.
///
/// Where there are no colours a cell is as dense as its two pixels are bright.
struct PictureView {
    let picture: Picture

    /// Draws the picture into the middle of a rectangle.
    func draw(in room: Rect, on canvas: inout Canvas, theme: Theme) {
        guard !room.isEmpty else { return }
        let size = picture.fitted(width: room.columns, height: room.rows * 2)
        let scaled = picture.scaled(width: size.width, height: size.height)
        let ground = theme[.background].background?.components ?? (0, 0, 0)
        let left = room.left + (room.columns - scaled.width) / 2
        for row in 0..<(scaled.height + 1) / 2 {
            for column in 0..<scaled.width {
                let point = Point(column: left + column, row: room.top + row)
                let upper = Self.color(scaled[column, row * 2], on: ground)
                let lower =
                    row * 2 + 1 < scaled.height
                    ? Self.color(scaled[column, row * 2 + 1], on: ground)
                    : Color(red: ground.0, green: ground.1, blue: ground.2)
                if theme.isMonochrome {
                    let shade = Ramp.shade(at: (Self.brightness(upper) + Self.brightness(lower)) / 2)
                    canvas.put(shade, at: point, style: .plain)
                } else {
                    canvas.put(Glyph("▀"), at: point, style: Style(foreground: upper, background: lower))
                }
            }
        }
    }

    /// A pixel on a ground.
    private static func color(_ pixel: Picture.Pixel, on ground: (red: UInt8, green: UInt8, blue: UInt8)) -> Color {
        func mixed(_ value: UInt8, _ below: UInt8) -> UInt8 {
            UInt8(min(255, Int(value) + Int(below) * (255 - Int(pixel.alpha)) / 255))
        }
        return Color(
            red: mixed(pixel.red, ground.red), green: mixed(pixel.green, ground.green),
            blue: mixed(pixel.blue, ground.blue))
    }

    /// How bright a colour is, 0 to 1, as televisions weigh it.
    private static func brightness(_ color: Color) -> Double {
        let (red, green, blue) = color.components
        return (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }
}
