import Foundation
import Generation
import History

/// Embeds texts that it has not embedded yet, telling how many before each part, and ends the program.
func embed(_ count: Int, in folder: String) async -> Never {
    do {
        let job = EmbeddingJob(TellingEmbedder(), remembering: try HistoryStore(folder: folder))
        let vectors = try await job.run((0..<count).map { "text \($0)" }).vectors
        write("done \(vectors.count)")
        exit(0)
    } catch {
        write("failed: \(error)")
        exit(1)
    }
}

/// A model whose vectors are easy to make and long to store.
private struct TellingEmbedder: Embedder {
    let model = ModelDescription(reference: "telling", name: "telling")
    let isLocal = true

    func identity(as role: EmbeddingRole) -> EmbeddingIdentity { EmbeddingIdentity(model: "telling") }

    func embed(_ texts: [String], as role: EmbeddingRole, report: @Sendable (Int) -> Void) -> Embeddings {
        write("\(texts.count)")
        return Embeddings(vectors: texts.map { [Float](repeating: Float($0.utf8.count), count: 1536) })
    }
}
