import Generation

extension EffectRunner {
    /// Reads or writes presets; without a store there are those of the program.
    func perform(_ effect: PresetEffect) {
        switch effect {
        case .load:
            Task { [presets, post] in
                post(.presetNews(.loaded(presets?.load() ?? PresetStore.Shelf(presets: PresetStore.builtIn))))
            }
        case .save(let preset, let replacesExisting):
            guard let presets else { return }
            Task { [post] in
                do {
                    post(.presetNews(.saved(path: try presets.save(preset, replacesExisting: replacesExisting))))
                } catch is ExportFile.ExistingFile {
                    post(.presetNews(.exists(preset)))
                } catch {
                    post(.presetNews(.failed(Failure(error, what: "cannot keep the preset"))))
                }
            }
        }
    }
}
