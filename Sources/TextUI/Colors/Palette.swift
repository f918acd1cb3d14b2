/// What the 256 palette colours usually look like.
enum Palette {
    /// `0xRRGGBB` by palette index: 16 ANSI colours (xterm's), a 6×6×6 cube, 24 greys.
    static let values: [UInt32] = ansi + cube + greys

    private static let ansi: [UInt32] = [
        0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
        0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]

    private static let cube: [UInt32] = (0..<216).map { index in
        func level(_ step: Int) -> UInt32 { step == 0 ? 0 : UInt32(55 + 40 * step) }
        return level(index / 36) << 16 | level(index / 6 % 6) << 8 | level(index % 6)
    }

    private static let greys: [UInt32] = (0..<24).map { index in
        let level = UInt32(8 + 10 * index)
        return level << 16 | level << 8 | level
    }
}
