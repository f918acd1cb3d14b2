#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Dates for templates that tell a model what day it is.
enum TemplateDate {
    /// Seconds since 1970, now.
    static var now: Int { time(nil) }

    /// A moment in the local time zone, written as C's `strftime` says.
    static func format(_ format: String, seconds: Int) -> String {
        var seconds = time_t(seconds)
        var date = tm()
        localtime_r(&seconds, &date)
        var buffer = [CChar](repeating: 0, count: 256)
        let count = strftime(&buffer, buffer.count, format, &date)
        return String(decoding: buffer[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
