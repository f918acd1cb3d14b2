/// What running, stopping and going back mean on the screen that is shown.
extension PlaygroundState {
    /// Whether something runs on the screen that is shown.
    public var isShownRunning: Bool {
        switch screen {
        case .compare: compare.isActive
        case .sweep: sweep.sweep?.isActive == true
        case .embeddings: embeddings.isWorking || embeddings.isMapping
        case .playground, .attention, .tokens, .walk, .lens, .models, .history: run?.isActive == true
        }
    }

    /// Runs the prompt, all columns, or the sweep.
    mutating func startWhatIsShown() -> [Effect] {
        switch screen {
        case .compare:
            let effects = enterColumnValue()
            return effects + runColumns(Array(compare.columns.indices))
        case .sweep: return startSweep()
        case .embeddings: return startEmbedding()
        case .playground, .attention, .tokens, .walk, .lens, .models, .history: return startRun()
        }
    }

    /// Stops the run, all columns, or the sweep.
    mutating func stopWhatIsShown() -> [Effect] {
        switch screen {
        case .compare: stopColumns(Array(compare.columns.indices))
        case .sweep: stopSweep()
        case .embeddings: stopEmbeddings()
        case .playground, .attention, .tokens, .walk, .lens, .models, .history: stopRun()
        }
    }

    /// Puts away what lies on top on the compare and sweep screens; nil if nothing does, so that the screen itself goes.
    mutating func escapeColumns() -> [Effect]? {
        if screen == .compare, compare.typedValue != nil {
            compare.typedValue = nil
        } else if isPromptFocused {
            isPromptFocused = false
        } else if isShownRunning {
            return stopWhatIsShown()
        } else if screen == .compare, compare.position != nil || compare.line != nil {
            compare.position = nil
            compare.line = nil
        } else {
            return nil
        }
        return []
    }
}
