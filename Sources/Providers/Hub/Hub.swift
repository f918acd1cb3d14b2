public import Generation
import Synchronization

/// The Hugging Face hub: what it has, and bringing it here.
///
/// ```swift
/// let hub = Hub(settings, transport: HTTPTransport(limits: Hub.limits))
/// let plan = try await hub.plan(HubReference("openai-community/gpt2"))
/// try await hub.pull(plan) { progress in … }
/// ```
/// The files lie where `huggingface_hub` keeps them, so every tool that is built on it finds them. Cancelling the task keeps what has
/// arrived; the next pull goes on there.
public struct Hub: Sendable {
    /// How long the hub is waited for: models are large, but bytes keep coming.
    public static let limits = TimeLimits(connect: .seconds(10), idle: .seconds(30), total: .seconds(7 * 86_400))
    /// How many files are fetched at once.
    private static let parallelCount = 4

    /// Which hub, as whom, and where the files go.
    public let settings: HubSettings
    private let client: HubClient

    /// A hub.
    ///
    /// - Parameter pause: waits before something is tried again.
    public init(
        _ settings: HubSettings, transport: any Transport,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.settings = settings
        client = HubClient(settings: settings, transport: transport, pause: pause)
    }

    /// What the hub says about a model.
    public func model(_ reference: HubReference) async throws -> HubModel { try await client.model(reference) }

    // MARK: Planning

    /// Finds out what has to be fetched.
    ///
    /// The hub is not asked about a commit, nor offline about anything, that is here completely.
    ///
    /// - Parameter pattern: which GGUF file is wanted, as in a shell (`*Q8_0*`).
    public func plan(_ reference: HubReference, file pattern: String? = nil) async throws -> PullPlan {
        let repository = CachedRepository(settings.cache, repository: reference.repository)
        if reference.isCommit || settings.isOffline, let commit = repository.commit(of: reference.revision),
            let listing = repository.listing(of: commit)
        {
            let selection = try HubSelection(of: listing, pattern: pattern, repository: reference.repository)
            if repository.holds(selection.files, at: commit) {
                return try await plan(reference, commit, listing, selection, repository)
            }
        }
        let model = try await client.model(reference)
        let selection = try HubSelection(of: model.files, pattern: pattern, repository: reference.repository)
        return try await plan(reference, model.commit, model.files, selection, repository)
    }

    private func plan(
        _ reference: HubReference, _ commit: String, _ listing: [HubFile], _ selection: HubSelection,
        _ repository: CachedRepository
    ) async throws -> PullPlan {
        var files: [PullPlan.File] = []
        for file in selection.files { files.append(try await resolve(file, reference, commit)) }
        var progress = PullProgress(fileCount: files.count, byteCount: 0)
        // Two files with the same content are one blob.
        for file in files.unique {
            let blob = repository.blob(file.tag)
            let isHere = ModelFolder.exists(blob)
            let here = ModelFolder.size(of: isHere ? blob : repository.partialBlob(file.tag))
            let (sum, overflow) = progress.byteCount.addingReportingOverflow(max(0, file.size ?? here))
            guard !overflow else {
                throw Failure(
                    .malformed, "the hub's listing is absurd", at: "\(reference): \(file.path)", found: "its size")
            }
            progress.byteCount = sum
            progress.finishedByteCount += min(here, file.size ?? here)
        }
        let linked = selection.files.filter { repository.holds([$0], at: commit) }.count
        progress.finishedFileCount = linked
        let snapshot = repository.snapshot(commit)
        let isNamed = reference.revision == commit || repository.commit(of: reference.revision) == commit
        return PullPlan(
            reference: reference, commit: commit, files: files,
            path: files.first { $0.path.hasSuffix(".gguf") }.map { "\(snapshot)/\($0.path)" } ?? snapshot,
            progress: progress, isComplete: linked == files.count && isNamed, missing: selection.missing,
            listing: listing)
    }

    /// A file with the name of its content, which the hub is asked for if the listing does not have it.
    private func resolve(_ file: HubFile, _ reference: HubReference, _ commit: String) async throws -> PullPlan.File {
        var (tag, size) = (file.tag, file.size)
        if tag == nil || size == nil {
            let answer = try await client.metadata(of: file.path, reference, at: commit)
            (tag, size) = (tag ?? answer.tag, size ?? answer.size)
        }
        guard let tag, ModelFolder.isPlainName(tag), size ?? 0 >= 0 else {
            throw Failure(
                .malformed, "the hub does not name the file's content", at: "\(reference): \(file.path)",
                expected: "an entity tag", found: tag ?? "none")
        }
        return PullPlan.File(path: file.path, tag: tag, size: size)
    }

    // MARK: Pulling

    /// Fetches what is missing.
    ///
    /// - Parameter report: hears how far it is, from any thread.
    public func pull(_ plan: PullPlan, report: @escaping @Sendable (PullProgress) -> Void = { _ in }) async throws {
        guard !plan.isComplete else { return }
        let repository = CachedRepository(settings.cache, repository: plan.reference.repository)
        try DiskSpace.require(plan.missingByteCount, at: repository.folder, for: plan.reference.description)
        try repository.prepare()
        let start = ContinuousClock.now
        let meter = Mutex(
            DownloadMeter(PullProgress(fileCount: plan.files.unique.count, byteCount: plan.progress.byteCount)))
        let hear: @Sendable (BlobDownload.Change) -> Void = { change in
            let progress = meter.withLock { meter in
                meter.take(change, at: start.duration(to: .now))
                return meter.progress
            }
            report(progress)
        }
        let downloads = plan.files.unique.map { file in
            BlobDownload(
                file: file, reference: plan.reference, commit: plan.commit, repository: repository, client: client,
                report: hear)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, download) in downloads.enumerated() {
                // As many at once as are waited for.
                if index >= Self.parallelCount { try await group.next() }
                group.addTask { try await download.run() }
            }
            try await group.waitForAll()
        }
        try repository.keep(plan.listing, of: plan.commit)
        try repository.publish(
            plan.files.map { ($0.path, $0.tag) }, missing: plan.missing, commit: plan.commit,
            revision: plan.reference.revision)
    }
}

extension [PullPlan.File] {
    /// One file for each content, the small ones first: a refusal shows before much has been fetched.
    fileprivate var unique: [PullPlan.File] {
        var tags: Set<String> = []
        return filter { tags.insert($0.tag).inserted }.sorted { $0.size ?? 0 < $1.size ?? 0 }
    }
}

extension DownloadMeter {
    /// Counts what happened.
    fileprivate mutating func take(_ change: BlobDownload.Change, at time: Duration) {
        switch change {
        case .received(let count): receive(count, at: time)
        case .reused(let count): reuse(count)
        case .discarded(let count): discard(count)
        case .finished: finishFile()
        }
    }
}
