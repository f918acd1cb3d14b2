import Generation
import Inference
import Playground
import TextUI

@testable import Panes

/// The program with the embedded model and without a terminal: actions change the state, effects are really done.
final class RealSession {
    private(set) var state: PlaygroundState
    private let runner: EffectRunner
    private let news: AsyncStream<Action>
    /// How often a model was opened.
    private(set) var openings = 0

    /// Opens nano and waits until it answers.
    init(user: String = "", settings: Settings = Settings()) async {
        state = PlaygroundState(user: user, settings: settings, isLive: false)
        let (news, continuation) = AsyncStream<Action>.makeStream()
        self.news = news
        runner = EffectRunner(
            open: { reference, _, _ in
                try LocalProvider.open(path: ResourceLocation.folder(named: "nano"), reference: reference)
            },
            post: { continuation.yield($0) })
        perform(.openModel("nano"))
        await wait { $0.model.loaded != nil }
    }

    /// Has actions done.
    func perform(_ actions: Action...) {
        for action in actions { take(action) }
    }

    /// Takes what comes until the state satisfies a condition.
    func wait(until isSatisfied: (PlaygroundState) -> Bool) async {
        guard !isSatisfied(state) else { return }
        for await action in news {
            take(action)
            if isSatisfied(state) { return }
        }
    }

    private func take(_ action: Action) {
        for effect in update(&state, action) {
            if case .loadModel = effect { openings += 1 }
            runner.perform(effect)
        }
    }
}
