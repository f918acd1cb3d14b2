import Generation
import Inference

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// What can be told about this machine and this terminal without opening a screen.
struct Machine {
    /// The environment.
    let environment = ProcessInfo.processInfo.environment

    /// The terminal's name and whether there is one.
    var terminal: String {
        guard let name = value("TERM") else {
            return "TERM is not set: the playground cannot tell what the terminal can"
        }
        if name == "dumb" { return "dumb: the playground cannot draw on it" }
        return name + (StandardOutput.isTerminal ? "" : " (output is not a terminal now)")
    }

    /// How many colours it most likely has.
    var colours: String {
        if value("NO_COLOR") != nil { return "off (NO_COLOR)" }
        if ["truecolor", "24bit"].contains(value("COLORTERM")) { return "24 bit (COLORTERM)" }
        let name = value("TERM") ?? ""
        if name.hasSuffix("-direct") { return "24 bit" }
        if name.contains("256color") { return "256" }
        return name.isEmpty || name == "dumb" || name.hasPrefix("vt") ? "none" : "8 or 16"
    }

    /// Whether text is UTF-8.
    var encoding: String {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"]
        guard let name = names.first(where: { value($0) != nil }), let locale = value(name) else {
            return "no locale is set: try LC_ALL=C.UTF-8"
        }
        let isUTF8 = locale.lowercased().replacing("-", with: "").hasSuffix("utf8")
        return isUTF8 ? "UTF-8 (\(name)=\(locale))" : "not UTF-8 (\(name)=\(locale)): try LC_ALL=C.UTF-8"
    }

    /// The cores and what they can.
    var processor: String {
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return "\(cores) cores, \(features.isEmpty ? "no vector extension known" : features.joined(separator: " "))"
    }

    /// The memory, and what of it is free.
    var memory: String {
        ByteCount.text(Memory.byteCount)
            + (Memory.availableByteCount.map { ", \(ByteCount.text($0)) of it free now" } ?? "")
    }

    /// The extensions that matter to the kernels.
    private var features: [String] {
        #if arch(arm64)
            return ["neon"]
        #elseif os(Linux)
            let file = FileManager.default.contents(atPath: "/proc/cpuinfo") ?? Data()
            let lines = String(decoding: file, as: UTF8.self).split(separator: "\n")
            let flags = Set(lines.first { $0.hasPrefix("flags") }?.split(separator: " ") ?? [])
            return ["avx2", "fma", "f16c", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16"].filter {
                flags.contains(Substring($0))
            }
        #else
            return []
        #endif
    }

    private func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
}
