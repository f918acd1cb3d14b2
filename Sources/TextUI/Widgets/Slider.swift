/// A knob of the program: name, value, and a line with the knob where the value is.
///
/// ```
/// temperature     0.70  ━━━━━━●──────────
/// ```
/// A disabled slider says why instead of showing a line.
public struct Slider: Widget, Hashable, Sendable {
    /// What it sets.
    public var label: String
    /// The value as text.
    public var value: String
    /// Where the value is between the ends, from 0 to 1.
    public var fraction: Double
    /// Why it cannot be used; `nil` when it can.
    public var disabledReason: String?
    /// Whether keys move this knob now.
    public var isFocused: Bool
    /// The columns of the label and of the value, so that sliders below each other align.
    public var labelColumns: Int
    /// The columns of the value, which stands at their right.
    public var valueColumns: Int

    /// Makes a slider.
    public init(
        label: String, value: String, fraction: Double, disabledReason: String? = nil, isFocused: Bool = false,
        labelColumns: Int = 16, valueColumns: Int = 6
    ) {
        self.label = label
        self.value = value
        self.fraction = fraction
        self.disabledReason = disabledReason
        self.isFocused = isFocused
        self.labelColumns = labelColumns
        self.valueColumns = valueColumns
    }

    /// Where the line stands in the slider's room; empty when there is none for it.
    public func track(in rect: Rect) -> Rect {
        let track = rect.row(0).inset(left: labelColumns + valueColumns + 3)
        return track.columns >= 3 ? track : Rect(origin: track.origin, size: .zero)
    }

    /// The column of the knob.
    public func knobColumn(in rect: Rect) -> Int? {
        let track = track(in: rect)
        guard !track.isEmpty else { return nil }
        let clamped = fraction.isNaN ? 0 : min(1, max(0, fraction))
        return track.left + Int((clamped * Double(track.columns - 1)).rounded())
    }

    /// The fraction that a click at a cell means; `nil` when it is not on the line or the slider is disabled.
    public func fraction(at point: Point, in rect: Rect) -> Double? {
        guard disabledReason == nil, track(in: rect).contains(point) else { return nil }
        return fraction(draggedTo: point.column, in: rect)
    }

    /// The fraction for a drag to a column, wherever the mouse went meanwhile.
    public func fraction(draggedTo column: Int, in rect: Rect) -> Double? {
        let track = track(in: rect)
        guard disabledReason == nil, !track.isEmpty else { return nil }
        return min(1, max(0, Double(column - track.left) / Double(track.columns - 1)))
    }

    /// Draws the slider in one row.
    public func draw(in rect: Rect, on canvas: inout Canvas, theme: Theme) {
        let row = rect.row(0)
        guard !row.isEmpty else { return }
        let isDisabled = disabledReason != nil
        let labelRole: Role = isDisabled ? .disabled : isFocused ? .strong : .text
        if let reason = disabledReason {
            let parts = row.split(columns: [.fixed(labelColumns), .fixed(1), .rest])
            canvas.write(label, in: parts[0], style: theme[labelRole])
            canvas.write(reason, in: parts[2], style: theme[.disabled])
            return
        }
        let valueStyle = theme[isFocused ? .accent : .strong]
        guard let knob = knobColumn(in: rect) else {
            // Without room for a line the value stands at the right edge, and the name has the rest.
            let parts = row.split(columns: [.rest, .fixed(1), .fixed(min(value.columnWidth, row.columns))])
            canvas.write(label, in: parts[0], style: theme[labelRole])
            canvas.write(value, in: parts[2], style: valueStyle)
            return
        }
        let parts = row.split(columns: [.fixed(labelColumns), .fixed(1), .fixed(valueColumns)])
        canvas.write(label, in: parts[0], style: theme[labelRole])
        canvas.write(value, in: parts[2], style: valueStyle, alignment: .right)
        let track = track(in: rect)
        let fill: Role = isFocused ? .accent : .sliderFill
        canvas.repeatGlyph(Glyph("━"), at: track.origin, columns: knob - track.left, style: theme[fill])
        canvas.horizontalLine(
            at: Point(column: knob, row: track.top), columns: track.right - knob, style: theme[.sliderTrack])
        canvas.put(Glyph("●"), at: Point(column: knob, row: track.top), style: theme[.sliderKnob])
    }
}
