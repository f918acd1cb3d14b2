import Generation

/// Presets: choosing one, filling it in, making one.
extension PlaygroundState {
    /// Opens the list; the files are read anew, and what is known of them is in sight until then.
    mutating func openPresets() -> [Effect] {
        overlay = .presets(PresetMenu())
        return [.presets(.load)]
    }

    /// Takes news of presets in.
    mutating func receive(_ news: PresetNews) -> [Effect] {
        switch news {
        case .loaded(let shelf): presets = shelf
        case .saved(let path): return tell(.presetSaved(path: path))
        case .exists(let preset): overlay = .presetReplacement(preset)
        case .failed(let failure): return tell(.exportFailed(failure))
        }
        return []
    }

    /// Takes the chosen preset; if it has variables, they are asked for first.
    mutating func choosePreset(_ menu: PresetMenu) -> [Effect] {
        let shown = menu.shown(of: presets, in: language)
        guard shown.indices.contains(menu.selection) else { return [] }
        let preset = shown[menu.selection]
        guard preset.variables.isEmpty else {
            overlay = .presetForm(PresetForm(preset))
            return []
        }
        overlay = nil
        return apply(preset)
    }

    /// Goes to the next variable; behind the last one the preset is taken.
    mutating func fillPreset(_ form: PresetForm) -> [Effect] {
        guard form.selection + 1 >= form.variables.count else {
            var form = form
            form.select(form.selection + 1)
            overlay = .presetForm(form)
            return []
        }
        overlay = nil
        return apply(form.preset.filled(with: form.variables))
    }

    /// Puts a preset in the place of texts and knobs; the texts can be had back by undo.
    private mutating func apply(_ preset: Preset) -> [Effect] {
        var effects = show(.playground)
        effects += restore(Draft(system: preset.system, user: preset.user, settings: preset.settings ?? settings))
        if let reference = preset.model, model.loaded?.description.reference != reference {
            effects += openModel(reference)
        }
        return effects
    }

    /// Keeps texts, knobs and model under a name.
    mutating func savePreset(named name: String) -> [Effect] {
        guard !name.allSatisfy(\.isWhitespace) else { return [] }
        var preset = Preset(name: name)
        preset.language = language
        preset.model = model.loaded?.description.reference
        preset.system = system.text
        preset.user = user.text
        preset.settings = settings
        return [.presets(.save(preset, replacesExisting: false))]
    }
}
