public import Playground
public import TextUI

/// Draws the screen: a state as a picture.
///
/// ```swift
/// let canvas = PlaygroundView.draw(state, size: screen.size, theme: theme)
/// ```
/// The language is the state's; the theme is a value, since themes come from files. Every size can be drawn.
public enum PlaygroundView {
    /// The picture of a state.
    public static func draw(_ state: PlaygroundState, size: Size, theme: Theme) -> Canvas {
        var canvas = Canvas(size: size, style: theme[.background])
        let scene = Scene(state: state, theme: theme, layout: ScreenLayout(size: size, state: state))
        guard scene.layout.arrangement != .tooSmall else {
            let text = scene.text(.tooSmall(columns: size.columns, rows: size.rows))
            Paragraph(text: text, style: theme[.text]).draw(in: canvas.bounds, on: &canvas)
            return canvas
        }
        StatusBar(scene: scene).draw(on: &canvas)
        switch state.screen {
        case .playground: drawPanes(scene, on: &canvas)
        case .models: ModelsScreen(scene: scene).draw(on: &canvas)
        case .history: HistoryScreen(scene: scene).draw(on: &canvas)
        case .attention: AttentionScreen(scene: scene).draw(on: &canvas)
        case .walk: WalkScreen(scene: scene).draw(on: &canvas)
        case .lens: LensScreen(scene: scene).draw(on: &canvas)
        case .tokens: TokensScreen(scene: scene).draw(on: &canvas)
        case .compare: CompareScreen(scene: scene).draw(on: &canvas)
        case .sweep: SweepScreen(scene: scene).draw(on: &canvas)
        case .embeddings: EmbeddingsScreen(scene: scene).draw(on: &canvas)
        }
        Footer(scene: scene).draw(on: &canvas)
        drawOverlay(scene, on: &canvas)
        Toasts(scene: scene).draw(on: &canvas)
        return canvas
    }

    private static func drawPanes(_ scene: Scene, on canvas: inout Canvas) {
        if scene.layout.arrangement == .single { TabLine(scene: scene).draw(on: &canvas) }
        EditorPane(scene: scene, pane: .system).draw(on: &canvas)
        EditorPane(scene: scene, pane: .user).draw(on: &canvas)
        ParametersPane(scene: scene).draw(on: &canvas)
        OutputPane(scene: scene).draw(on: &canvas)
        NextTokenPane(scene: scene).draw(on: &canvas)
        AttentionPane(scene: scene).draw(on: &canvas)
    }

    private static func drawOverlay(_ scene: Scene, on canvas: inout Canvas) {
        switch scene.state.overlay {
        case .palette(let palette): PaletteOverlay(scene: scene, palette: palette).draw(on: &canvas)
        case .help: HelpOverlay(scene: scene).draw(on: &canvas)
        case .renderedPrompt(let line): RenderedPromptOverlay(scene: scene).draw(from: line, on: &canvas)
        case .headLabels: HeadLabelsOverlay(scene: scene).draw(on: &canvas)
        case .queryKeyValue: QueryKeyValueOverlay(scene: scene).draw(on: &canvas)
        case .modelEntry(let reference): ModelEntryOverlay(scene: scene, reference: reference).draw(on: &canvas)
        case .quitConfirmation: Dialog.quit(scene).draw(on: &canvas)
        case .draftOffer(let draft): Dialog.draft(draft, scene).draw(on: &canvas)
        case .export(let menu): ExportOverlay(scene: scene, menu: menu).draw(on: &canvas)
        case .presets(let menu): PresetsOverlay(scene: scene, menu: menu).draw(on: &canvas)
        case .presetForm(let form): PresetFormOverlay(scene: scene, form: form).draw(on: &canvas)
        case .presetName(let name): BranchOverlay.presetName(name, scene).draw(on: &canvas)
        case .presetReplacement(let preset): Dialog.replace(preset, scene).draw(on: &canvas)
        case .runDeletion(let run): Dialog.runDeletion(run, scene).draw(on: &canvas)
        case .exportConfirmation(let job): Dialog.replace(job, scene).draw(on: &canvas)
        case .branchEntry(let text): BranchOverlay.entry(text, scene).draw(on: &canvas)
        case .branchName(let name): BranchOverlay.name(name, scene).draw(on: &canvas)
        case .columnModel(let reference): ModelEntryOverlay(scene: scene, reference: reference).draw(on: &canvas)
        case .sweepValues(let text): SweepValuesOverlay(scene: scene, text: text).draw(on: &canvas)
        case .contextWindows: ContextOverlay(scene: scene).draw(on: &canvas)
        case .modelFailure(let failure): Dialog.modelFailure(failure, scene).draw(on: &canvas)
        case .plainKeyConfirmation(let failure): Dialog.plainKey(failure, scene).draw(on: &canvas)
        case .embeddingConsent(_, let plan): Dialog.consent(plan, scene).draw(on: &canvas)
        case nil: break
        }
    }
}
