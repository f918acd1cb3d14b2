/// Sends requests; the one door through which bytes leave and enter.
///
/// ```swift
/// let response = try await transport.send(HTTPRequest(.get, url))
/// for try await chunk in response.body { … }
/// ```
/// Cancelling the task that sends or reads closes the connection at once.
public protocol Transport: Sendable {
    /// Sends a request and waits for the head of the response; its body comes as it is read.
    ///
    /// A status that reports a failure is a response like any other.
    ///
    /// - Throws: `Failure` when there is no response, `CancellationError` when the surrounding task was cancelled. The body throws the same.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}
