import Generation
import Playground

extension Scene {
    /// What the open model's KV caches take, and what the trace of the runs does; nothing for a model that has no caches here.
    var memoryInUse: [String] {
        guard let memory = state.model.loaded?.cacheMemory else { return [] }
        return [text(.use(memory)), text(.traceUse(state.runs.detailBytes, of: state.runs.budget))]
    }
}
