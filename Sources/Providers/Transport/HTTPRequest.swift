/// A request as a transport sends it.
public struct HTTPRequest: Hashable, Sendable {
    /// What is asked of the resource.
    public enum Method: String, Hashable, Sendable {
        /// To read it.
        case get = "GET"
        /// To read what would stand before its body.
        case head = "HEAD"
        /// To take what is sent.
        case post = "POST"
    }

    /// What is done about a response that points elsewhere.
    public enum Redirects: Hashable, Sendable {
        /// It is followed, up to five times. The credential stays behind when scheme, host or port change, and a body is only sent again to
        /// where it was sent before.
        case follow
        /// It is handed over as it is.
        case handOver
    }

    /// What is asked.
    public var method: Method
    /// Where, with scheme and host.
    public var url: String
    /// Header fields, without the credential.
    public var headers: HeaderFields
    /// What shows who is asking, nil for nobody in particular.
    public var credential: Credential?
    /// What is sent along.
    public var body: [UInt8]?
    /// What is done about a response that points elsewhere.
    public var redirects: Redirects

    /// Makes a request.
    public init(
        _ method: Method, _ url: String, headers: HeaderFields = [:], credential: Credential? = nil,
        body: [UInt8]? = nil,
        redirects: Redirects = .follow
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.credential = credential
        self.body = body
        self.redirects = redirects
    }
}
