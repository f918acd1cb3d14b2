import Generation

/// An answer of the hub that is no success, put into words.
///
/// The hub says the reason in `X-Error-Code`; a status alone says little: 401 stands for missing, private and gated alike.
struct HubRefusal: Error {
    let status: Int
    /// The reason by its name: `GatedRepo`, `RepoNotFound`, `RevisionNotFound`, `EntryNotFound`.
    let code: String?
    /// The hub's own words.
    let message: String?
    /// After how long it may be asked again.
    let retryAfter: Duration?

    /// Reads the head of an answer.
    init(_ response: HTTPResponse) {
        status = response.status
        code = response.headers["X-Error-Code"]
        message = response.headers["X-Error-Message"]
        // `RateLimit: "api";r=0;t=55`: in 55 seconds there is room again.
        let reset = response.headers["RateLimit"]?.split(separator: ";").first { $0.hasPrefix("t=") }?.dropFirst(2)
        let seconds = response.headers["Retry-After"].flatMap { Int($0) } ?? reset.flatMap { Int($0) }
        retryAfter = seconds.map { .seconds(max(0, $0)) }
    }

    /// Whether asking again may help.
    var isPassing: Bool { [408, 429, 500, 502, 503, 504].contains(status) }

    /// What went wrong, where, and what to do next.
    ///
    /// - Parameters:
    ///   - file: the file that was asked for; nil if it was the model.
    ///   - isTokenSent: false if there is a token that was held back.
    func failure(_ reference: HubReference, file: String? = nil, _ settings: HubSettings, isTokenSent: Bool) -> Failure
    {
        let page = settings.page(of: reference.repository)
        let place = reference.description
        let origin = settings.tokenOrigin ?? "HF_TOKEN"
        switch code {
        case "GatedRepo":
            return Failure(
                .network, "the model is given only to those who accept its terms", at: place,
                hint: isTokenSent
                    ? "accept them at \(page) with the account of the token in \(origin), and let the token read gated repositories"
                    : "accept them at \(page), then set HF_TOKEN to a token from \(settings.endpoint)/settings/tokens")
        case "RevisionNotFound":
            return Failure(
                .notFound, "the model has no such revision", at: place, expected: "a branch, a tag or a commit",
                found: reference.revision, hint: "\(page)/tree/main lists them")
        case "EntryNotFound":
            return Failure(.notFound, "the model has no such file", at: "\(place): \(file ?? "")")
        case "RepoNotFound":
            return unseen(place, page, settings, isTokenSent: isTokenSent)
        default: break
        }
        switch status {
        case 401 where isTokenSent && message?.contains("credentials") == true:
            return Failure(
                .network, "the hub refuses the token", at: origin, found: message,
                hint: "make a new one at \(settings.endpoint)/settings/tokens")
        case 401, 404:
            return unseen(place, page, settings, isTokenSent: isTokenSent)
        case 403:
            return Failure(
                .network, "the hub does not give this model to you", at: place, found: message ?? "403 Forbidden",
                hint: isTokenSent
                    ? "let the token in \(origin) read this repository: \(settings.endpoint)/settings/tokens"
                    : "set HF_TOKEN to a token from \(settings.endpoint)/settings/tokens that may read it")
        case 429:
            let wait = retryAfter.map { "\($0.components.seconds) s" }
            return Failure(
                .network, "the hub has had too many requests", at: place, found: "429",
                hint: "try again in \(wait ?? "some minutes")"
                    + (settings.token == nil ? "; with a token in HF_TOKEN more are allowed" : ""))
        case 451:
            return Failure(.network, "the model is not available", at: place, found: message ?? "451")
        default:
            let isServer = status >= 500
            return Failure(
                .network, "the hub \(isServer ? "failed" : "refused")", at: place,
                found: "\(status)" + (message.map { " \($0)" } ?? ""),
                hint: isServer ? "try again later; what has arrived is kept" : nil)
        }
    }

    private func unseen(_ place: String, _ page: String, _ settings: HubSettings, isTokenSent: Bool) -> Failure {
        let tokens = "\(settings.endpoint)/settings/tokens"
        let hint =
            if isTokenSent {
                "check the name; if it is private, the token in \(settings.tokenOrigin ?? "HF_TOKEN") must be allowed to read it: \(tokens)"
            } else if settings.token != nil {
                "check the name; your token was not sent, because \(settings.endpoint) is not encrypted"
            } else {
                "check the name; if it is private or gated, set HF_TOKEN to a token from \(tokens)"
            }
        return Failure(.notFound, "the hub shows no such model", at: place, found: "\(status)", hint: hint)
    }
}
