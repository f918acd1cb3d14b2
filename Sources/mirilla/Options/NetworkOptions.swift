import ArgumentParser
import Generation
import Providers

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How far a command may reach beyond this machine.
struct NetworkOptions: ParsableArguments {
    @Flag(help: "Let nothing leave this machine; servers on it can still be asked.")
    var offline = false

    @Flag(help: "Let a key go to another machine over plain http.")
    var allowInsecure = false

    /// The network, as far as it may be used.
    var transport: HTTPTransport {
        HTTPTransport(
            reach: offline ? .loopback : .everywhere, allowsPlainKeys: allowInsecure,
            environment: ProcessInfo.processInfo.environment)
    }

    /// The services, with the user's addresses and keys.
    var services: Services { services(saving: .folder(".")) }

    /// The services, and where what they make is saved.
    func services(saving destination: MediaDestination) -> Services {
        let environment = ProcessInfo.processInfo.environment
        return Services(
            environment: environment, credentials: Credentials(environment: environment, folder: "."),
            transport: transport, mediaDestination: destination)
    }
}
