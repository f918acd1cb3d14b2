import Generation
import Inference

/// What fits into this machine's memory: the models that were found, and sizes that many models have.
struct MemoryReport {
    private static let typicalContext = 4096
    private static let typicalTypes = [ElementType.f16, .q8_0, .q4_0]

    private let free = Memory.availableByteCount

    /// A line for each model.
    var rows: [(String, String)] { found + typical }

    private var found: [(String, String)] {
        let listings = LocalListings(stores: LocalModels.stores).all.filter { $0.obstacle == nil }
        return listings.compactMap { listing in
            listing.memory.map {
                ("fits", "\(listing.reference): \(text($0, context: listing.description.contextLimit))")
            }
        }
    }

    private var typical: [(String, String)] {
        TypicalModel.all.map { model in
            let texts = Self.typicalTypes.map { type in
                let need = MemoryNeed(
                    weightBytes: model.weightBytes(as: type),
                    cacheBytes: model.cacheBytes(context: Self.typicalContext),
                    available: Memory.byteCount)
                return "\(type.rawValue) \(ByteCount.text(need.needed)) \(verdict(need))"
            }
            return ("\(model.name)", texts.joined(separator: "; ") + " (with \(Self.typicalContext) tokens of context)")
        }
    }

    /// `248 MB of weights + 38 MB of KV cache for 1024 tokens + 100 MB: fits`.
    func text(_ need: MemoryNeed, context: Int?) -> String {
        var parts = ["\(ByteCount.text(need.weightBytes)) of weights"]
        if let cache = need.cacheBytes {
            parts.append("\(ByteCount.text(cache)) of KV cache" + (context.map { " for up to \($0) tokens" } ?? ""))
            parts.append("\(ByteCount.text(MemoryNeed.scratchBytes)) to compute with")
        }
        return parts.joined(separator: " + ") + ": \(verdict(need))"
    }

    private func verdict(_ need: MemoryNeed) -> String {
        switch need.fit {
        case .tooLarge: "does not fit"
        case .fits, .tight:
            if let free, need.needed > free {
                "fits once \(ByteCount.text(need.needed - free)) more are free"
            } else {
                "fits"
            }
        }
    }
}
