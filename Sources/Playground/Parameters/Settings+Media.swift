public import Generation

/// Settings of pictures and videos, which are words and not numbers.
extension Settings {
    /// What goes to a model: what it takes and does not do anyway.
    public func media(for model: LoadedModel) -> [MediaOption: String] {
        media(among: model.capabilities.choices).filter { option, value in
            model.capabilities.choices.first { $0.option == option }?.values.first != value
        }
    }

    /// The value of a setting: what was chosen, if the model takes it, else what the model does by itself.
    public func value(of choice: MediaChoice) -> String {
        media(among: [choice])[choice.option] ?? choice.values.first ?? ""
    }

    private func media(among choices: [MediaChoice]) -> [MediaOption: String] {
        media.filter { option, value in
            choices.contains { $0.option == option && ($0.takesOthers || $0.values.contains(value)) }
        }
    }

    /// Goes to another value of a setting, stopping at the ends.
    mutating func nudge(_ choice: MediaChoice, by count: Int) {
        let value = value(of: choice)
        let values = choice.values.contains(value) ? choice.values : choice.values + [value]
        let index = (values.firstIndex(of: value) ?? 0) + count
        media[choice.option] = values[min(max(0, index), values.count - 1)]
    }
}
