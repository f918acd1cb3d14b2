import Generation
import Testing

@testable import Providers

@Suite("What is needed of a repository")
struct HubSelectionTests {
    private func files(_ paths: [String]) -> [HubFile] {
        paths.map { HubFile(path: $0, size: 10, blobID: "b", sha256: nil) }
    }

    @Test(arguments: [
        (
            [
                "config.json", "model.safetensors", "pytorch_model.bin", "onnx/model.onnx", "tokenizer.json",
                "README.md",
                "tf_model.h5", "model.fp16.safetensors",
            ], nil, ["config.json", "tokenizer.json", "model.safetensors"]
        ),
        (
            [
                "config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors", "consolidated.safetensors", "original/params.json",
            ], nil,
            [
                "config.json", "model.safetensors.index.json", "model-00001-of-00002.safetensors",
                "model-00002-of-00002.safetensors",
            ]
        ),
        (["config.json", "a-Q8_0.gguf", "mmproj-f16.gguf", "README.md"], nil, ["a-Q8_0.gguf"]),
        (["a-Q8_0.gguf", "a-Q4_0.gguf"], "*q4_0*", []),
        (["a-Q8_0.gguf", "a-Q4_0.gguf"], "*Q4_0*", ["a-Q4_0.gguf"]),
        (["config.json", "model.safetensors", "q/a-Q8_0.gguf"], "a-*", ["q/a-Q8_0.gguf"]),
        (["q4/a.gguf", "q8/a.gguf"], "q8/*", ["q8/a.gguf"]),
        (["a-Q8_0.gguf", "a-Q4_0.gguf"], nil, []), (["config.json", "pytorch_model.bin"], nil, []), ([], nil, []),
        (["a.gguf"], "*.bin", []),
        (
            ["a-00002-of-00002.gguf", "a-00001-of-00002.gguf", "README.md"], nil,
            ["a-00001-of-00002.gguf", "a-00002-of-00002.gguf"]
        ),
        (
            ["q4/a-00001-of-00002.gguf", "q4/a-00002-of-00002.gguf", "a-Q8_0.gguf"], "*-00002-*",
            ["q4/a-00001-of-00002.gguf", "q4/a-00002-of-00002.gguf"]
        ),
        (["a-00001-of-00003.gguf", "a-00002-of-00003.gguf"], nil, []),
        (["a-00001-of-00002.gguf", "a-00002-of-00002.gguf", "b.gguf"], nil, []),
    ])
    func `is what can be read, once`(listing: [String], pattern: String?, wanted: [String]) throws {
        if wanted.isEmpty {
            let failure = #expect(throws: Failure.self) {
                try HubSelection(of: files(listing), pattern: pattern, repository: "o/n")
            }
            #expect(failure?.location?.hasPrefix("o/n") == true)
        } else {
            let selection = try HubSelection(of: files(listing), pattern: pattern, repository: "o/n")
            #expect(selection.files.map(\.path) == wanted)
        }
    }

    @Test func `names the choices when there are several`() {
        let failure = #expect(throws: Failure.self) {
            try HubSelection(of: files(["a-Q8_0.gguf", "a-Q4_0.gguf"]), repository: "o/n")
        }
        #expect(failure?.found == "a-Q8_0.gguf (10 bytes), a-Q4_0.gguf (10 bytes)")
        #expect(failure?.hint == "for example --file 'a-Q8_0.gguf'")
    }

    @Test(arguments: [
        ("owner/name", "owner/name", "main"), ("hf:owner/name@v1", "owner/name", "v1"), ("gpt2", "gpt2", "main"),
        ("https://huggingface.co/owner/name", "owner/name", "main"),
        ("https://huggingface.co/owner/name/tree/refs/pr/1", "owner/name", "refs/pr/1"),
    ])
    func `a reference is read as it is written or pasted`(text: String, repository: String, revision: String) throws {
        let reference = try HubReference(text)
        #expect(reference.repository == repository)
        #expect(reference.revision == revision)
    }

    @Test(arguments: ["", "a/b/c", "../x", "a/b@", "a/b@../x", "a b/c", "hf:"])
    func `a reference that leads elsewhere is refused`(text: String) {
        #expect(throws: Failure.self) { try HubReference(text) }
    }

    @Test(arguments: [
        (["HF_TOKEN": "a", "TOKEN_HF": "b"], "a", "HF_TOKEN"), (["TOKEN_HF": "b"], "b", "TOKEN_HF"),
        ([:], "from-file", "huggingface/token"), (["HF_HOME": "/elsewhere"], nil, nil),
    ])
    func `the token is found where the other tools keep it`(
        environment: [String: String], token: String?, origin: String?
    )
        throws
    {
        let folder = TemporaryFolder()
        try folder.write("from-file\n", to: ".cache/huggingface/token")
        let settings = HubSettings(environment: environment, home: folder.path, folder: "/nowhere")
        #expect(settings.token?.revealed == token)
        #expect(settings.tokenOrigin?.hasSuffix(origin ?? "-") ?? (origin == nil))
        #expect(settings.endpoint == "https://huggingface.co")
        #expect(!settings.isOffline)
    }

    @Test func `the endpoint and being offline are read from the environment`() {
        let environment = ["HF_ENDPOINT": "https://mirror.example/", "HF_HUB_OFFLINE": "yes", "HF_HUB_CACHE": "/c"]
        let settings = HubSettings(environment: environment, home: "/home", folder: "/nowhere")
        #expect(settings.endpoint == "https://mirror.example")
        #expect(settings.isOffline)
        #expect(settings.cache.folder == "/c")
    }

    @Test func `the speed is that of the last seconds, and what was here counts for the progress alone`() {
        var meter = DownloadMeter(PullProgress(fileCount: 1, byteCount: 10_000))
        meter.reuse(4_000)
        #expect(meter.progress.bytesPerSecond == nil)
        for second in 1...4 { meter.receive(1_000, at: .seconds(second)) }
        #expect(meter.progress.bytesPerSecond == 1_000)
        #expect(meter.progress.finishedByteCount == 8_000)
        #expect(meter.progress.remaining == .seconds(2))
        for second in 20...30 { meter.receive(100, at: .seconds(second)) }
        #expect(meter.progress.bytesPerSecond == 100)
    }
}
