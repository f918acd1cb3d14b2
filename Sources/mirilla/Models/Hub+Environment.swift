import Generation
import Providers
import Synchronization

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Hub {
    /// The hub as the user's environment and options say.
    init(_ network: NetworkOptions) {
        let environment = ProcessInfo.processInfo.environment
        let settings = HubSettings(
            environment: environment, home: UserFolders(environment: environment).home.path, folder: ".",
            isOffline: network.offline)
        self.init(
            settings,
            transport: HTTPTransport(
                limits: Hub.limits, reach: network.offline ? .loopback : .everywhere, environment: environment))
    }
}

/// Lets news through ten times a second, and the last always.
final class NewsThrottle: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    /// Whether this progress should be told now.
    func lets(_ progress: PullProgress) -> Bool {
        let now = ContinuousClock.now
        return last.withLock { last in
            let isLast = progress.finishedFileCount == progress.fileCount
            guard isLast || last.map({ now - $0 >= .milliseconds(100) }) ?? true else { return false }
            last = now
            return true
        }
    }
}
