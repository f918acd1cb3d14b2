import Generation

/// An error as a service reports it, whatever its shape.
///
/// Understood are `{"error": {"message", "type", "code", "param"}}` (OpenAI and its relatives, Anthropic, Gemini), `{"error": "…"}`
/// (Ollama, Hugging Face), `{"message"}` and `{"detail"}` (older servers, FastAPI), each also inside an array (Gemini).
struct ServiceError: Error, Hashable, Sendable {
    /// The HTTP status; of an error inside a stream the one that would have been sent.
    let status: Int
    /// What the service says.
    let message: String
    /// Its name for the error.
    let code: String?
    /// The parameter it names.
    let parameter: String?
    /// How long to wait, if it says so.
    let wait: Duration?

    init(status: Int, headers: HeaderFields = [:], body: [UInt8]) {
        self.init(status: status, headers: headers, document: JSON(parsing: body), text: body)
    }

    /// An error inside a stream.
    init(document: JSON) { self.init(status: Self.status(of: document), headers: [:], document: document, text: []) }

    private init(status: Int, headers: HeaderFields, document: JSON?, text: [UInt8]) {
        self.status = status
        var document = document ?? .null
        if case .array(let elements) = document { document = elements.first ?? .null }
        let error = document["error"].isNull ? document : document["error"]
        let details = document["detail"].elements.map { detail in
            let place = detail["loc"].elements.compactMap(\.string).last.map { "\($0): " } ?? ""
            return place + (detail["msg"].string ?? "")
        }
        let said =
            error.string ?? error["message"].string ?? document["message"].string ?? document["detail"].string
            ?? (details.isEmpty ? nil : details.joined(separator: "; "))
        message = Self.line(said ?? Self.plainText(text, headers) ?? "nothing more")
        code = [error["code"], error["type"], error["status"]].lazy.compactMap(\.string).first
        parameter = error["param"].string ?? document["detail"][0]["loc"].elements.compactMap(\.string).last
        wait = RetryPolicy.wait(asked: headers)
    }

    /// A page of HTML says nothing to people on a terminal.
    private static func plainText(_ bytes: [UInt8], _ headers: HeaderFields) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard !text.isEmpty, text.first != "<", headers["Content-Type"]?.contains("html") != true else { return nil }
        return text
    }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } }
    }

    private static func status(of document: JSON) -> Int {
        let error = document["error"]
        if let code = error["code"].int ?? error["status_code"].int { return code }
        switch error["type"].string ?? error["code"].string {
        case "overloaded_error": return 529
        case "rate_limit_error", "rate_limit_exceeded": return 429
        case "api_error", "server_error": return 500
        case "timeout_error": return 504
        case "authentication_error": return 401
        case "permission_error": return 403
        case "not_found_error": return 404
        default: return 400
        }
    }

    /// The error for people.
    ///
    /// - Parameters:
    ///   - service: the service's name for people.
    ///   - credential: what must not appear.
    func failure(of service: ServiceFacts) -> Failure {
        let found = service.redacting(message)
        func make(_ kind: Failure.Kind, _ what: String, hint: String? = nil) -> Failure {
            Failure(kind, "\(service.name) \(what)", at: "HTTP \(status)", found: found, hint: hint)
        }
        switch status {
        case 401: return make(.network, "does not accept the key", hint: service.keyHint)
        case 402: return make(.network, "wants to be paid first")
        case 403: return make(.network, "does not permit this")
        case 404: return make(.notFound, "does not know this model or address")
        case 408, 504: return make(.network, "took too long")
        case 413: return make(.tooLarge, "finds the request too large")
        case 429:
            return make(.network, "has had enough requests for now", hint: wait.map { "it says to wait \($0.brief)" })
        case 529, 503: return make(.network, "is overloaded")
        case 500...: return make(.network, "failed")
        default: return make(.unsupported, "refuses the request")
        }
    }
}
