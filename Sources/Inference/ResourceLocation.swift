public import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where the files that mirilla brings along lie: installed, or beside the program just built.
public enum ResourceLocation {
    /// The folder of a resource.
    ///
    /// Looked for in `$MIRILLA_DATA`, in `share/mirilla` next to the program's `bin`, and in the resources that the package manager puts
    /// beside the program. `Bundle.module` is not asked on Linux: it ends the program when nothing is there.
    ///
    /// - Parameters:
    ///   - name: the resource's folder, `nano`.
    ///   - environment: the environment; nil is the program's own.
    public static func folder(named name: String, environment: [String: String]? = nil) throws(Failure) -> String {
        let environment = environment ?? ProcessInfo.processInfo.environment
        let candidates = candidates(environment: environment).map { "\($0)/\(name)" }
        if let folder = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) { return folder }
        throw Failure(
            .notFound, "mirilla's own files are missing", at: name, expected: candidates.joined(separator: " or "),
            hint: "install it with make install, or point MIRILLA_DATA to share/mirilla")
    }

    private static func candidates(environment: [String: String]) -> [String] {
        var folders: [String] = []
        if let data = environment["MIRILLA_DATA"], !data.isEmpty { folders.append(data) }
        let program = URL(filePath: programPath).deletingLastPathComponent()
        folders.append(program.deletingLastPathComponent().path + "/share/mirilla")
        #if os(Linux)
            folders.append(program.path + "/mirilla_Inference.resources")
        #else
            folders.append(program.path + "/mirilla_Inference.bundle")
            if let bundled = Bundle.module.resourcePath { folders.append(bundled) }
        #endif
        return folders
    }

    /// The file of the running program, links followed.
    private static var programPath: String {
        #if os(Linux)
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        #else
            Bundle.main.executableURL?.resolvingSymlinksInPath().path ?? CommandLine.arguments[0]
        #endif
    }
}
