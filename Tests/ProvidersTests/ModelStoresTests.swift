import Foundation
import Generation
import Providers
import Testing

@Suite("The model stores")
struct ModelStoresTests {
    private let folder = TemporaryFolder()
    private let commit = "0123456789abcdef0123456789abcdef01234567"

    private func cache() -> HuggingFaceCache {
        HuggingFaceCache(environment: ["HF_HUB_CACHE": folder.path], home: "/nowhere")
    }

    @Test(arguments: [
        (["HF_HUB_CACHE": "/a", "HF_HOME": "/b"], "/a"), (["HUGGINGFACE_HUB_CACHE": "/a", "HF_HOME": "/b"], "/a"),
        (["HF_HOME": "/b", "XDG_CACHE_HOME": "/c"], "/b/hub"), (["XDG_CACHE_HOME": "/c"], "/c/huggingface/hub"),
        (["HF_HOME": "~/hf"], "/home/hf/hub"), (["HF_HOME": ""], "/home/.cache/huggingface/hub"),
    ])
    func `look for the Hugging Face cache where the other tools do`(environment: [String: String], wanted: String) {
        #expect(HuggingFaceCache(environment: environment, home: "/home").folder == wanted)
    }

    @Test func `follow a branch to its snapshot`() throws {
        let model = "models--openai-community--gpt2"
        try folder.write(commit + "\n", to: "\(model)/refs/main")
        try folder.write("{}", to: "\(model)/snapshots/\(commit)/config.json")
        try folder.write("12345", to: "\(model)/blobs/weights")
        try folder.link("\(model)/snapshots/\(commit)/model.safetensors", to: "../../blobs/weights")
        try folder.write("{}", to: "\(model)/snapshots/other/config.json")
        try folder.write("123", to: "\(model)/snapshots/another/a.gguf")
        let snapshots = "\(folder.path)/\(model)/snapshots"
        #expect(try cache().path(ofRepository: "openai-community/gpt2") == "\(snapshots)/\(commit)")
        #expect(try cache().path(ofRepository: "openai-community/gpt2", revision: commit) == "\(snapshots)/\(commit)")
        #expect(try cache().path(ofRepository: "openai-community/gpt2", revision: "other") == "\(snapshots)/other")
        #expect(
            cache().models() == [
                StoredModel(
                    reference: "hf:openai-community/gpt2", store: .huggingFace, path: "\(snapshots)/\(commit)",
                    weightBytes: 5),
                // Another revision, of which a configuration alone is no model.
                StoredModel(
                    reference: "hf:openai-community/gpt2@another", store: .huggingFace,
                    path: "\(snapshots)/another/a.gguf", weightBytes: 3),
            ])
    }

    @Test func `find the only GGUF file of a snapshot and ask which of several`() throws {
        let snapshot = "models--o--n/snapshots/\(commit)"
        try folder.write("x", to: "\(snapshot)/a.gguf")
        #expect(try cache().path(ofRepository: "o/n") == "\(folder.path)/\(snapshot)/a.gguf")
        try folder.write("x", to: "\(snapshot)/b.gguf")
        let failure = #expect(throws: Failure.self) { try cache().path(ofRepository: "o/n") }
        #expect(failure?.kind == .unsupported)
        #expect(failure?.found == "a.gguf, b.gguf")
    }

    @Test(arguments: [
        ("o/missing", nil, Failure.Kind.notFound), ("o/n", "v9", .notFound), ("o/empty", nil, .notFound),
        ("../n", nil, .usage), ("a/b/c", nil, .usage), ("o/n", "../../x", .usage), ("", nil, .usage),
        ("o/", nil, .usage),
    ])
    func `say what a repository lacks and refuse names that lead elsewhere`(
        repository: String, revision: String?, kind: Failure.Kind
    ) throws {
        try folder.write("{}", to: "models--o--n/snapshots/\(commit)/config.json")
        try folder.write("", to: "models--o--empty/snapshots/\(commit)/README.md")
        let failure = #expect(throws: Failure.self) {
            try cache().path(ofRepository: repository, revision: revision)
        }
        #expect(failure?.kind == kind)
    }

    private func ollama() -> OllamaStore {
        OllamaStore(environment: ["OLLAMA_MODELS": folder.path], home: "/nowhere")
    }

    private func writeManifest(_ path: String, digest: String = "sha256:aa") throws {
        let json = """
            {"schemaVersion":2,"layers":[{"mediaType":"application/vnd.ollama.image.template","digest":"sha256:bb"},
            {"mediaType":"application/vnd.ollama.image.model","digest":"\(digest)","size":3}]}
            """
        try folder.write(json, to: "manifests/\(path)")
    }

    @Test(arguments: [
        ("llama3.2", "registry.ollama.ai/library/llama3.2/latest", "llama3.2:latest"),
        ("llama3.2:1b", "registry.ollama.ai/library/llama3.2/1b", "llama3.2:1b"),
        ("someone/phi:q4", "registry.ollama.ai/someone/phi/q4", "someone/phi:q4"),
        ("localhost:5000/a/b", "localhost:5000/a/b/latest", "localhost:5000/a/b:latest"),
    ])
    func `find the GGUF file behind a name of Ollama's`(name: String, manifest: String, listed: String) throws {
        try writeManifest(manifest)
        try folder.write("abc", to: "blobs/sha256-aa")
        let blob = "\(folder.path)/blobs/sha256-aa"
        #expect(try ollama().path(ofModel: name) == blob)
        #expect(
            ollama().models() == [
                StoredModel(reference: "ollama-store:\(listed)", store: .ollama, path: blob, weightBytes: 3)
            ])
    }

    @Test func `say what is wrong in Ollama's store`() throws {
        let library = "registry.ollama.ai/library"
        try writeManifest("\(library)/lost/latest")
        try writeManifest("\(library)/evil/latest", digest: "../../../etc/passwd")
        try folder.write("not json", to: "manifests/\(library)/broken/latest")
        try folder.write("{\"layers\":[]}", to: "manifests/\(library)/cloud/latest")
        let wanted: [(String, Failure.Kind)] = [
            ("lost", .notFound), ("evil", .notFound), ("broken", .malformed), ("cloud", .unsupported),
            ("missing", .notFound), ("../x", .usage), ("a/b/c/d", .usage), ("a:b:c", .usage),
        ]
        for (name, kind) in wanted {
            let failure = #expect(throws: Failure.self) { try ollama().path(ofModel: name) }
            #expect(failure?.kind == kind, "\(name)")
        }
        #expect(ollama().models().isEmpty)
    }

    @Test func `list LM Studio's files by publisher and model`() throws {
        try folder.write("1234", to: ".lmstudio/models/publisher/model/model-q4.gguf")
        try folder.write("1234", to: ".lmstudio/models/publisher/model/mmproj-f16.gguf")
        try folder.write("1234", to: ".lmstudio/models/stray.gguf")
        let path = "\(folder.path)/.lmstudio/models/publisher/model/model-q4.gguf"
        #expect(
            LMStudioFolder(home: folder.path).models() == [
                StoredModel(reference: path, store: .lmStudio, path: path, weightBytes: 4)
            ])
    }

    @Test func `list what llama.cpp has downloaded`() throws {
        try folder.write("123", to: "cache/ggml-org_tiny_tiny-Q8_0.gguf")
        try folder.write("1", to: "cache/ggml-org_tiny_mmproj-f16.gguf")
        try folder.write("{}", to: "cache/manifest=ggml-org=tiny=latest.json")
        let cache = LlamaCppCache(environment: ["LLAMA_CACHE": folder.path + "/cache/"], home: "/nowhere")
        let path = "\(folder.path)/cache/ggml-org_tiny_tiny-Q8_0.gguf"
        #expect(
            cache.models() == [StoredModel(reference: path, store: .llamaCpp, path: path, weightBytes: 3)])
        #expect(LlamaCppCache(environment: [:], home: "/home").folder == "/home/.cache/llama.cpp")
    }

    @Test func `resolve a reference to a path or say why not`() throws {
        try folder.write("", to: "model.gguf")
        let stores = ModelStores(environment: [:], home: folder.path)
        #expect(try stores.path(of: .embedded) == nil)
        #expect(try stores.path(of: .path("~/model.gguf")) == folder.path + "/model.gguf")
        let wanted: [(ModelReference, Failure.Kind)] = [
            (.path("/no/such/model"), .notFound), (.hosted(.openAI, model: "m"), .unsupported),
            (.server(url: "http://h/v1", model: "m"), .unsupported), (.ollamaStore(name: "m"), .notFound),
            (.huggingFace(repository: "o/n", revision: nil), .notFound),
        ]
        for (reference, kind) in wanted {
            let failure = #expect(throws: Failure.self) { try stores.path(of: reference) }
            #expect(failure?.kind == kind)
            #expect(failure?.hint != nil)
        }
    }

    @Test func `a GGUF file in several parts is one model`() throws {
        for part in 1...3 { try folder.write("1234", to: ".lmstudio/models/p/m/big-0000\(part)-of-00003.gguf") }
        try folder.write("12", to: ".lmstudio/models/p/m/small.gguf")
        let path = "\(folder.path)/.lmstudio/models/p/m"
        #expect(
            LMStudioFolder(home: folder.path).models() == [
                StoredModel(
                    reference: "\(path)/big-00001-of-00003.gguf", store: .lmStudio,
                    path: "\(path)/big-00001-of-00003.gguf", weightBytes: 12),
                StoredModel(
                    reference: "\(path)/small.gguf", store: .lmStudio, path: "\(path)/small.gguf", weightBytes: 2),
            ])
        let snapshot = "models--o--n/snapshots/\(String(repeating: "a", count: 40))"
        for part in 1...2 { try folder.write("1234", to: "\(snapshot)/q-0000\(part)-of-00002.gguf") }
        #expect(try cache().path(ofRepository: "o/n") == "\(folder.path)/\(snapshot)/q-00001-of-00002.gguf")
        #expect(cache().models().map(\.reference) == ["hf:o/n"] && cache().models().map(\.weightBytes) == [8])
    }
}
