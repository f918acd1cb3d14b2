#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// When a request is sent once more, and after how long.
struct RetryPolicy: Sendable {
    /// How often at most.
    var limit = 3
    /// How long a service may make people wait; what it asks beyond that is told instead.
    var patience = Duration.seconds(30)
    /// Waits.
    var pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A number from 0 to 1, so that many clients do not come back in the same moment.
    var jitter: @Sendable () -> Double = { Double.random(in: 0...1) }

    /// How long to wait before the next attempt; nil if there should be none.
    ///
    /// - Parameter attempt: how many failed already, from 1.
    func delay(after error: ServiceError, attempt: Int) -> Duration? {
        guard attempt <= limit, Self.isPassing(error.status) else { return nil }
        if let asked = error.wait { return asked <= patience ? asked + .milliseconds(Int(jitter() * 250)) : nil }
        let step = Duration.milliseconds(500) * (1 << (attempt - 1))
        return step / 2 + .milliseconds(Int(jitter() * (step / 2 / .milliseconds(1))))
    }

    /// Whether a status may be another one soon.
    private static func isPassing(_ status: Int) -> Bool {
        [408, 409, 429, 529].contains(status) || (500..<600).contains(status) && status != 501 && status != 505
    }

    /// How long the headers of a response ask to wait.
    ///
    /// `retry-after-ms`, `retry-after` in seconds or as a date, else, where a rate limit has nothing left, its reset: OpenAI's `6m0s`,
    /// Anthropic's date.
    static func wait(asked headers: HeaderFields, now: Date = Date()) -> Duration? {
        if let value = headers["retry-after-ms"].flatMap(Double.init), value >= 0 {
            return .milliseconds(value.bounded)
        }
        if let value = headers["retry-after"] {
            if let seconds = Double(value), seconds >= 0 { return .milliseconds((seconds * 1000).bounded) }
            if let date = date(value) { return .milliseconds((max(0, date.timeIntervalSince(now)) * 1000).bounded) }
        }
        for limit in ["requests", "tokens", "input-tokens", "output-tokens"] {
            for prefix in ["x-ratelimit", "anthropic-ratelimit"] {
                let names = ["\(prefix)-remaining-\(limit)", "\(prefix)-\(limit)-remaining"]
                guard names.contains(where: { headers[$0] == "0" }) else { continue }
                if let reset = headers["\(prefix)-reset-\(limit)"].flatMap(duration) { return reset }
                if let reset = headers["\(prefix)-\(limit)-reset"].flatMap(date) {
                    return .milliseconds((max(0, reset.timeIntervalSince(now)) * 1000).bounded)
                }
            }
        }
        return nil
    }

    /// `6m0s`, `1.5s`, `20ms`.
    private static func duration(_ text: String) -> Duration? {
        var milliseconds = 0.0
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            let factors = ["ms": 1.0, "s": 1000, "m": 60_000, "h": 3_600_000]
            guard let value = Double(digits), let factor = factors[String(unit)] else { return nil }
            milliseconds += value * factor
        }
        return .milliseconds(milliseconds.bounded)
    }

    /// A date as HTTP or RFC 3339 writes it.
    private static func date(_ text: String) -> Date? {
        if let date = try? Date(text, strategy: .iso8601) { return date }
        // Wed, 21 Oct 2026 07:28:00 GMT
        let words = text.split { $0 == " " || $0 == "," || $0 == ":" }.map(String.init)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard words.count == 8, let day = Int(words[1]), let month = months.firstIndex(of: words[2]),
            let year = Int(words[3]),
            let hour = Int(words[4]), let minute = Int(words[5]), let second = Int(words[6])
        else { return nil }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let written = "\(year)-\(two(month + 1))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z"
        return try? Date(written, strategy: .iso8601)
    }
}

extension Double {
    /// As a whole number of milliseconds, at most a day.
    fileprivate var bounded: Int { Int(Swift.min(Swift.max(self, 0), 86_400_000).rounded()) }
}
