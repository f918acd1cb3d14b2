import TextUI

extension Theme {
    /// A theme without looks, for layouts that are only measured.
    static let bare = Theme(
        name: "", appearance: .dark, styles: [:], surprise: .monochrome, attention: .monochrome,
        diverging: .monochrome)
}
