import Generation

/// Who is at the other end, and how to speak to it.
struct ServiceFacts: Hashable, Sendable {
    /// Its name for people: `OpenAI`, `the server`.
    let name: String
    /// Where its paths begin, without a slash at the end.
    let baseURL: String
    /// Whether it is the service itself, at its own address: only then do its prices hold.
    let isItself: Bool
    /// What shows who is asking.
    var credential: Credential?
    /// Further header fields it wants.
    var headers: HeaderFields = [:]
    /// What to do about a key that it does not accept.
    var keyHint: String?
    /// The environment variable that holds its key.
    var keyVariable: String?

    init(
        name: String, baseURL: String, isItself: Bool = false, credential: Credential? = nil,
        headers: HeaderFields = [:],
        keyHint: String? = nil, keyVariable: String? = nil
    ) {
        self.name = name
        self.isItself = isItself
        var base = baseURL
        while base.hasSuffix("/") { base.removeLast() }
        self.baseURL = base
        self.credential = credential
        self.headers = headers
        self.keyHint = keyHint
        self.keyVariable = keyVariable
    }

    /// Whether it is this machine.
    var isLoopback: Bool { WebAddress(baseURL)?.isLoopback ?? false }

    /// What a service says, for people: without the key, and no longer than can be read.
    ///
    /// The key goes first: a cut could leave half of it.
    func redacting(_ text: String) -> String {
        let text = credential?.redacting(text) ?? text
        return text.count > 400 ? text.prefix(399) + "…" : text
    }

    /// A failure without the key, in case that the service repeats it.
    func redacting(_ failure: Failure) -> Failure {
        var failure = credential?.redacting(failure) ?? failure
        failure.found = failure.found.map(redacting)
        return failure
    }

    /// A request to read.
    func get(_ path: String) -> HTTPRequest {
        HTTPRequest(.get, baseURL + "/" + path, headers: headers, credential: credential)
    }

    /// A request that sends JSON.
    func post(_ path: String, _ body: JSON, accept: String = "application/json") -> HTTPRequest {
        post(path, body.bytes, type: "application/json", accept: accept)
    }

    /// A request that sends bytes.
    func post(_ path: String, _ body: [UInt8], type: String, accept: String = "application/json") -> HTTPRequest {
        var headers = headers
        headers["Content-Type"] = type
        headers["Accept"] = accept
        return HTTPRequest(.post, baseURL + "/" + path, headers: headers, credential: credential, body: body)
    }
}
