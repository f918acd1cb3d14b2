/// Why there is no screen.
public enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output is a file or a pipe.
    case notATerminal(stream: String)
    /// `TERM` is not set.
    case unnamedTerminal
    /// No description of the terminal is installed.
    case unknownTerminal(name: String)
    /// The terminal cannot place text: `dumb`, a line printer.
    case cannotDraw(name: String)
    /// The system gives no more file descriptors.
    case noDescriptors

    /// The reason in one line.
    public var message: String {
        switch self {
        case .notATerminal(let stream): "standard \(stream) is not a terminal"
        case .unnamedTerminal: "TERM is not set: expected the name of a terminal, such as xterm-256color"
        case .unknownTerminal(let name): "TERM: expected a terminal that is described on this system, found \(name)"
        case .cannotDraw(let name): "TERM: expected a terminal that can place text, found \(name)"
        case .noDescriptors: "the system gives no more file descriptors"
        }
    }
}
