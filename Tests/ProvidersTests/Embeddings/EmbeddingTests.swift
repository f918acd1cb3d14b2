import Generation
import Loopback
import Synchronization
import Testing

@testable import Providers

@Suite("Embeddings of hosted models")
struct EmbeddingTests {
    /// How a service is asked and how it answers.
    struct Wire: Sendable, CustomTestStringConvertible {
        let reference: String
        let address: String
        let path: String
        let body: JSON
        let answer: JSON
        var usage: Usage?

        var testDescription: String { reference }
    }

    static let wires = [
        Wire(
            reference: "openai:text-embedding-3-small", address: "OPENAI_BASE_URL", path: "/embeddings",
            body: [
                "model": "text-embedding-3-small", "input": ["a cat", "un perro"], "encoding_format": "float",
                "dimensions": 3,
            ],
            // Out of order, as the index says.
            answer: [
                "object": "list",
                "data": [
                    ["object": "embedding", "index": 1, "embedding": [0, 1, 0]],
                    ["object": "embedding", "index": 0, "embedding": [1, 0, -0.5]],
                ],
                "usage": ["prompt_tokens": 5, "total_tokens": 5],
            ], usage: Usage(promptTokens: 5, generatedTokens: 0)),
        Wire(
            reference: "gemini:gemini-embedding-001", address: "GEMINI_BASE_URL",
            path: "/v1beta/models/gemini-embedding-001:batchEmbedContents",
            body: [
                "requests": [
                    [
                        "model": "models/gemini-embedding-001", "content": ["parts": [["text": "a cat"]]],
                        "taskType": "RETRIEVAL_DOCUMENT", "outputDimensionality": 3,
                    ],
                    [
                        "model": "models/gemini-embedding-001", "content": ["parts": [["text": "un perro"]]],
                        "taskType": "RETRIEVAL_DOCUMENT", "outputDimensionality": 3,
                    ],
                ]
            ], answer: ["embeddings": [["values": [1, 0, -0.5]], ["values": [0, 1, 0]]]]),
        Wire(
            reference: "ollama:all-minilm", address: "OLLAMA_HOST", path: "/api/embed",
            body: ["model": "all-minilm", "input": ["a cat", "un perro"], "truncate": false, "dimensions": 3],
            answer: ["embeddings": [[1, 0, -0.5], [0, 1, 0]], "prompt_eval_count": 5],
            usage: Usage(promptTokens: 5, generatedTokens: 0)),
    ]

    @Test(arguments: wires)
    func `are asked for and read in the service's own format`(wire: Wire) async throws {
        let server = try await LoopbackServer { _ in .response(String(decoding: wire.answer.bytes, as: UTF8.self)) }
        let embedder = try Services.local([wire.address: server.url]).embedder(
            ModelReference(wire.reference), dimensions: 3)
        let embeddings = try await embedder.embed(["a cat", "un perro"], as: .document)
        #expect(embeddings == Embeddings(vectors: [[1, 0, -0.5], [0, 1, 0]], usage: wire.usage))
        let request = try #require(server.all.first)
        #expect(server.all.count == 1 && request.path == wire.path)
        #expect(JSON(parsing: request.body) == wire.body)
        #expect(embedder.isLocal && embedder.model.reference == wire.reference)
    }

    @Test func `cost what the price list says, and are told apart by model, length and what the text is`() throws {
        let services = Services.local([
            "OPENAI_BASE_URL": "https://example.org/v1", "GEMINI_BASE_URL": "https://example.org",
        ])
        let openAI = try services.embedder(ModelReference("openai:text-embedding-3-small"), dimensions: 256)
        // Four bytes count as a token, each text for itself.
        #expect(openAI.estimatedCost(of: ["12345678", "123"]) == 3 * 0.02 / 1_000_000)
        #expect(try services.embedder(ModelReference("openai:unheard-of")).estimatedCost(of: ["a"]) == nil)
        #expect(openAI.identity(as: .query) == openAI.identity(as: .document))
        #expect(openAI.identity(as: .query).key == "openai:text-embedding-3-small dimensions=256")
        let gemini = try services.embedder(ModelReference("gemini:gemini-embedding-001"))
        #expect(gemini.identity(as: .query) != gemini.identity(as: .document))
    }

    @Test func `of a query say so where a service makes a difference`() {
        let body = GeminiEmbeddingFormat(model: "m", dimensions: nil).call(["a"], as: .query).body
        #expect(body["requests"][0]["taskType"] == "RETRIEVAL_QUERY")
        #expect(body["requests"][0]["outputDimensionality"].isNull)
    }

    @Test(arguments: [
        (["aa", "b", "c", "d", "e"], [0..<2, 2..<4, 4..<5]), (["aaaa", "bb"], [0..<1, 1..<2]),
        (["aaaaaaaaa", "b"], [0..<1, 1..<2]), ([], []),
    ])
    func `go out in batches within both limits`(texts: [String], ranges: [Range<Int>]) {
        #expect(EmbeddingBatch.ranges(of: texts, .init(texts: 2, bytes: 4)) == ranges)
    }

    /// A server that answers each text with its own number of bytes.
    private func counting(_ fault: @escaping @Sendable (Int) -> [LoopbackServer.Action]?) async throws
        -> LoopbackServer
    {
        let count = Mutex(0)
        return try await LoopbackServer { request in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if let fault = fault(number) { return fault }
            let texts = JSON(parsing: request.body)?["input"].elements.compactMap(\.string) ?? []
            let data = texts.enumerated().map { index, text -> JSON in
                ["index": .integer(index), "embedding": [.integer(text.utf8.count), 1]]
            }
            let answer: JSON = ["data": .array(data), "usage": ["prompt_tokens": .integer(texts.count)]]
            return .response(String(decoding: answer.bytes, as: UTF8.self))
        }
    }

    @Test func `of many texts come in their order, with their progress and the account of all batches`() async throws {
        let server = try await counting { _ in nil }
        let texts = (0..<5000).map { String(repeating: "x", count: $0 % 90 + 1) }
        let embedder = try Services.local([:]).embedder(.server(url: server.url + "/v1", model: "m"))
        let reports = Mutex<[Int]>([])
        let embeddings = try await embedder.embed(texts, as: .document) { done in reports.withLock { $0.append(done) } }
        #expect(embeddings.vectors == texts.map { [Float($0.utf8.count), 1] })
        #expect(embeddings.usage?.promptTokens == 5000)
        #expect(reports.withLock { $0 } == [2048, 4096, 5000] && server.all.count == 3)
    }

    @Test func `are asked for again when the service is busy, and no batch twice once it is there`() async throws {
        let server = try await counting { $0 == 2 ? .response(429, headers: ["Retry-After": "1"], "{}") : nil }
        let texts = [String](repeating: "x", count: 2049)
        let embedder = try Services.local([:]).embedder(.server(url: server.url, model: "m"))
        #expect(try await embedder.embed(texts, as: .document).vectors.count == 2049)
        #expect(server.all.map { JSON(parsing: $0.body)?["input"].elements.count } == [2048, 1, 1])
    }

    @Test(arguments: [
        (#"{"data":[]}"#, "expected 1 of them, found 0"), ("no json", "does not answer with vectors"),
        (#"{"data":[{"index":0,"embedding":["a"]}]}"#, "found 0"),
        (#"{"data":[{"index":0,"embedding":[]}]}"#, "cannot be compared"),
        (#"{"data":[{"index":0,"embedding":[1e99]}]}"#, "cannot be compared"),
        (#"{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1]}]}"#, "found 2"),
    ])
    func `that are none are refused`(answer: String, fragment: String) async throws {
        let server = try await LoopbackServer { _ in .response(answer) }
        let embedder = try Services.local([:]).embedder(.server(url: server.url, model: "m"))
        let failure = await #expect(throws: Failure.self) { try await embedder.embed(["a"], as: .query) }
        #expect(failure?.kind == .malformed && failure?.message.contains(fragment) == true)
    }

    @Test func `that a service refuses are explained, without the key`() async throws {
        let server = try await LoopbackServer { _ in
            .response(400, #"{"error":{"message":"planted: this model does not support dimensions"}}"#)
        }
        let services = Services.local(["OPENAI_BASE_URL": server.url, "OPENAI_API_KEY": "planted"])
        let embedder = try services.embedder(.hosted(.openAI, model: "text-embedding-ada-002"), dimensions: 64)
        let failure = await #expect(throws: Failure.self) { try await embedder.embed(["a"], as: .query) }
        #expect(failure?.message.contains("does not support dimensions") == true)
        #expect(failure?.message.contains("planted") == false)
    }

    @Test func `that cannot be had are refused before anything is sent`() async throws {
        let server = try await LoopbackServer { _ in .response("{}") }
        let services = Services.local(["OPENAI_BASE_URL": server.url])
        #expect(throws: Failure.self) { try services.embedder(.hosted(.anthropic, model: "m")) }
        #expect(throws: Failure.self) { try services.embedder(.hosted(.gemini, model: "m")) }
        #expect(throws: Failure.self) { try services.embedder(.embedded) }
        #expect(throws: Failure.self) { try services.embedder(.hosted(.openAI, model: "m"), dimensions: 0) }
        let embedder = try services.embedder(.hosted(.openAI, model: "m"))
        let failure = await #expect(throws: Failure.self) { try await embedder.embed(["a", ""], as: .document) }
        #expect(failure?.kind == .outOfRange && failure?.location == "text 2")
        #expect(server.all.isEmpty)
    }
}
