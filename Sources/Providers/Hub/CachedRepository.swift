import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One repository in the Hugging Face cache, as `huggingface_hub` lays it out.
///
/// ```
/// models--OWNER--NAME/blobs/TAG                    a file's content, named by its hash
///                     blobs/TAG.incomplete         as much of it as has arrived
///                     snapshots/COMMIT/PATH        links to ../../blobs/TAG
///                     refs/REVISION                the commit that a branch or tag stands for
///                     .no_exist/COMMIT/PATH        files that are known not to be there
///                     trees/COMMIT.json            the listing of a commit, which never changes
/// .locks/models--OWNER--NAME/TAG.lock              held by whoever downloads TAG
/// ```
struct CachedRepository {
    let cache: String
    let name: String

    init(_ cache: HuggingFaceCache, repository: String) {
        self.cache = cache.folder
        name = "models--" + repository.split(separator: "/").joined(separator: "--")
    }

    var folder: String { "\(cache)/\(name)" }
    var blobs: String { "\(folder)/blobs" }
    var snapshots: String { "\(folder)/snapshots" }
    var locks: String { "\(cache)/.locks/\(name)" }

    func blob(_ tag: String) -> String { "\(blobs)/\(tag)" }
    func partialBlob(_ tag: String) -> String { "\(blobs)/\(tag).incomplete" }
    func lock(_ tag: String) -> String { "\(locks)/\(tag).lock" }
    func snapshot(_ commit: String) -> String { "\(snapshots)/\(commit)" }

    // MARK: Reading

    /// The commit that a revision stands for here; a commit stands for itself.
    func commit(of revision: String) -> String? {
        if ContentHash.isHexadecimal(revision, count: 40) { return revision }
        let written = FileManager.default.contents(atPath: "\(folder)/refs/\(revision)")
        let commit = written.map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } } ?? ""
        return ModelFolder.isPlainName(commit) ? commit : nil
    }

    /// Whether a commit's folder holds all these files.
    func holds(_ files: [HubFile], at commit: String) -> Bool {
        files.allSatisfy { ModelFolder.exists("\(snapshot(commit))/\($0.path)") }
    }

    /// The listing of a commit that was asked for before, or nil.
    func listing(of commit: String) -> [HubFile]? {
        guard let json = FileManager.default.contents(atPath: "\(folder)/trees/\(commit).json"),
            let tree = try? JSONDecoder().decode(Tree.self, from: json), tree.format_version == Tree.version
        else { return nil }
        return tree.files.map { path, file in
            HubFile(path: path, size: file.lfs_size ?? file.size, blobID: file.blob_id, sha256: file.lfs_sha256)
        }.sorted { $0.path < $1.path }
    }

    // MARK: Writing

    /// Makes the folders, and marks the cache as one, so that backups leave it out (bford.info/cachedir).
    func prepare() throws(Failure) {
        for path in [blobs, snapshots, locks] { try Self.makeFolder(path) }
        let tag = "\(cache)/CACHEDIR.TAG"
        if !ModelFolder.exists(tag) {
            try Self.write(
                "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds downloaded models.\n", to: tag)
        }
    }

    /// Makes a commit's folder of blobs that are all there, and names it by its revision: from now on the model is found.
    func publish(_ files: [(path: String, tag: String)], missing: [String], commit: String, revision: String)
        throws(Failure)
    {
        for file in files { try link(file.path, to: file.tag, at: commit) }
        for path in missing {
            let marker = "\(folder)/.no_exist/\(commit)/\(path)"
            if !ModelFolder.exists(marker) {
                try Self.makeFolder(Self.parent(of: marker))
                try Self.write("", to: marker)
            }
        }
        if revision != commit, self.commit(of: revision) != commit {
            let reference = "\(folder)/refs/\(revision)"
            try Self.makeFolder(Self.parent(of: reference))
            try Self.write(commit, to: reference)
        }
    }

    /// Keeps a commit's listing, unless it is kept already: another tool may know more.
    func keep(_ listing: [HubFile], of commit: String) throws(Failure) {
        guard !ModelFolder.exists("\(folder)/trees/\(commit).json") else { return }
        var files: [String: Tree.File] = [:]
        for file in listing {
            // A listing without sizes or hashes would not be one for the other tools.
            guard let size = file.size, let blobID = file.blobID else { return }
            files[file.path] = Tree.File(
                size: size, blob_id: blobID, lfs_sha256: file.sha256, lfs_size: file.sha256 == nil ? nil : size)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(Tree(format_version: Tree.version, files: files)) else { return }
        try Self.makeFolder("\(folder)/trees")
        try Self.write(String(decoding: json, as: UTF8.self), to: "\(folder)/trees/\(commit).json")
    }

    private func link(_ path: String, to tag: String, at commit: String) throws(Failure) {
        let pointer = "\(snapshot(commit))/\(path)"
        let depth = path.split(separator: "/").count
        let target = String(repeating: "../", count: depth + 1) + "blobs/\(tag)"
        let manager = FileManager.default
        if (try? manager.destinationOfSymbolicLink(atPath: pointer)) == target { return }
        try Self.makeFolder(Self.parent(of: pointer))
        try? manager.removeItem(atPath: pointer)
        do {
            try manager.createSymbolicLink(atPath: pointer, withDestinationPath: target)
        } catch {
            // Somebody else who pulls the same model may have been faster.
            guard (try? manager.destinationOfSymbolicLink(atPath: pointer)) == target else {
                throw Self.refusal("cannot link the file into the model's folder", at: pointer, error)
            }
        }
    }

    // MARK: Files

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func makeFolder(_ path: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw refusal("cannot make the folder", at: path, error)
        }
    }

    /// Writes a file whole: a reader sees the old content or the new.
    private static func write(_ text: String, to path: String) throws(Failure) {
        do {
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw refusal("cannot write the file", at: path, error)
        }
    }

    private static func refusal(_ what: String, at path: String, _ error: any Error) -> Failure {
        Failure(
            .system, what, at: path, found: (error as? CocoaError).map { "error \($0.code.rawValue)" },
            hint: "make the cache writable, or set HF_HOME to a folder that is")
    }

    /// The file in `trees`.
    private struct Tree: Codable {
        static let version = 1
        struct File: Codable {
            let size: Int
            let blob_id: String
            let lfs_sha256: String?
            let lfs_size: Int?
        }
        let format_version: Int
        let files: [String: File]
    }
}
