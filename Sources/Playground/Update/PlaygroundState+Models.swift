import Generation

/// The models screen.
extension PlaygroundState {
    /// Does what the person asks for on the models screen.
    mutating func change(_ action: ModelsAction) -> [Effect] {
        switch action {
        case .refresh: return listModels()
        case .choose(let count): choose(by: count)
        case .select(let reference): models.chosenReference = reference
        case .enter: return enterModels()
        case .beginSearch: models.field = .search
        case .beginPull:
            // Who looked for a model that is not here may want to fetch it.
            let isName = models.query.contains("/") && models.shown.isEmpty
            models.field = .pull(isName ? models.query : "")
        case .type(let text): editModelsField { $0 + text.filter { !$0.isNewline } }
        case .deleteTyped: editModelsField { String($0.dropLast()) }
        case .clearTyped: editModelsField { _ in "" }
        case .cancelPull: return cancelPull()
        }
        return []
    }

    /// Takes news about models in.
    mutating func receive(_ news: ModelsNews) -> [Effect] {
        switch news {
        case .listed(let id, let news):
            guard models.listing == id else { return [] }
            // What was known stays in sight until something newer takes its place.
            if models.listedBy != id { (models.listings, models.listedBy) = ([], id) }
            switch news {
            case .found(let listings): models.listings += listings
            case .unreachable(let service, let failure):
                let description = ModelDescription(reference: service, name: service)
                models.listings.append(
                    ModelListing(description, place: .hosted(service: service), obstacle: failure))
            }
        case .listingEnded(let id):
            if models.listing == id { models.isListing = false }
        case .pulling(let id, let progress):
            if models.pull?.id == id { models.pull?.progress = progress }
        case .pulled(let id, let reference):
            guard let pull = models.pull, pull.id == id else { return [] }
            models.pull = nil
            models.query = ""
            models.chosenReference = reference
            return listModels() + tell(.modelPulled(name: pull.name))
        case .pullFailed(let id, let failure):
            guard models.pull?.id == id else { return [] }
            models.pull?.failure = failure
            return screen == .models ? [] : tell(.runFailed(failure))
        }
        return []
    }

    /// Asks for the models; those that are known stay in sight.
    mutating func listModels() -> [Effect] {
        let id = newTicket()
        models.listing = id
        models.isListing = true
        return [.models(.list(id))]
    }

    /// Puts away what lies on top on the models screen.
    ///
    /// - Returns: false if nothing does, so that the screen itself goes.
    mutating func escapeModels() -> Bool {
        if models.field != nil {
            if models.field == .search { models.query = "" }
            models.field = nil
        } else if !models.query.isEmpty {
            models.query = ""
        } else if models.pull?.failure != nil {
            models.pull = nil
        } else {
            return false
        }
        return true
    }

    private mutating func choose(by count: Int) {
        let shown = models.shown
        guard !shown.isEmpty else { return }
        let index = shown.firstIndex { $0.reference == models.chosen?.reference } ?? 0
        models.chosenReference = shown[min(max(0, index + count), shown.count - 1)].reference
    }

    private mutating func enterModels() -> [Effect] {
        if case .pull(let name) = models.field {
            models.field = nil
            return pull(name)
        }
        models.field = nil
        guard let chosen = models.chosen else { return [] }
        if chosen.isUnreachable { return listModels() }
        return openModel(chosen.reference) + show(.playground)
    }

    private mutating func pull(_ name: String) -> [Effect] {
        guard !name.allSatisfy(\.isWhitespace) else { return [] }
        let effects = cancelPull()
        let pull = ModelsDisplay.Pull(id: newTicket(), name: name)
        models.pull = pull
        return effects + [.models(.pull(pull.id, name: name))]
    }

    private mutating func cancelPull() -> [Effect] {
        guard let pull = models.pull else { return [] }
        models.pull = nil
        return pull.failure == nil ? [.models(.cancelPull(pull.id))] + tell(.pullCancelled(name: pull.name)) : []
    }

    private mutating func editModelsField(_ change: (String) -> String) {
        switch models.field {
        case .search: models.query = change(models.query)
        case .pull(let name): models.field = .pull(change(name))
        case nil: break
        }
    }
}
