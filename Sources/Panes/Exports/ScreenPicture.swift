public import Playground
public import TextUI

/// The screen as a file: what is on it without what lies over it.
public enum ScreenPicture {
    /// The bytes of a picture; nil for a format that is not one of the screen.
    public static func bytes(
        _ format: ExportFormat, of state: PlaygroundState, size: Size, theme: Theme
    ) -> [UInt8]? {
        let canvas = PlaygroundView.draw(state.withoutOverlays, size: size, theme: theme)
        switch format {
        case .screenANSI:
            return Array(canvas.ansiText.utf8)
        case .screenSVG:
            let isDark = theme.appearance == .dark
            // What a theme leaves to the terminal looks like a terminal's usual colours.
            return Array(
                canvas.svg(
                    foreground: theme[.background].foreground ?? (isDark ? Color(0xD0D0D0) : Color(0x202020)),
                    background: theme[.background].background ?? (isDark ? Color(0x101010) : Color(0xFFFFFF)),
                    title: "mirilla"
                ).utf8)
        default:
            return nil
        }
    }
}
