import Generation
import Playground
import TextUI

/// The attention screen: the map of heads, the pattern of the chosen one, and the arithmetic of the weight under the cursor.
struct AttentionScreen {
    let scene: Scene
    let layout: AttentionLayout

    init(scene: Scene) {
        self.scene = scene
        layout = AttentionLayout(scene)
    }

    private var display: AttentionDisplay { scene.state.attention }

    /// Draws the screen between the top and the bottom line.
    func draw(on canvas: inout Canvas) {
        drawHeads(on: &canvas)
        drawSide(on: &canvas)
        drawMain(on: &canvas)
    }

    // MARK: The map

    private var map: HeadMap? {
        guard let counts = scene.headCounts, !layout.heads.isEmpty else { return nil }
        let content = layout.content(layout.heads)
        return HeadMap(
            scene: scene, counts: counts, rect: content.inset(bottom: max(0, content.rows - HeadMap.rows(counts))))
    }

    private func drawHeads(on canvas: inout Canvas) {
        guard !layout.heads.isEmpty, let map else { return }
        PaneFrame(scene.text(.heads), facts: headFacts).draw(in: layout.heads, on: &canvas, theme: scene.theme)
        map.draw(on: &canvas)
        let below = layout.content(layout.heads).inset(top: map.rect.rows)
        guard below.rows > 1 else { return }
        let room = below.inset(top: 1)
        if display.combination == .single, room.rows >= HeadScoreBars.rows, room.columns >= 36 {
            HeadScoreBars(scene: scene).draw(in: room, on: &canvas)
        } else {
            HeadLegend(scene: scene).draw(in: room, on: &canvas)
        }
    }

    private var headFacts: [String] {
        if let off = scene.switchedOff { return [off] }
        if scene.state.headScores == nil, scene.state.inquiries[.headScores]?.isPending == true {
            return [scene.text(.measuring)]
        }
        return [scene.headLabel].compactMap(\.self)
    }

    // MARK: Beside the large pane

    private func drawSide(on canvas: inout Canvas) {
        guard layout.hasSide else { return }
        let facts = [scene.state.shownArithmetic.map { scene.text(.headSize($0.queryVector.count)) }].compactMap(\.self)
        PaneFrame(scene.text(.arithmetic), facts: facts).draw(in: layout.side, on: &canvas, theme: scene.theme)
        ArithmeticPane(scene: scene).draw(in: layout.content(layout.side), on: &canvas)
    }

    // MARK: The large pane

    /// The room of the chosen view.
    var room: Rect { layout.content(layout.main) }

    private func drawMain(on canvas: inout Canvas) {
        let theme = scene.theme
        if layout.isFramed {
            canvas.border(layout.main, style: theme[scene.state.overlay == nil ? .borderFocused : .border])
            drawNote(on: &canvas)
        }
        drawTabs(on: &canvas)
        if let model = scene.state.model.loaded?.capabilities, !model.disclosesAttention {
            return drawText(.attentionUndisclosed(isLocal: model.isLocal), on: &canvas)
        }
        if let failure = scene.state.inquiries[.band]?.failure {
            Paragraph(text: scene.text(.failure(failure)), style: theme[.error]).draw(in: room, on: &canvas)
            return
        }
        guard scene.state.shownPattern != nil else {
            return drawText(scene.state.insideRequest == nil ? .attentionScreenPlaceholder : .looking, on: &canvas)
        }
        switch display.view {
        case .matrix: MatrixView(scene: scene, room: room).draw(on: &canvas)
        case .text: PatternText(scene: scene, room: room).draw(on: &canvas)
        case .heads: HeadThumbnails(scene: scene, room: room).draw(on: &canvas)
        case .arithmetic:
            ArithmeticTable(scene: scene, hasSummary: !layout.hasSide).draw(in: room, on: &canvas)
        }
    }

    private func drawText(_ phrase: Phrase, on canvas: inout Canvas) {
        Paragraph(text: scene.text(phrase), style: scene.theme[.placeholder]).draw(in: room, on: &canvas)
    }

    /// What attention does not say, at the lower edge, and what is switched off where the map is not seen.
    private func drawNote(on canvas: inout Canvas) {
        let line = layout.main.inset(left: 2, right: 2).row(layout.main.rows - 1)
        if let off = scene.switchedOff, layout.heads.isEmpty || layout.heads.columns < off.columnWidth + 12 {
            canvas.write(" \(off) ", in: line, style: scene.theme[.warning])
            return
        }
        let note = " \(scene.text(.notExplanation)) "
        canvas.write(note, in: line, style: scene.theme[.faint], alignment: .right)
    }

    /// The line that the tabs and facts stand on.
    private var tabLine: Rect {
        layout.isFramed ? layout.main.inset(left: 2, right: 2).row(0) : layout.main.row(0)
    }

    /// The views, and where their names stand.
    private var tabs: [(view: AttentionView, rect: Rect)] {
        var column = tabLine.left
        return AttentionView.allCases.map { view in
            let width = scene.text(.name(view)).columnWidth + 2
            defer { column += width }
            return (view, Rect(column: column, row: tabLine.top, columns: width, rows: 1).intersection(tabLine))
        }
    }

    private func drawTabs(on canvas: inout Canvas) {
        for (view, rect) in tabs {
            let style = scene.theme[view == display.view ? .tabSelected : .tab]
            canvas.write(" ", in: rect, style: scene.theme[.background])
            canvas.write(scene.text(.name(view)), in: rect.inset(left: 1), style: style)
            canvas.write(
                " ", at: Point(column: rect.right - 1, row: rect.top), style: scene.theme[.background], within: rect)
        }
        let line = tabLine.inset(left: (tabs.last?.rect.right ?? 0) - tabLine.left + 1)
        for count in stride(from: facts.count, to: 0, by: -1) {
            let text = " " + facts.prefix(count).joined(separator: " · ") + " "
            guard text.columnWidth <= line.columns else { continue }
            canvas.write(text, in: line, style: scene.theme[.facts], alignment: .right)
            return
        }
        let short = " \(scene.text(.layerLetter))\(display.layer + 1)·\(display.head + 1) "
        canvas.write(short, in: line, style: scene.theme[.facts], alignment: .right)
    }

    private var facts: [String] {
        guard let counts = scene.headCounts else { return [] }
        var facts = ["\(scene.text(.layer(display.layer + 1, of: counts.layers))) · \(scene.headName)"]
        if layout.heads.isEmpty, let label = scene.headLabel { facts.append(label) }
        facts.append(scene.text(.name(display.scale)))
        if display.hidesFirstToken { facts.append(scene.text(.firstHidden)) }
        if display.hidesDiagonal { facts.append(scene.text(.diagonalHidden)) }
        return facts
    }

    // MARK: The mouse

    /// What is at a place of the screen.
    enum Target {
        case view(AttentionView)
        case head(layer: Int, head: Int)
        case weight(query: Int, key: Int)
        case token(Int)
    }

    /// What is at a place of the screen; nil where a click means nothing.
    func target(at point: Point) -> Target? {
        if let tab = tabs.first(where: { $0.rect.contains(point) }) { return .view(tab.view) }
        if let found = map?.head(at: point) { return .head(layer: found.layer, head: found.head) }
        guard room.contains(point) else { return nil }
        switch display.view {
        case .matrix:
            return MatrixView(scene: scene, room: room).weight(at: point).map { .weight(query: $0.query, key: $0.key) }
        case .text: return PatternText(scene: scene, room: room).position(at: point).map(Target.token)
        case .heads:
            return HeadThumbnails(scene: scene, room: room).head(at: point).map {
                .head(layer: $0.layer, head: $0.head)
            }
        case .arithmetic: return nil
        }
    }
}
