import Foundation
import Generation

/// Writing a file that its owner alone can read.
enum PrivateFile {
    /// Puts data in the place of a file; a reader sees the old content or the new, never a part.
    ///
    /// - Throws: `Failure` when the disk refuses; the old content stays.
    static func replace(_ path: String, with data: Data, by temporaryPath: String) throws {
        let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw refusal(at: path) }
        var isWritten = true
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty, isWritten {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count == 0 || errno != EINTR {
                    isWritten = false
                }
            }
        }
        let failure = refusal(at: path)
        guard close(descriptor) == 0, isWritten else {
            unlink(temporaryPath)
            throw failure
        }
        guard rename(temporaryPath, path) == 0 else {
            let failure = refusal(at: path)
            unlink(temporaryPath)
            throw failure
        }
    }

    /// The failure that `errno` tells of.
    private static func refusal(at path: String) -> Failure {
        Failure(
            .system, "cannot write the file", at: path, found: String(cString: strerror(errno)),
            hint: "free some space, make the folder writable, or set XDG_STATE_HOME")
    }
}
