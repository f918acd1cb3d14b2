import Foundation
import Generation
import History

// A program that writes runs into a history, for tests that kill it, limit it, or run several of it.
//
//     HistoryWriter FOLDER NAME RUNS [BYTES]
//     HistoryWriter FOLDER vectors TEXTS
//
// After every token it prints the numbers of run and token; the next token comes when this one is written. With BYTES no file may
// grow beyond that, which is a full disk for it: it then prints the failure and goes on without history.

/// How many tokens every run has.
let tokenCount = 20

func write(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

let arguments = CommandLine.arguments
guard arguments.count >= 4, let runCount = Int(arguments[3]) else { exit(2) }
if arguments[2] == "vectors" { await embed(runCount, in: arguments[1]) }
do {
    let history = try HistoryStore(folder: arguments[1])
    if arguments.count > 4, let bytes = rlim_t(arguments[4]) {
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
        #if canImport(Darwin)
            setrlimit(RLIMIT_FSIZE, &limit)
        #else
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
        #endif
    }
    for run in 0..<runCount {
        let request = GenerationRequest(prompt: .raw("run \(run) of \(arguments[2])"))
        let question = PastRun.Question(modelReference: "nano", modelName: "nano", isLocal: true, request: request)
        let recorder = history.record(question, given: []) { write("failed: \($0.message)") }
        for token in 0..<tokenCount {
            let text = " word\(token)"
            recorder.add(
                .step(
                    Step(
                        index: token, token: Token(id: token, bytes: Array(text.utf8)), text: text, probability: 0.5,
                        unsampledProbability: 0.25, rank: token)))
            write("\(run) \(token)")
            history.flush()
        }
        recorder.add(
            .completed(
                Completion(
                    text: (0..<tokenCount).map { " word\($0)" }.joined(), reason: .length, timings: Timings(),
                    promptTokens: 3, generatedTokens: tokenCount)))
        history.flush()
    }
    write("done")
} catch {
    write("failed: \(error.message)")
    exit(1)
}
