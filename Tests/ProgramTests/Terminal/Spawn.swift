import Foundation

/// Runs a program to its end and returns its exit status and what it printed.
///
/// Foundation's `Process` waits until every descendant has gone, and so for ever when the program leaves a server behind.
func spawn(_ executable: URL, _ arguments: [String], environment: [String: String], output: URL) throws -> (
    status: Int32, text: String
) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The server of tmux lives on: it must not keep a connection open whose closing another test waits for.
    #if os(Linux)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
        for descriptor in open where descriptor > 2 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    #endif
    // A thread of a pool blocks nearly all signals, and so would the server: it would never hear that what ran in it has ended.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var nothing = sigset_t()
    sigemptyset(&nothing)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [String] = [executable.path] + arguments
    let variables: [String] = environment.map { "\($0.key)=\($0.value)" }
    let argv = words.map { word in strdup(word) } + [nil]
    let envp = variables.map { variable in strdup(variable) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var child = pid_t()
    let error = posix_spawn(&child, executable.path, &actions, &attributes, argv, envp)
    guard error == 0 else {
        throw TerminalSession.Problem(description: "\(executable.path): \(String(cString: strerror(error)))")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let text = (try? Data(contentsOf: output)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    try? FileManager.default.removeItem(at: output)
    return (status, text)
}
