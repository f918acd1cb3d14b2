import Foundation
import Generation
import Testing

@testable import Providers

@Suite("What services say when they fail")
struct ServiceErrorTests {
    @Test(arguments: [
        #"{"error":{"message":"no","type":"t"}}"#, #"{"type":"error","error":{"type":"t","message":"no"}}"#,
        #"[{"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}}]"#, #"{"error":"no"}"#,
        #"{"message":"no"}"#,
        #"{"detail":"no"}"#, #"{"detail":[{"loc":["body"],"msg":"no"}]}"#, "no",
    ])
    func `is found in every shape`(body: String) {
        let error = ServiceError(status: 400, headers: ["Content-Type": "application/json"], body: Array(body.utf8))
        #expect(error.message.hasSuffix("no"))
    }

    @Test func `is one line without a page of HTML or control characters`() {
        let page = ServiceError(status: 502, headers: ["Content-Type": "text/html"], body: Array("<html>…</html>".utf8))
        #expect(page.message == "nothing more")
        let escapes = ServiceError(status: 400, body: Array("a\u{1B}[31m\n\tb\u{7F}".utf8))
        #expect(escapes.message == "a[31m b")
        let long = ServiceError(status: 400, body: Array(repeating: 0x61, count: 5000))
        #expect(long.failure(of: ServiceFacts(name: "it", baseURL: "http://a")).found?.count == 400)
    }

    @Test func `hides the key that a server repeats`() {
        let service = ServiceFacts(name: "OpenAI", baseURL: "https://x", credential: .bearer(APIKey("sk-planted")))
        let error = ServiceError(
            status: 401, body: Array(#"{"error":{"message":"Incorrect API key: sk-planted"}}"#.utf8))
        #expect(
            error.failure(of: service).message
                == "OpenAI does not accept the key: HTTP 401: found Incorrect API key: •••")
    }

    private let now = Date(timeIntervalSince1970: 1_700_000_000)

    @Test(arguments: [
        (["retry-after": "2"], Duration.seconds(2)), (["Retry-After": "0.5"], .milliseconds(500)),
        (["retry-after-ms": "250", "retry-after": "9"], .milliseconds(250)),
        (["retry-after": "Tue, 14 Nov 2023 22:13:30 GMT"], .seconds(10)),
        (["x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m2.5s"], .milliseconds(62_500)),
        (["x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "20ms"], .milliseconds(20)),
        (
            [
                "anthropic-ratelimit-requests-remaining": "0",
                "anthropic-ratelimit-requests-reset": "2023-11-14T22:13:25Z",
            ], .seconds(5)
        ),
    ])
    func `says how long to wait`(headers: [String: String], wait: Duration) {
        let fields = HeaderFields(headers.map { HeaderFields.Field(name: $0.key, value: $0.value) })
        #expect(RetryPolicy.wait(asked: fields, now: now) == wait)
    }

    @Test(arguments: [
        [:], ["retry-after": "soon"], ["retry-after": "-1"],
        ["x-ratelimit-remaining-requests": "5", "x-ratelimit-reset-requests": "1s"],
    ])
    func `says nothing about waiting`(headers: [String: String]) {
        let fields = HeaderFields(headers.map { HeaderFields.Field(name: $0.key, value: $0.value) })
        #expect(RetryPolicy.wait(asked: fields, now: now) == nil)
    }

    @Test func `what passes is tried again with growing pauses, what does not is not`() {
        let policy = RetryPolicy(jitter: { 1 })
        func delay(_ status: Int, _ attempt: Int) -> Duration? {
            policy.delay(after: ServiceError(status: status, body: []), attempt: attempt)
        }
        for status in [408, 409, 429, 500, 502, 503, 529] {
            #expect((1...4).map { delay(status, $0) } == [.milliseconds(500), .seconds(1), .seconds(2), nil])
        }
        for status in [400, 401, 403, 404, 422, 501] { #expect(delay(status, 1) == nil) }
        let patient = ServiceError(status: 429, headers: ["retry-after": "3"], body: [])
        let endless = ServiceError(status: 429, headers: ["retry-after": "3600"], body: [])
        #expect(policy.delay(after: patient, attempt: 1) == .milliseconds(3250))
        #expect(policy.delay(after: endless, attempt: 1) == nil)
    }
}
