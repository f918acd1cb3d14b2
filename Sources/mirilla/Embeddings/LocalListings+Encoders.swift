import Generation
import Providers

extension LocalListings {
    /// How the user writes the models on this machine that were made to embed texts.
    static var encoders: [String] {
        LocalListings(stores: LocalModels.stores).all.map(\.description)
            .filter { $0.architecture?.lowercased().contains("bert") == true }.map(\.reference)
    }
}
