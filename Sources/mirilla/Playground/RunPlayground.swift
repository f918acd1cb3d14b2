import Documents
import Foundation
import Generation
import History
import Inference
import Panes
import Playground
import Terminal
import TextUI

/// Runs the playground until it is quit.
func runPlayground(_ options: PlaygroundOptions) async throws(Failure) {
    let environment = ProcessInfo.processInfo.environment
    let folders = UserFolders(environment: environment)
    let themes = ThemeLibrary(folder: folders.config.appending(path: "themes"))
    try check(themes, name: options.theme)

    let screen: Screen
    let doorbell: Doorbell
    do throws(TerminalError) {
        doorbell = try Doorbell()
        screen = try Screen(environment: environment, cacheDirectory: folders.cache.appending(path: "terminfo").path)
    } catch {
        throw Failure(
            .system, "cannot open the playground", found: error.message,
            hint: "mirilla generate PROMPT answers without a screen")
    }

    ComputePriority.lower()
    let preferences = PreferencesStore(file: folders.state.appending(path: "preferences.json"))
    let drafts = DraftStore(directory: folders.state.path)
    let mailbox = ActionMailbox { doorbell.ring() }
    let (history, historyFailure) = openHistory(in: folders.data)
    let runner = EffectRunner(
        drafts: drafts, savePreferences: { try preferences.save($0) }, library: .ofMachine(options.network),
        archive: history, presets: PresetStore(folder: folders.config.appending(path: "presets").path),
        workshop: VectorWorkshop(archive: history) {
            LocalListings.encoders
        } open: { [network = options.network] reference in
            try OpenEmbedder.open(reference, network: network)
        },
        page: { AttentionPage.html($0, $1) },
        open: { [network = options.network] reference, allowsPlainKey, report in
            var network = network
            if allowsPlainKey { network.allowInsecure = true }
            let throttle = NewsThrottle()
            return try await openProvider(reference, network: network, options: options.local) { progress in
                if throttle.lets(progress) { report(progress) }
            }
        }, post: { mailbox.post($0) })
    let state = PlaygroundState(
        options, chosen: preferences.load(), themes: themes, level: screen.colorLevel, environment: environment)
    let loop = PlaygroundLoop(
        state: state, screen: screen, doorbell: doorbell, themes: themes, mailbox: mailbox, runner: runner)
    runner.offerDrafts()
    if let historyFailure { mailbox.post(.historyNews(.unwritable(historyFailure))) }
    let ending = loop.run(first: [.openModel(options.model)])
    screen.close()
    history?.flush()
    if ending != .finished {
        // The texts were kept half a second ago; what was typed since is kept now. Nobody is left to tell of a failure.
        try? drafts.save(loop.draft)
    }
    ending.endProgram()
}

/// Opens a model; an encoder too, which shows its attention and nothing else.
///
/// Weights that have to be converted keep a thread for seconds or minutes: it is none of those that the program's tasks share.
private func openProvider(
    _ reference: String, network: NetworkOptions, options: LocalOptions,
    report: @escaping @Sendable (PullProgress) -> Void
) async throws -> any Provider {
    do {
        return try await withTaskExecutorPreference(OpeningExecutor.shared) {
            try await OpenModel(reference, network: network, options: options, report: report).provider
        }
    } catch let failure as Failure where failure.kind == .unsupported {
        guard !OpenModel.isHosted(reference), let encoder = try? EncoderProvider(reference) else { throw failure }
        return encoder
    }
}

/// The history, or why there is none; a damaged one that was put aside is told too.
private func openHistory(in folder: URL) -> (HistoryStore?, Failure?) {
    do throws(Failure) {
        let history = try HistoryStore(folder: folder.path(percentEncoded: false))
        return (history, history.damage)
    } catch {
        return (nil, error)
    }
}

/// Says what is wrong with the user's theme files; the theme asked for has to be sound.
private func check(_ themes: ThemeLibrary, name: String?) throws(Failure) {
    for error in themes.errors { StandardError.writeLine("mirilla: theme: \(error.message)") }
    guard let name, themes.theme(named: name) == nil else { return }
    throw Failure(
        .usage, "no such theme", at: "--theme", expected: themes.themes.map(\.name).joined(separator: ", "),
        found: name)
}

extension PlaygroundState {
    /// The state at the start: what the command line asks for, then what was chosen last, then what suits the terminal.
    fileprivate init(
        _ options: PlaygroundOptions, chosen: Preferences?, themes: ThemeLibrary, level: ColorLevel,
        environment: [String: String]
    ) {
        let request = options.request
        let settings = Settings(
            sampling: request.sampling, maxNewTokens: request.maxNewTokens, contextLength: request.contextLength,
            stopTexts: request.stopTexts)
        // A theme full of colours that was chosen elsewhere says little on a terminal that has few.
        let last = chosen.map(\.themeName).flatMap { level >= .palette256 ? themes.theme(named: $0) : nil }
        let theme = options.theme.flatMap { themes.theme(named: $0) } ?? last ?? themes.standard(for: level)
        let language = options.language.flatMap { Language(rawValue: $0.rawValue) } ?? chosen?.language
        self.init(
            system: options.system ?? "", user: options.prompt ?? "", settings: settings,
            language: language ?? Language(environment: environment), themeName: theme.name,
            themeNames: themes.themes.map(\.name), isLive: chosen?.isLive ?? true, isRecording: options.remembersRuns)
    }
}

extension Language {
    /// The language that the environment asks for; English unless it is Spanish.
    fileprivate init(environment: [String: String]) {
        let named = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        self = named?.hasPrefix("es") == true ? .spanish : .english
    }
}
