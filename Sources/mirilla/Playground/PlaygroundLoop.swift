import Panes
import Playground
import Terminal
import TextUI

/// The playground at a terminal: input becomes actions, actions change the state, effects are done, the state is drawn.
final class PlaygroundLoop {
    private var state: PlaygroundState
    private let screen: Screen
    private let doorbell: Doorbell
    private let themes: ThemeLibrary
    private let mailbox: ActionMailbox
    private let runner: EffectRunner

    /// Makes a loop that begins with a state; the runner posts to the mailbox, and the mailbox rings the bell.
    init(
        state: PlaygroundState, screen: Screen, doorbell: Doorbell, themes: ThemeLibrary, mailbox: ActionMailbox,
        runner: EffectRunner
    ) {
        (self.state, self.screen, self.doorbell) = (state, screen, doorbell)
        (self.themes, self.mailbox, self.runner) = (themes, mailbox, runner)
    }

    /// The texts and knobs as they are now.
    var draft: Draft { state.draft }

    /// Performs the first actions, then runs until the user or a signal ends the program.
    func run(first actions: [Action]) -> EventLoop.Ending {
        EventLoop(screen: screen, doorbell: doorbell).run { event, turn in
            switch event {
            case .started: perform(actions, &turn)
            case .input(let input): perform(KeyMap.actions(for: input, in: state, size: screen.size), &turn)
            case .rung: perform(mailbox.drain(), &turn)
            case .tick, .resumed, .ending: break
            }
        } draw: { size in
            PlaygroundView.draw(state, size: size, theme: theme)
        }
    }

    /// The job with the screen's bytes in it, if it is about the screen.
    private func drawn(_ job: ExportJob) -> ExportJob {
        guard case .screen(let format) = job.content,
            let bytes = ScreenPicture.bytes(format, of: state, size: screen.size, theme: theme)
        else { return job }
        var job = job
        job.content = .bytes(bytes)
        return job
    }

    private var theme: Theme {
        themes.theme(named: state.themeName) ?? themes.standard(for: screen.colorLevel)
    }

    private func perform(_ actions: [Action], _ turn: inout EventLoop.Turn) {
        for action in actions {
            turn.needsFrame = true
            for effect in update(&state, action) {
                switch effect {
                case .terminal(.copy(let text)):
                    if !screen.copy(text) {
                        perform([.copyRefused(byteCount: text.utf8.count, limit: Screen.longestCopy)], &turn)
                    }
                case .terminal(.suspend): turn.isSuspended = true
                case .terminal(.quit): turn.isFinished = true
                case .export(let job): runner.perform(.export(drawn(job)))
                default: runner.perform(effect)
                }
            }
        }
    }
}
