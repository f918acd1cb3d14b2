import Generation
import Inference
import Providers

/// What the stores hold, described by what the heads of the files say.
struct LocalListings {
    let stores: ModelStores

    /// The embedded model and all that was found.
    var all: [ModelListing] { [embedded] + stores.models().map(listing) + LocalModels.converted.entries.map(listing) }

    /// A model whose weights were converted; what it is otherwise is said by the model that they were made of.
    private func listing(_ entry: ConvertedWeights.Entry) -> ModelListing {
        let (model, weights) = WeightType.split(entry.reference)
        var source = listing(
            entry.reference, at: try? LocalModels.path(of: model), place: .converted, weightBytes: entry.byteCount)
        source.description.weightType = weights?.elementType.rawValue
        source.path = entry.path
        return source
    }

    private var embedded: ModelListing {
        let path = try? ResourceLocation.folder(named: "nano")
        return listing("nano", at: path, place: .embedded, weightBytes: nil)
    }

    private func listing(_ model: StoredModel) -> ModelListing {
        let place: ModelListing.Place =
            switch model.store {
            case .huggingFace: .huggingFace
            case .ollama: .ollama
            case .lmStudio: .lmStudio
            case .llamaCpp: .llamaCpp
            }
        return listing(model.reference, at: model.path, place: place, weightBytes: model.weightBytes)
    }

    private func listing(
        _ reference: String, at path: String?, place: ModelListing.Place, weightBytes: Int?
    ) -> ModelListing {
        var description = ModelDescription(reference: reference, name: reference)
        var obstacle: Failure?
        var cacheBytes: Int?
        do throws(Failure) {
            let summary = try ModelSummary.read(path: path ?? "", reference: reference)
            (description, cacheBytes, obstacle) = (summary.description, summary.cacheBytes, summary.obstacle)
        } catch {
            obstacle = error
        }
        description.weightBytes = weightBytes ?? description.weightBytes
        return ModelListing(
            description, place: place, path: path, disclosure: .inside,
            memory: description.weightBytes.map {
                MemoryNeed(weightBytes: $0, cacheBytes: cacheBytes, available: Memory.byteCount)
            },
            obstacle: obstacle)
    }
}

extension ModelListing.Place {
    /// Its name in files and in the lists of the command line.
    var name: String {
        switch self {
        case .embedded: "embedded"
        case .huggingFace: StoredModel.Store.huggingFace.rawValue
        case .ollama: StoredModel.Store.ollama.rawValue
        case .lmStudio: StoredModel.Store.lmStudio.rawValue
        case .llamaCpp: StoredModel.Store.llamaCpp.rawValue
        case .converted: "converted"
        case .hosted(let service): service
        }
    }
}
