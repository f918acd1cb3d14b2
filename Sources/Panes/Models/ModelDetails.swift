import Generation
import Playground
import TextUI

/// All that is known about the chosen model.
struct ModelDetails {
    let scene: Scene

    /// Draws the pane.
    func draw(in frame: Rect, on canvas: inout Canvas) {
        guard let listing = scene.state.models.chosen else {
            PaneFrame(scene.text(.details)).draw(in: frame, on: &canvas, theme: scene.theme)
            return
        }
        PaneFrame(listing.description.name).draw(in: frame, on: &canvas, theme: scene.theme)
        var room = PaneFrame.content(of: frame)
        // Two columns of facts where the pane is flat and broad.
        let isFlat = frame.rows < 12
        let labels = min(16, room.columns / 3)
        let facts = facts(listing, columns: room.columns - labels)
        for (label, value, role) in isFlat ? Array(facts.prefix(room.rows)) : facts {
            guard !room.isEmpty else { return }
            let text = Paragraph(text: value, style: scene.theme[role])
            let place = room.inset(left: labels)
            let rows = isFlat ? 1 : min(room.rows, text.rows(columns: place.columns))
            canvas.write(
                scene.text(label), in: room.row(0).inset(right: room.columns - labels + 1), style: scene.theme[.dim])
            text.draw(in: place.inset(bottom: room.rows - rows), on: &canvas)
            room = room.inset(top: rows)
        }
    }

    /// What the listed model takes at the moment, if it is the one that is open.
    private func use(of listing: ModelListing, columns: Int) -> String? {
        let parts = scene.memoryInUse
        guard scene.state.model.loaded?.description.reference == listing.reference, !parts.isEmpty else { return nil }
        let line = parts.joined(separator: " · ")
        return line.columnWidth <= columns ? line : parts.joined(separator: "\n")
    }

    /// The facts, the most important first.
    private func facts(_ listing: ModelListing, columns: Int) -> [(Phrase, String, TextUI.Role)] {
        let model = listing.description
        var facts: [(Phrase, String, TextUI.Role)] = []
        if let obstacle = listing.obstacle {
            facts.append((.stateColumn, scene.text(.failure(obstacle)), .error))
            if let hint = Phrase.hint(obstacle) { facts.append((.whatToDo, scene.text(hint), .text)) }
        }
        facts.append((.place, scene.text(.name(listing.place)), .text))
        if let lifecycle = listing.lifecycle { facts.append((.lifecycle, scene.text(.long(lifecycle)), .text)) }
        if let memory = listing.memory {
            facts.append(
                (
                    .memory, scene.text(.need(memory)),
                    ModelState.fit(memory.fit).role == .success ? .text : ModelState.fit(memory.fit).role
                ))
        }
        if let use = use(of: listing, columns: columns) { facts.append((.inUse, use, .text)) }
        if listing.output != .text {
            facts.append((.makes, scene.text(.long(listing.output)), .text))
        } else if let disclosure = listing.disclosure {
            facts.append((.disclosureColumn, scene.text(.long(disclosure)), .text))
        }
        if let limit = model.contextLimit { facts.append((.contextColumn, "\(scene.figure(limit)) tokens", .text)) }
        if let architecture = model.architecture {
            var words = [architecture]
            if let count = model.layerCount { words.append(scene.text(.layers(count))) }
            if let count = model.headCount {
                words.append(scene.text(.heads(count, keyValue: model.keyValueHeadCount)))
            }
            facts.append((.architectureColumn, words.joined(separator: " · "), .text))
        }
        let weights = [
            model.parameterCount.map { scene.text(.parameterCount(Figure.short($0))) }, model.weightType,
            model.weightBytes.map(ByteCount.text),
        ]
        if weights.contains(where: { $0 != nil }) {
            facts.append((.weightsColumn, weights.compactMap { $0 }.joined(separator: " · "), .text))
        }
        if let count = model.vocabularySize { facts.append((.vocabulary, "\(scene.figure(count)) tokens", .text)) }
        if !listing.isUnreachable { facts.append((.writtenAs, listing.reference, .text)) }
        if let path = listing.path, path != listing.reference { facts.append((.path, path, .dim)) }
        return facts
    }
}
