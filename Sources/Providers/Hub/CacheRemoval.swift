public import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What removing a model from the Hugging Face cache takes away.
public struct CacheRemoval: Hashable, Sendable {
    /// What is removed, as a user writes it.
    public let reference: String
    /// Revisions that go.
    public let snapshotCount: Int
    /// Bytes that become free; what other revisions use as well stays.
    public let freedByteCount: Int
    fileprivate let paths: [String]
}

extension HuggingFaceCache {
    /// Finds out what goes with a model, or with one revision of it.
    ///
    /// - Throws: `Failure` if it is not there, or is being pulled.
    public func removal(ofRepository name: String, revision: String?) throws(Failure) -> CacheRemoval {
        let reference = try HubReference(repository: name, revision: revision)
        let repository = CachedRepository(self, repository: name)
        guard ModelFolder.isFolder(repository.folder) else {
            throw Failure(
                .notFound, "the model is not in the Hugging Face cache", at: reference.description,
                expected: "the folder \(repository.folder)", hint: "mirilla models list shows what is there")
        }
        for lock in ModelFolder.names(in: repository.locks) {
            guard try CacheLock(path: "\(repository.locks)/\(lock)") != nil else {
                throw Failure(
                    .system, "the model is being pulled", at: reference.description, hint: "stop that first, or wait")
            }
        }
        let commits = ModelFolder.names(in: repository.snapshots)
        guard revision != nil else { return whole(repository, reference.description, commits) }
        guard let commit = repository.commit(of: reference.revision), commits.contains(commit) else {
            throw Failure(
                .notFound, "the revision is not in the Hugging Face cache", at: reference.description,
                found: commits.isEmpty ? "no revision" : commits.joined(separator: ", "))
        }
        if commits.count == 1 { return whole(repository, reference.description, commits) }
        let others = commits.filter { $0 != commit }.reduce(into: Set()) { $0.formUnion(repository.blobNames(of: $1)) }
        let blobs = repository.blobNames(of: commit).subtracting(others).map(repository.blob)
        let names = repository.revisions(for: commit).map { "\(repository.folder)/refs/\($0)" }
        return CacheRemoval(
            reference: reference.description, snapshotCount: 1,
            freedByteCount: blobs.reduce(0) { $0 + ModelFolder.size(of: $1) },
            // What is found by its name goes first: should this be interrupted, nothing is found that is not whole.
            paths: names + [
                repository.snapshot(commit), "\(repository.folder)/trees/\(commit).json",
                "\(repository.folder)/.no_exist/\(commit)",
            ] + blobs)
    }

    /// Removes it.
    public func remove(_ removal: CacheRemoval) throws(Failure) {
        for path in removal.paths {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch let error as CocoaError where error.code == .fileNoSuchFile {
                continue
            } catch {
                throw Failure(
                    .system, "cannot remove", at: path,
                    found: (error as? CocoaError).map { "error \($0.code.rawValue)" },
                    hint: "whose file is it?")
            }
        }
    }

    private func whole(_ repository: CachedRepository, _ reference: String, _ commits: [String]) -> CacheRemoval {
        let blobs = ModelFolder.names(in: repository.blobs).map(repository.blob)
        return CacheRemoval(
            reference: reference, snapshotCount: commits.count,
            freedByteCount: blobs.reduce(0) { $0 + ModelFolder.size(of: $1) },
            paths: [repository.folder, repository.locks])
    }
}

extension CachedRepository {
    /// The blobs that a commit's folder links to.
    fileprivate func blobNames(of commit: String) -> Set<String> {
        let manager = FileManager.default
        let paths = (try? manager.subpathsOfDirectory(atPath: snapshot(commit))) ?? []
        return Set(
            paths.compactMap { path in
                let target = try? manager.destinationOfSymbolicLink(atPath: "\(snapshot(commit))/\(path)")
                return target?.split(separator: "/").last.map(String.init)
            })
    }

    /// The branches and tags that stand for a commit here.
    fileprivate func revisions(for commit: String) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(folder)/refs")) ?? []
        return names.filter { self.commit(of: $0) == commit }
    }
}
