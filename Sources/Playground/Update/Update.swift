/// Changes the state as an action asks and says what has to be done outside.
///
/// ```swift
/// var state = PlaygroundState()
/// for action in actions {
///     for effect in update(&state, action) { runner.perform(effect) }
/// }
/// ```
/// Pure: the same state and action give the same state and effects; no clock, no file, no chance.
public func update(_ state: inout PlaygroundState, _ action: Action) -> [Effect] {
    change(&state, action) + state.askInside() + state.askColumnDivergences() + state.askEmbeddings()
        + state.tellOfTrimming()
}

private func change(_ state: inout PlaygroundState, _ action: Action) -> [Effect] {
    switch action {
    case .run: state.startWhatIsShown()
    case .stop: state.stopWhatIsShown()
    case .escape: state.escape()
    case .edit(let command): state.edit(command)
    case .parameter(let action): state.turn(action)
    case .look(let action): state.look(action)
    case .focus(let action): state.moveFocus(action)
    case .show(let screen): state.show(screen)
    case .overlay(let action): state.changeOverlay(action)
    case .branch(let action): state.changeBranch(action)
    case .walk(let action): state.walk(action)
    case .intervene(let action): state.intervene(action)
    case .perform(let command): state.perform(command)
    case .scroll(let pane, let line): state.scroll(pane, to: line)
    case .toggleLive: state.toggleLive()
    case .toggleRaw: state.toggleRaw()
    case .toggleReasoning: state.toggleReasoning()
    case .setTheme(let name): state.setTheme(name)
    case .nextTheme: state.nextTheme()
    case .setLanguage(let language): state.setLanguage(language)
    case .openModel(let reference): state.openModel(reference)
    case .copyOutput: state.copyOutput()
    case .restoreDraft: state.restoreEarlierDraft()
    case .suspend: [.terminal(.suspend)]
    case .quit: state.quit()
    case .models(let action): state.change(action)
    case .history(let action): state.change(action)
    case .compare(let action): state.change(action)
    case .sweep(let action): state.change(action)
    case .embeddings(let action): state.change(action)
    case .modelLoaded(let model): state.receive(model)
    case .modelFailed(let id, let failure): state.receive(failure, opening: id)
    case .modelConverting(let id, let progress): state.receive(progress, converting: id)
    case .cacheMemoryChanged(let id, let memory): state.receive(memory, of: id)
    case .generated(let id, let events, let elapsed): state.receive(events, of: id, elapsed: elapsed)
    case .runFailed(let id, let failure): state.receive(failure, of: id)
    case .inspected(let id, let inspection): state.receive(inspection, for: id)
    case .inspectionFailed(let id, let failure): state.receive(failure, inspecting: id)
    case .answered(let id, let answer): state.receive(answer, to: id)
    case .questionFailed(let id, let failure): state.receive(failure, asking: id)
    case .compared(let id, let divergences): state.receive(.success(divergences), comparing: id)
    case .comparisonFailed(let id, let failure): state.receive(.failure(failure), comparing: id)
    case .exported(let path, let byteCount): state.tell(.exported(path: path, byteCount: byteCount))
    case .exportExists(let job): state.confirmReplacing(job)
    case .exportFailed(let failure): state.tell(.exportFailed(failure))
    case .draftFound(let draft): state.offer(draft)
    case .draftKept(let draft): state.keep(draft)
    case .draftDue: state.saveDraft()
    case .draftFailed(let failure): state.tell(.draftNotSaved(failure))
    case .preferencesFailed(let failure): state.tell(.preferencesNotSaved(failure))
    case .modelsNews(let news): state.receive(news)
    case .historyNews(let news): state.receive(news)
    case .embeddingsNews(let news): state.receive(news)
    case .presetNews(let news): state.receive(news)
    case .copyReady(let text): state.copy(text)
    case .copyRefused(let byteCount, let limit): state.refuseCopy(byteCount: byteCount, limit: limit)
    case .noticeExpired(let id): state.dismissNotice(id)
    }
}
