// Needs the products Generation and Inference of the package mirilla.
import Generation
import Inference

let model = try LocalProvider.open(
    path: ResourceLocation.folder(named: "nano"), reference: "nano")
let request = GenerationRequest(
    prompt: .chat([
        Message(role: .system, content: "Be brief."),
        Message(role: .user, content: "Tell me a story about \"a dragon\"."),
    ]),
    sampling: SamplingParameters(temperature: 0.8, topK: 40, seed: 7),
    maxNewTokens: 24)
for try await event in model.generate(request) {
    if case .completed(let completion) = event { print(completion.text) }
}
