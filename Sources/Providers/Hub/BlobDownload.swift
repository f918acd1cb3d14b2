import Generation

/// Fetches one file's content into the cache: locked, resumed, checked, renamed.
struct BlobDownload {
    /// What happened to bytes and files, for the progress.
    enum Change {
        /// Bytes have arrived.
        case received(Int)
        /// Bytes were here before.
        case reused(Int)
        /// Bytes turned out to be useless.
        case discarded(Int)
        /// The file is complete.
        case finished
    }

    let file: PullPlan.File
    let reference: HubReference
    let commit: String
    let repository: CachedRepository
    let client: HubClient
    let report: @Sendable (Change) -> Void

    /// Fetches what is missing; when it returns, the blob is there and is right.
    func run() async throws {
        let lock = try await lock()
        defer { withExtendedLifetime(lock) {} }
        let blob = repository.blob(file.tag)
        // Somebody else may have fetched it while the lock was theirs.
        if ModelFolder.exists(blob) {
            report(.reused(ModelFolder.size(of: blob)))
        } else {
            try await fetch(to: blob)
        }
        report(.finished)
    }

    private func lock() async throws -> CacheLock {
        while true {
            if let lock = try CacheLock(path: repository.lock(file.tag)) { return lock }
            try await client.pause(.milliseconds(200))
        }
    }

    private func fetch(to blob: String) async throws {
        let partial = try PartialFile(path: repository.partialBlob(file.tag), tag: file.tag, size: file.size)
        report(.reused(partial.count))
        var isFresh = partial.count == 0
        while true {
            if !partial.isComplete { try await receive(into: partial) }
            guard let mismatch = partial.mismatch else { break }
            report(.discarded(partial.count))
            try partial.restart()
            // What an earlier attempt left may have been damaged; what came in one piece was wrong at its source.
            guard !isFresh else {
                throw Failure(
                    .malformed, "the file that came is not the one that was asked for",
                    at: "\(reference): \(file.path)",
                    expected: mismatch.wanted, found: mismatch.found,
                    hint:
                        "pull again; if it happens again, what stands between here and \(client.settings.endpoint) changes files"
                )
            }
            isFresh = true
        }
        try partial.finish(as: blob)
    }

    /// Receives until the file is complete; a connection that breaks is made again as long as bytes keep coming.
    private func receive(into partial: PartialFile) async throws {
        var fruitless = 0
        var wait = Duration.seconds(1)
        while true {
            let before = partial.count
            let interruption: Failure
            do {
                if try await receiveOnce(into: partial) { return }
                interruption = Failure(
                    .network, "the file ended early", at: "\(reference): \(file.path)",
                    expected: file.size.map(ByteCount.text), found: ByteCount.text(partial.count),
                    hint: "pull again: what has arrived is kept")
            } catch let failure as Failure where failure.isOfConnection {
                interruption = failure
            }
            fruitless = partial.count > before ? 0 : fruitless + 1
            guard fruitless < HubClient.attemptLimit else { throw interruption }
            try await client.pause(wait)
            wait = partial.count > before ? .seconds(1) : wait * 2
        }
    }

    /// One request.
    ///
    /// - Returns: whether the file is complete.
    private func receiveOnce(into partial: PartialFile) async throws -> Bool {
        let response = try await client.contents(of: file.path, reference, at: commit, from: partial.count)
        if !Self.isRest(response, from: partial.count) {
            report(.discarded(partial.count))
            try partial.restart()
            // Nothing lies beyond the end of what was left: it was not a part of this file.
            if response.status == 416 { return false }
        }
        for try await chunk in response.body {
            try partial.append(chunk)
            report(.received(chunk.count))
            if let size = file.size, partial.count > size { break }
        }
        return file.size.map { partial.count >= $0 } ?? true
    }

    /// Whether a body continues what is there; 200 means that the range was not heeded.
    private static func isRest(_ response: HTTPResponse, from offset: Int) -> Bool {
        guard offset > 0 else { return response.status != 416 }
        return response.status == 206
            && response.headers["Content-Range"]?.hasPrefix("bytes \(offset)-") == true
    }
}
