import Foundation

/// A process that runs in a terminal.
struct Program {
    let identifier: Int

    /// The program that this package makes, beside the tests.
    static var mirilla: URL {
        let tests = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL ?? Bundle.main.bundleURL
        let folder = tests.pathExtension == "xctest" ? tests.deletingLastPathComponent() : tests
        return folder.appending(path: "mirilla")
    }

    /// Where a program lies, if it is installed.
    static func find(_ name: String) -> URL? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// The processes that a process has started.
    static func children(of parent: Int) -> [Program] {
        let list = try? String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
        return (list ?? "").split(separator: " ").compactMap { Int($0) }.map { Program(identifier: $0) }
    }

    /// Whether processor times can be read here.
    static var canMeasure: Bool { FileManager.default.fileExists(atPath: "/proc/self/schedstat") }

    /// The processor time that all threads have used.
    var processorTime: Duration {
        get throws {
            let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(identifier)/task")
            let nanoseconds = threads.compactMap { thread -> Int? in
                let path = "/proc/\(identifier)/task/\(thread)/schedstat"
                let line = try? String(contentsOfFile: path, encoding: .utf8)
                return line?.split(separator: " ").first.flatMap { Int($0) }
            }
            return .nanoseconds(nanoseconds.reduce(0, +))
        }
    }

    /// Sends a signal.
    func signal(_ number: Int32) { kill(pid_t(identifier), number) }
}
