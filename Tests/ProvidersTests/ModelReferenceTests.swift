import Generation
import Providers
import Testing

@Suite("A model reference")
struct ModelReferenceTests {
    @Test(arguments: [
        ("", ModelReference.embedded), ("nano", .embedded), ("./folder", .path("./folder")),
        ("/path/file.gguf", .path("/path/file.gguf")), ("file.gguf", .path("file.gguf")), ("./a:b", .path("./a:b")),
        ("hf:openai-community/gpt2", .huggingFace(repository: "openai-community/gpt2", revision: nil)),
        ("hf:o/n@v1.0", .huggingFace(repository: "o/n", revision: "v1.0")),
        ("ollama-store:llama3.2", .ollamaStore(name: "llama3.2")),
        ("ollama-store:user/phi:3b", .ollamaStore(name: "user/phi:3b")),
        ("openai:gpt-4o", .hosted(.openAI, model: "gpt-4o")), ("anthropic:m", .hosted(.anthropic, model: "m")),
        ("gemini:m", .hosted(.gemini, model: "m")),
        ("hf-router:o/n:fast", .hosted(.huggingFaceRouter, model: "o/n:fast")),
        ("ollama:llama3:8b", .hosted(.ollama, model: "llama3:8b")),
        ("http://localhost:8000/v1#m", .server(url: "http://localhost:8000/v1", model: "m")),
        ("https://host/v1#o/n#x", .server(url: "https://host/v1", model: "o/n#x")),
    ])
    func `is read as it is written, and written as it is read`(text: String, reference: ModelReference) throws {
        #expect(try ModelReference(text) == reference)
        #expect(reference.description == (text.isEmpty ? "nano" : text))
    }

    @Test(arguments: ["hf:", "ollama-store:", "openai:", "hf:o/n@", "http://h/v1", "http://h/v1#", "llama3:8b", ":x"])
    func `is refused when a part is missing or unknown`(text: String) {
        let failure = #expect(throws: Failure.self) { try ModelReference(text) }
        #expect(failure?.kind == .usage)
        #expect(failure?.message.contains(text) == true)
    }
}
