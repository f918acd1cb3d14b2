import Testing

/// The real program in a real terminal; one test at a time, for each has a terminal and a model to itself.
@Suite(
    .serialized, .ownThread, .timeLimit(.minutes(5)), .enabled(if: TerminalSession.isAvailable, "tmux is not installed")
)
enum ProgramInTerminal {}
