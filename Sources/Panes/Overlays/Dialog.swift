import Generation
import Playground
import TextUI

/// A question or a bad message above the screen, with the keys that answer it.
struct Dialog {
    let scene: Scene
    let title: String
    let paragraphs: [(text: String, role: TextUI.Role)]
    let answers: [(key: String, label: String)]

    /// Draws the dialog in the middle of the screen.
    func draw(on canvas: inout Canvas) {
        let size = scene.layout.size
        let columns = min(68, size.columns - 2)
        let inner = columns - 4
        let lines = paragraphs.reduce(0) {
            $0 + min(Self.longest, Paragraph(text: $1.text, style: .plain).rows(columns: inner))
        }
        // Empty lines between the paragraphs, if there is room for them.
        let spacing = lines + paragraphs.count + 5 <= size.rows ? 1 : 0
        let rows = lines + spacing * paragraphs.count
        let popup = Popup(title, contentSize: Size(columns: inner, rows: min(size.rows - 4, rows + 1)))
        let screen = Rect(origin: .zero, size: size)
        popup.draw(in: screen, on: &canvas, theme: scene.theme)
        let content = popup.content(in: screen)
        var room = content.inset(bottom: 1)
        for (text, role) in paragraphs {
            let paragraph = Paragraph(text: text, style: scene.theme[role])
            let used = min(Self.longest, paragraph.rows(columns: inner))
            paragraph.draw(in: room.inset(bottom: max(0, room.rows - used)), on: &canvas)
            room = room.inset(top: used + spacing)
        }
        drawAnswers(in: content.row(content.rows - 1), on: &canvas)
    }

    /// How many rows one paragraph may take.
    private static let longest = 6

    private func drawAnswers(in line: Rect, on canvas: inout Canvas) {
        var point = line.origin
        for (key, label) in answers {
            point.column = canvas.write(key, at: point, style: scene.theme[.key], within: line)
            point.column = canvas.write(" " + label, at: point, style: scene.theme[.keyLabel], within: line) + 3
        }
    }
}

extension Dialog {
    /// Asks before a run is lost.
    static func quit(_ scene: Scene) -> Dialog {
        Dialog(
            scene: scene, title: scene.text(.quitQuestion), paragraphs: [(scene.text(.quitExplanation), .text)],
            answers: [("Enter", scene.text(.quitConfirm)), ("Esc", scene.text(.stay))])
    }

    /// Offers the texts of a session that was killed.
    static func draft(_ draft: Draft, _ scene: Scene) -> Dialog {
        let text = draft.user.isEmpty ? draft.system : draft.user
        return Dialog(
            scene: scene, title: scene.text(.draftQuestion),
            paragraphs: [(scene.text(.draftExplanation), .text), (text, .strong)],
            answers: [("Enter", scene.text(.draftConfirm)), ("Esc", scene.text(.draftDecline))])
    }

    /// Asks before a file is replaced.
    static func replace(_ job: ExportJob, _ scene: Scene) -> Dialog {
        Dialog(
            scene: scene, title: scene.text(.exportExistsTitle),
            paragraphs: [(scene.text(.exportExists), .text), (job.path, .strong)],
            answers: [("Enter", scene.text(.exportReplace)), ("Esc", scene.text(.exportKeep))])
    }

    /// Asks before a preset is replaced.
    static func replace(_ preset: Preset, _ scene: Scene) -> Dialog {
        Dialog(
            scene: scene, title: scene.text(.presetReplaceTitle),
            paragraphs: [(scene.text(.presetReplace), .text), (preset.name, .strong)],
            answers: [("Enter", scene.text(.exportReplace)), ("Esc", scene.text(.exportKeep))])
    }

    /// Asks before a past run is removed for good.
    static func runDeletion(_ run: PastRun.Summary, _ scene: Scene) -> Dialog {
        Dialog(
            scene: scene, title: scene.text(.runDeletionTitle),
            paragraphs: [(TokenText.visible(run.opening), .strong), (scene.text(.runDeletionExplanation), .text)],
            answers: [("Enter", scene.text(.runDelete)), ("Esc", scene.text(.runKeep))])
    }

    /// Asks before texts are sent to be embedded.
    static func consent(_ plan: EmbeddingPlan, _ scene: Scene) -> Dialog {
        var paragraphs: [(text: String, role: TextUI.Role)] = [(scene.text(.embeddingConsent(plan)), .text)]
        if plan.missingCount < plan.textCount { paragraphs.append((scene.text(.embeddingKnown(plan)), .dim)) }
        return Dialog(
            scene: scene, title: scene.text(.embeddingConsentTitle), paragraphs: paragraphs,
            answers: [("Enter", scene.text(.sendTexts)), ("Esc", scene.text(.keepTexts))])
    }

    /// Asks before a key is sent where others could read it.
    static func plainKey(_ failed: ModelSlot.LoadFailure, _ scene: Scene) -> Dialog {
        Dialog(
            scene: scene, title: scene.text(.plainKeyQuestion),
            paragraphs: [(failed.reference, .strong), (scene.text(.plainKeyExplanation), .text)],
            answers: [("Enter", scene.text(.plainKeySend)), ("Esc", scene.text(.plainKeyKeep))])
    }

    /// Tells why a model is not here.
    static func modelFailure(_ failed: ModelSlot.LoadFailure, _ scene: Scene) -> Dialog {
        var paragraphs: [(text: String, role: TextUI.Role)] = [
            (failed.reference, .strong), (scene.text(.failure(failed.failure)), .error),
        ]
        if let hint = Phrase.hint(failed.failure) { paragraphs.append((scene.text(hint), .text)) }
        return Dialog(
            scene: scene, title: scene.text(.modelNotOpened), paragraphs: paragraphs,
            answers: [
                ("Enter", scene.text(.openAnother)), ("r", scene.text(.tryAgain)), ("Esc", scene.text(.close)),
            ])
    }
}
