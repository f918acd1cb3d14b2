import Generation
extension Services {
    func openAnthropic(_ model: String) async throws -> HostedProvider { try await openOpenAI(model) }
    func openGemini(_ model: String) async throws -> HostedProvider { try await openOpenAI(model) }
    func openRouter(_ model: String) async throws -> HostedProvider { try await openOpenAI(model) }
    func openOllama(_ model: String) async throws -> HostedProvider { try await openOpenAI(model) }
}
