import Foundation
import Testing

@testable import Providers

/// What `huggingface_hub` itself thinks of the cache that mirilla writes.
///
/// `MIRILLA_PYTHON` names an interpreter that has it.
@Suite(
    "huggingface_hub",
    .enabled(if: Interpreter.path != nil, "MIRILLA_PYTHON does not name a Python that has huggingface_hub"))
struct HuggingFaceHubTests {
    private let testing: HubTesting

    init() async throws { testing = try await HubTesting() }

    @Test func `finds every file, knows which are missing, and sees nothing wrong`() async throws {
        try await testing.pull()
        let script = """
            import json, os, sys
            from huggingface_hub import scan_cache_dir, snapshot_download, try_to_load_from_cache
            cache = sys.argv[1]
            info = scan_cache_dir(cache)
            repository = next(iter(info.repos))
            revision = next(iter(repository.revisions))
            load = lambda name: try_to_load_from_cache("owner/tiny", name, cache_dir=cache)
            print(json.dumps({
                "warnings": [str(w) for w in info.warnings], "repositories": [r.repo_id for r in info.repos],
                "commit": revision.commit_hash, "refs": sorted(revision.refs),
                "files": sorted(f.file_name for f in revision.files), "size": info.size_on_disk,
                "weights": open(load("model.safetensors"), "rb").read().hex() == open(os.path.realpath(load("model.safetensors")), "rb").read().hex(),
                "missing": str(load("vocab.json")), "unknown": str(load("never-heard-of.json")),
                "snapshot": snapshot_download("owner/tiny", cache_dir=cache, local_files_only=True,
                                              allow_patterns=["*.json", "*.safetensors"]),
            }))
            """
        let json = try await Interpreter.run(script, [testing.folder.path])
        #expect(json["warnings"] as? [String] == [])
        #expect(json["repositories"] as? [String] == ["owner/tiny"])
        #expect(json["commit"] as? String == HubServer.commit)
        #expect(json["refs"] as? [String] == ["main"])
        #expect(json["files"] as? [String] == ["config.json", "model.safetensors", "tokenizer.json"])
        #expect(json["size"] as? Int == 50_023)
        #expect(json["weights"] as? Bool == true)
        #expect((json["missing"] as? String)?.contains("object") == true)
        #expect(json["unknown"] as? String == "None")
        #expect((json["snapshot"] as? String)?.hasSuffix("models--owner--tiny/snapshots/\(HubServer.commit)") == true)
    }

    @Test func `waits for mirilla's lock`() async throws {
        try FileManager.default.createDirectory(atPath: testing.repository.locks, withIntermediateDirectories: true)
        let lock = try CacheLock(path: testing.repository.lock("tag"))
        let script = """
            import json, sys
            from filelock import Timeout
            from huggingface_hub.utils._fixes import WeakFileLock
            try:
                with WeakFileLock(sys.argv[1], timeout=0.2):
                    print(json.dumps({"locked": False}))
            except Timeout:
                print(json.dumps({"locked": True}))
            """
        let json = try await Interpreter.run(script, [testing.repository.lock("tag")])
        #expect(json["locked"] as? Bool == true)
        withExtendedLifetime(lock) {}
    }
}

/// A Python interpreter outside this project.
private enum Interpreter {
    static var path: String? {
        ProcessInfo.processInfo.environment["MIRILLA_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Runs a script that prints JSON.
    @concurrent
    static func run(_ script: String, _ arguments: [String]) async throws -> [String: Any] {
        let process = Process()
        process.executableURL = URL(filePath: try #require(path))
        process.arguments = ["-c", script] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["HF_HUB_OFFLINE": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }
}
