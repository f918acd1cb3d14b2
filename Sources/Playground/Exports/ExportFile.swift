import Foundation
import Generation

/// Writes a file next to its place and puts it there in one go: a reader sees all of it or nothing.
struct ExportFile {
    /// Where it goes.
    let path: String
    /// Where it is written until it is whole.
    let temporaryPath: String
    private let replacesExisting: Bool

    /// Prepares a file; `~/` is the home folder.
    ///
    /// - Throws: `ExistingFile` if it is there and must not be replaced, `Failure` if the path cannot be a file's.
    init(_ path: String, replacesExisting: Bool, home: String? = ProcessInfo.processInfo.environment["HOME"]) throws {
        let expanded = path.hasPrefix("~/") ? (home ?? "~") + path.dropFirst() : path
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: expanded, isDirectory: &isFolder)
        if path.isEmpty || path.hasSuffix("/") || (exists && isFolder.boolValue) {
            throw Failure(
                .usage, "cannot write the file", at: path, expected: "the name of a file", found: "a folder",
                hint: "add a file name")
        }
        if exists, !replacesExisting { throw ExistingFile() }
        self.path = expanded
        self.replacesExisting = replacesExisting
        temporaryPath = expanded + ".\(getpid()).part"
    }

    /// That a file is there already.
    struct ExistingFile: Error {}

    /// Writes all of the file and puts it in its place.
    func write(_ bytes: [UInt8]) throws {
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal() }
        var isWritten = true
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty, isWritten {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count == 0 || errno != EINTR {
                    isWritten = false
                }
            }
        }
        let failure = refusal()
        guard close(descriptor) == 0, isWritten else {
            unlink(temporaryPath)
            throw failure
        }
        try commit()
    }

    /// Puts what was written at `temporaryPath` in its place.
    func commit() throws {
        if replacesExisting {
            guard rename(temporaryPath, path) == 0 else { throw discarding(refusal()) }
            return
        }
        // A link never replaces what has appeared there meanwhile, as renaming would.
        if link(temporaryPath, path) == 0 {
            unlink(temporaryPath)
        } else if errno == EEXIST {
            throw discarding(ExistingFile())
        } else if rename(temporaryPath, path) != 0 {
            throw discarding(refusal())
        }
    }

    /// Takes away what was written so far.
    func discard() { unlink(temporaryPath) }

    private func discarding(_ error: any Error) -> any Error {
        discard()
        return error
    }

    /// The failure that `errno` tells of.
    private func refusal() -> Failure {
        let hint =
            switch errno {
            case ENOENT: "make the folder first, or choose another one"
            case EACCES, EPERM, EROFS: "choose a folder that you may write to, such as ~/ or /tmp/"
            case ENOSPC, EDQUOT: "free some space, or choose another disk"
            default: "choose another path"
            }
        return Failure(
            .system, "cannot write the file", at: path, found: String(cString: strerror(errno)), hint: hint)
    }
}
