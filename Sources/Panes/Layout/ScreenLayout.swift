import Playground
import TextUI

/// Where everything lies at one size: the lines that all screens share, and the panes of the playground.
///
/// Wide screens show every pane, unless the model makes no text. Narrower ones keep the left column and make tabs of the right one; under that there is one
/// pane at a time. Drawing and mouse both ask this layout, so that a click always hits what is seen.
struct ScreenLayout: Hashable {
    /// How the panes share the screen.
    enum Arrangement: Hashable {
        /// A line says that there is no room.
        case tooSmall
        /// One pane at a time, below a line of tabs.
        case single
        /// Editors and knobs left, one of output, next token and attention right.
        case tabbed
        /// Everything.
        case wide
    }

    /// The smallest size that can be used.
    static let smallest = Size(columns: 40, rows: 10)

    let arrangement: Arrangement
    let size: Size
    /// The line at the top.
    let status: Rect
    /// The line of tabs; empty where there is none.
    let tabs: Rect
    /// The line at the bottom.
    let footer: Rect
    /// What a full screen has for itself: all between the top and the bottom line.
    let body: Rect
    /// The panes that are seen, with their borders; none on the other screens.
    let frames: [Pane: Rect]
    /// Whether panes have borders.
    let isFramed: Bool

    /// Lays out the screen for a state.
    init(size: Size, state: PlaygroundState) {
        self.size = size
        let screen = Rect(origin: .zero, size: size)
        let choiceCount = state.choices.count
        let possible = Self.arrangement(for: size)
        // Where there are neither tokens nor attention, what is made has their room too.
        arrangement = possible == .wide && choiceCount > 0 ? .tabbed : possible
        guard arrangement != .tooSmall else {
            (status, tabs, footer, body, frames, isFramed) = (.zero, .zero, .zero, .zero, [:], false)
            return
        }
        let isSingle = arrangement == .single
        isFramed = !isSingle || size.rows >= 14
        let hasTabs = isSingle && state.screen == .playground
        let parts = screen.split(rows: [.fixed(1), .fixed(hasTabs ? 1 : 0), .rest, .fixed(1)])
        (status, body, footer) = (parts[0], parts[2], parts[3])
        tabs = hasTabs ? parts[1] : .zero
        guard state.screen == .playground else {
            frames = [:]
            return
        }
        let knobs = choiceCount > 0 ? choiceCount + 3 : state.parameters.count
        switch arrangement {
        case .wide: frames = Self.wide(parts[2], knobs: knobs)
        case .tabbed:
            frames = Self.tabbed(
                parts[2], knobs: knobs, tab: state.tab, leftShare: choiceCount > 0 && size.columns >= 110 ? 37 : 47)
        case .single, .tooSmall: frames = [state.focus: parts[2]]
        }
    }

    /// The room inside a pane's border, or nil if the pane is not seen.
    func content(_ pane: Pane) -> Rect? {
        guard let frame = frames[pane] else { return nil }
        return isFramed ? frame.inset(left: 2, top: 1, right: 2, bottom: 1) : frame.inset(left: 1, right: 1)
    }

    /// The pane at a place.
    func pane(at point: Point) -> Pane? {
        frames.first { $0.value.contains(point) }?.key
    }

    private static func arrangement(for size: Size) -> Arrangement {
        if size.columns < smallest.columns || size.rows < smallest.rows { return .tooSmall }
        if size.columns >= 110, size.rows >= 30 { return .wide }
        return size.columns >= 72 && size.rows >= 18 ? .tabbed : .single
    }

    private static func wide(_ body: Rect, knobs: Int) -> [Pane: Rect] {
        let attentionRows = min(26, max(9, body.rows * 36 / 100))
        let upper = body.rows - attentionRows
        // Knobs, border, and below them what the chosen one does where there is room for it.
        let knobRows = knobs + 2 + (body.rows >= 38 ? 3 : 0)
        let bands = body.split(rows: [.rest, .fixed(attentionRows)])
        let halves = bands[0].split(columns: [.fixed(min(84, body.columns * 44 / 100)), .rest])
        let left = halves[0].split(rows: [.fixed(min(6, max(3, upper / 5))), .rest, .fixed(min(knobRows, upper / 2))])
        let right = halves[1].split(rows: [
            .rest, .fixed(max(min(knobRows, upper / 2), upper * (body.rows >= 50 ? 46 : 42) / 100)),
        ])
        return [
            .system: left[0], .user: left[1], .parameters: left[2], .output: right[0], .nextToken: right[1],
            .attention: bands[1],
        ]
    }

    private static func tabbed(_ body: Rect, knobs: Int, tab: Pane, leftShare: Int) -> [Pane: Rect] {
        let halves = body.split(columns: [.fixed(body.columns * leftShare / 100), .rest])
        let systemRows = body.rows >= 30 ? 5 : 3
        let left = halves[0].split(rows: [
            .fixed(systemRows), .rest, .fixed(min(knobs + 2, (body.rows - systemRows) * 3 / 5)),
        ])
        return [.system: left[0], .user: left[1], .parameters: left[2], tab: halves[1]]
    }
}
