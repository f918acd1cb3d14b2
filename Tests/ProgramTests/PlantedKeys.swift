import Foundation
import Loopback
import Testing

/// Keys that are known to nobody else, so that whatever holds one has leaked it.
struct PlantedKeys {
    static let openAI = "sk-planted-0penai-7f3a9c21e8d4"
    static let anthropic = "sk-ant-planted-anthr0pic-52b8e6"
    static let gemini = "AIza-planted-gem1ni-91d7c4a0b3"
    static let hub = "hf_planted_hub_d08e51f7a2c964"
    static let ollama = "ollama-planted-0e1d2c3b4a5968"
    static let server = "srv-planted-5e4d3c2b1a0f9e8d"

    static let all = [openAI, anthropic, gemini, hub, ollama, server]

    /// The environment that holds them, with every service on this machine.
    static func environment(home: URL, server url: String) -> [String: String] {
        [
            "OPENAI_API_KEY": openAI, "OPENAI_BASE_URL": url + "/v1", "ANTHROPIC_API_KEY": anthropic,
            "ANTHROPIC_BASE_URL": url, "GEMINI_API_KEY": gemini, "GEMINI_BASE_URL": url, "HF_TOKEN": hub,
            "HF_ENDPOINT": url, "OLLAMA_API_KEY": ollama, "OLLAMA_HOST": url, "MIRILLA_SERVER_KEY": server,
            "HOME": home.path, "HF_HOME": home.path + "/hf", "XDG_STATE_HOME": home.path + "/state",
            "XDG_CONFIG_HOME": home.path + "/config", "XDG_CACHE_HOME": home.path + "/cache",
        ]
    }

    /// The keys of which a text holds a half.
    static func halves(in text: String) -> [String] {
        all.filter { text.contains($0.prefix($0.count / 2)) || text.contains($0.suffix($0.count / 2)) }
    }

    /// The files below a folder that hold a half of a key.
    static func leaks(in folder: URL) -> [String] {
        var leaks: [String] = []
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard let bytes = try? Data(contentsOf: file) else { continue }
            let isLeaky = all.contains { key in
                [key.prefix(key.count / 2), key.suffix(key.count / 2)].contains {
                    bytes.firstRange(of: Data($0.utf8)) != nil
                }
            }
            if isLeaky { leaks.append(file.path) }
        }
        return leaks
    }

    /// A server that stands in for every service and gives back whatever key it was shown, in every way there is.
    static func tellTale(_ manner: Manner) async throws -> LoopbackServer {
        try await LoopbackServer { request in
            let shown =
                ["authorization", "x-api-key", "x-goog-api-key"].compactMap { request.headers[$0] }.joined()
                .replacing("Bearer ", with: "")
            return manner.answer(request, shown)
        }
    }

    /// How a server gives a key back.
    enum Manner: CaseIterable {
        case refuses, refusesAtLength, refusesTheKey, forbids, failsAsText, failsInTheStream, answersNoJSON,
            pointsElsewhere,
            pointsNowhere

        func answer(_ request: LoopbackServer.Received, _ key: String) -> [LoopbackServer.Action] {
            let error = #"{"error":{"message":"\#(key) is wrong","code":"\#(key)"}}"#
            switch self {
            case .refuses: return .response(400, error)
            case .refusesAtLength:
                // So long that it is cut where the key stands.
                let lead = String(repeating: "x", count: 400 - key.count / 2 - 2)
                return .response(400, #"{"error":{"message":"\#(lead) \#(key) \#(lead)"}}"#)
            case .refusesTheKey:
                return .response(401, headers: ["X-Error-Message": "Invalid credentials \(key)"], error)
            case .forbids: return .response(403, headers: ["X-Error-Message": key], error)
            case .failsAsText: return .response(501, type: "text/plain", "no \(key)")
            case .failsInTheStream:
                guard request.method == "POST" else { return .response(404, error) }
                let lines = [
                    #"{"choices":[{"delta":{"content":"Hola"}}]}"#, #"{"error":{"message":"\#(key) is wrong"}}"#,
                ]
                return .stream(lines.map { "data: \($0)\n\n" })
            case .answersNoJSON:
                let lead = String(repeating: "x", count: 40)
                return .response(200, type: "text/event-stream", "data: \(lead)\(key)\(lead)\n\n")
            case .pointsElsewhere:
                return .response(307, headers: ["Location": "http://localhost:1/\(key)?key=\(key)"], "")
            case .pointsNowhere: return .response(302, headers: ["Location": "ftp://\(key)/"], "")
            }
        }
    }
}
