#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The keys that the user has, from the environment or a `.env` file in the working folder.
///
/// They are read, never written.
public struct Credentials: Sendable {
    /// Where a key was found.
    public enum Origin: Hashable, Sendable {
        /// An environment variable of that name.
        case environment(String)
        /// A line of the `.env` file with that name.
        case dotEnv(String)
    }

    private let found: [KeyedService: (key: APIKey, origin: Origin)]

    /// Looks for keys; the environment wins over the file.
    ///
    /// - Parameters:
    ///   - environment: the environment.
    ///   - folder: where a `.env` may lie.
    public init(environment: [String: String], folder: String) {
        let file = FileManager.default.contents(atPath: folder + "/.env") ?? Data()
        let dotEnv = DotEnv(parsing: String(decoding: file, as: UTF8.self)).values
        var found: [KeyedService: (key: APIKey, origin: Origin)] = [:]
        for service in KeyedService.allCases {
            for name in service.variables {
                if let value = environment[name], !value.isEmpty {
                    found[service] = (APIKey(value), .environment(name))
                    break
                }
            }
            guard found[service] == nil else { continue }
            for name in service.variables {
                if let value = dotEnv[name], !value.isEmpty {
                    found[service] = (APIKey(value), .dotEnv(name))
                    break
                }
            }
        }
        self.found = found
    }

    /// The key for a service, or nil if there is none.
    public func key(for service: KeyedService) -> APIKey? { found[service]?.key }

    /// Where the key for a service was found, or nil if there is none.
    public func origin(of service: KeyedService) -> Origin? { found[service]?.origin }
}
