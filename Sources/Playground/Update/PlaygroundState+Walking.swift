import Generation

/// Moving in the walk through the model and in the logit lens.
extension PlaygroundState {
    /// Moves a cursor, or goes from one view of the inside to another.
    mutating func walk(_ action: WalkAction) -> [Effect] {
        switch action {
        case .moveStop(let distance): moveStop(by: distance)
        case .selectStop(let stop): walk.stop = stop
        case .moveBlock(let distance): moveStop(by: distance * Walk.stopsInBlock)
        case .movePosition(let distance): if let position = walkPosition { walk.position = max(0, position + distance) }
        case .selectPosition(let position): walk.position = position
        case .moveRow(let distance): if let row = lensRow { selectRow(row + distance) }
        case .selectCell(let row, let position):
            selectRow(row)
            walk.position = position
        case .walkFromCell: walkFromCell()
        case .openAttention: openAttention()
        case .toggleStop: return toggleStop()
        }
        // The position stays where it can be, so that one step back is one step back.
        if walk.position != nil { walk.position = walkPosition }
        return []
    }

    private mutating func moveStop(by distance: Int) {
        guard let stops = shownWalk?.stops, let stop = shownStop, let index = stops.firstIndex(of: stop) else { return }
        walk.stop = stops[min(max(0, index + distance), stops.count - 1)]
    }

    private mutating func selectRow(_ row: Int) {
        guard let count = logitLens?.rowCount else { return }
        walk.row = min(max(0, row), count - 1)
    }

    /// To the stop behind the chosen row's block, or to the embedding for the first row.
    private mutating func walkFromCell() {
        guard let row = lensRow else { return }
        screen = .walk
        walk.stop = .place(row == 0 ? .embedding : .residual(layer: row - 1))
    }

    private mutating func openAttention() {
        guard let stop = shownStop, let layer = stop.layer, let position = walkPosition else { return }
        screen = .attention
        explore(.selectHead(layer: layer, head: attention.head))
        attention.query = position
        attention.key = nil
    }

    private mutating func toggleStop() -> [Effect] {
        guard case .place(let place) = shownStop, let layer = shownStop?.layer else { return [] }
        switch place {
        case .mlpNorm, .mlpActivations, .mlp, .residual: return intervene(.toggle(.switchOffMLP(layer: layer)))
        default: return intervene(.toggle(.switchOffHead(layer: layer, head: attention.head)))
        }
    }
}
