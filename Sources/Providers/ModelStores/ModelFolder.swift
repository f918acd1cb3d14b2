import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What the stores ask of the file system.
enum ModelFolder {
    /// The names in a folder in order, hidden ones left out; empty if it cannot be read.
    static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Whether there is a folder.
    static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        #if canImport(FoundationEssentials)
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        #else
            var isObjectiveCFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isObjectiveCFolder)
            isFolder = isObjectiveCFolder.boolValue
        #endif
        return exists && isFolder
    }

    /// Whether there is a file or a folder; a link counts only if what it points to is there.
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The size of a file, links followed; 0 if it is not there.
    static func size(of path: String) -> Int {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        return (try? FileManager.default.attributesOfItem(atPath: target))?[.size] as? Int ?? 0
    }

    /// The weight files of a folder.
    static func weightFiles(in folder: String) -> [String] {
        names(in: folder).filter { $0.hasSuffix(".safetensors") || $0.hasSuffix(".gguf") }.map { "\(folder)/\($0)" }
    }

    /// The GGUF files among some files that are language models, with their bytes: one for all parts of a file that was split,
    /// none for the part of a model that sees.
    static func languageModels(in files: [String]) -> [(path: String, bytes: Int)] {
        files.compactMap { path in
            guard path.hasSuffix(".gguf"), path.split(separator: "/").last?.hasPrefix("mmproj") == false else {
                return nil
            }
            guard let parts = GGUFParts(path: path) else { return (path, size(of: path)) }
            return parts.index == 0 ? (path, parts.paths.reduce(0) { $0 + size(of: $1) }) : nil
        }
    }

    /// Whether a name can stand between two slashes of a path without leading elsewhere.
    static func isPlainName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name != "." && name != ".."
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
