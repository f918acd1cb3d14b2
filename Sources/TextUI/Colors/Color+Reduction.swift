extension Color {
    /// The nearest colour that a terminal with so many colours can show; `nil` when it has none.
    ///
    /// Only `direct` shows red, green and blue; other levels give palette colours. Palette colours stay as they are
    /// where the level has them.
    public func reduced(to level: ColorLevel) -> Color? {
        switch level {
        case .direct: self
        case .palette256: paletteIndex == nil ? .palette(nearest256) : self
        case .ansi16: .palette(paletteIndex.flatMap { $0 < 16 ? $0 : nil } ?? nearestANSI(among: 16))
        case .ansi8: .palette(paletteIndex.flatMap { $0 < 16 ? $0 % 8 : nil } ?? nearestANSI(among: 8))
        case .monochrome: nil
        }
    }

    /// The nearest colour of the cube and the greys; the first sixteen belong to the user and may look like anything.
    private var nearest256: UInt8 {
        let (red, green, blue) = components
        let cube = UInt8(16) + 36 * Self.cubeStep(red) + 6 * Self.cubeStep(green) + Self.cubeStep(blue)
        let mean = (Int(red) + Int(green) + Int(blue)) / 3
        let grey = UInt8(232 + min(23, max(0, (mean - 3) / 10)))
        return squaredDistance(to: .palette(grey)) < squaredDistance(to: .palette(cube)) ? grey : cube
    }

    /// The nearest of the cube's levels 0, 95, 135, 175, 215, 255.
    private static func cubeStep(_ value: UInt8) -> UInt8 {
        if value < 48 { return 0 }
        return value < 115 ? 1 : (value - 35) / 40
    }

    private func squaredDistance(to other: Color) -> Int {
        let (red, green, blue) = components
        let (otherRed, otherGreen, otherBlue) = other.components
        let differences = [Int(red) - Int(otherRed), Int(green) - Int(otherGreen), Int(blue) - Int(otherBlue)]
        return differences.reduce(0) { $0 + $1 * $1 }
    }

    private func nearestANSI(among count: UInt8) -> UInt8 {
        let own = OKLab(self)
        let distances = (0..<count).map { ($0, own.distance(to: OKLab(.palette($0)))) }
        return distances.min { $0.1 < $1.1 }?.0 ?? 0
    }
}

extension Style {
    /// The style with both colours reduced to what a terminal can show.
    public func reduced(to level: ColorLevel) -> Style {
        guard level != .direct else { return self }
        return Style(
            foreground: foreground?.reduced(to: level), background: background?.reduced(to: level),
            attributes: attributes)
    }
}
