// Needs the products Generation and Providers of the package mirilla. Keys and addresses come from the environment.
import Foundation
import Generation
import Providers

let environment = ProcessInfo.processInfo.environment
let services = Services(
    environment: environment, credentials: Credentials(environment: environment, folder: "."),
    transport: HTTPTransport(environment: environment))
let model = try await services.open(ModelReference("openai:gpt-4o"))
let request = GenerationRequest(
    prompt: .chat([
        Message(role: .system, content: "Say \"yes\" & 'no'.\nNothing else: $HOME `date` \\n %s"),
        Message(role: .user, content: "¿Qué?\t😀\nJSON\n{{x}}"),
    ]),
    sampling: SamplingParameters(temperature: 0.5, topP: 0.9, seed: 7),
    maxNewTokens: 20,
    stopTexts: ["\"END\"\n"])
for try await event in model.generate(request) {
    if case .completed(let completion) = event { print(completion.text) }
}
