/// Focus, theme, language, live mode, notices.
extension PlaygroundState {
    /// Goes to a screen; a value being typed is taken first.
    mutating func show(_ screen: PlaygroundScreen) -> [Effect] {
        var effects = enterTypedValue()
        self.screen = screen
        if screen == .tokens, subject == .prompt, run?.steps.isEmpty == false { subject = .newestToken }
        isPromptFocused = isPromptFocused && (screen == .compare || screen == .sweep)
        if screen == .compare { effects += prepareColumns() }
        return effects + inspect() + prepareComparison() + (screen == .models ? listModels() : [])
            + (screen == .history ? listRuns() : []) + enterEmbeddingsScreen()
    }

    /// Moves the focus, on the playground; a value being typed is taken first.
    mutating func moveFocus(_ action: FocusAction) -> [Effect] {
        let effects = enterTypedValue()
        if case .pane = action { screen = .playground }
        if screen == .compare || screen == .sweep {
            isPromptFocused = action == .prompt || !isPromptFocused
            return effects + enterColumnValue()
        }
        guard screen == .playground else { return effects }
        switch action {
        case .next: focus = Pane.allCases.element(after: focus)
        case .previous: focus = Pane.allCases.reversed().element(after: focus)
        case .pane(let pane): focus = pane
        case .prompt: focus = .user
        }
        if Pane.tabs.contains(focus) { tab = focus }
        return effects
    }

    /// Shows a pane from a line on.
    mutating func scroll(_ pane: Pane, to line: Int?) -> [Effect] {
        scroll[pane] = line.map { max(0, $0) }
        return []
    }

    /// Switches live mode.
    mutating func toggleLive() -> [Effect] {
        isLive.toggle()
        return inspect() + [savePreferences]
    }

    /// Switches between the chat template and the plain text.
    mutating func toggleRaw() -> [Effect] {
        settings.isRaw.toggle()
        return promptChanged()
    }

    /// Unfolds what the model thought, or folds it.
    mutating func toggleReasoning() -> [Effect] {
        showsReasoning.toggle()
        scroll[.output] = showsReasoning ? 0 : nil
        return []
    }

    /// Switches to a theme.
    mutating func setTheme(_ name: String) -> [Effect] {
        guard themeNames.contains(name) else { return [] }
        themeName = name
        return [savePreferences]
    }

    /// Switches to the theme after this one.
    mutating func nextTheme() -> [Effect] {
        guard !themeNames.isEmpty else { return [] }
        return setTheme(themeNames.element(after: themeName))
    }

    /// Switches the language.
    mutating func setLanguage(_ language: Language) -> [Effect] {
        self.language = language
        return [savePreferences]
    }

    private var savePreferences: Effect {
        .savePreferences(Preferences(language: language, themeName: themeName, isLive: isLive))
    }

    /// Tells something in passing.
    ///
    /// The same thing told twice moves down; more than three are too many to read.
    mutating func tell(_ content: Notice.Content) -> [Effect] {
        let notice = Notice(id: newTicket(), content: content)
        notices.removeAll { $0.content == content }
        notices.append(notice)
        notices.removeFirst(max(0, notices.count - 3))
        return [.post(.noticeExpired(notice.id), after: .seconds(5))]
    }

    /// Takes a notice away.
    mutating func dismissNotice(_ id: Ticket) -> [Effect] {
        notices.removeAll { $0.id == id }
        return []
    }
}

extension Array where Element: Equatable {
    /// The element behind another, the first one behind the last; for one that is not here, the first.
    func element(after element: Element) -> Element {
        guard let index = firstIndex(of: element), index + 1 < count else { return self[0] }
        return self[index + 1]
    }
}
