import Generation

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Where pictures and videos go.
public enum MediaDestination: Hashable, Sendable {
    /// Into a folder, under a name made of the prompt that no file there has.
    case folder(String)
    /// Into this file, which must not be there yet.
    case file(String)

    /// Refuses what could not be written, before somebody pays for what would go there.
    func check() throws(Failure) {
        switch self {
        case .folder(let folder):
            if access(folder, W_OK | X_OK) != 0 { throw MediaFile.refusal(at: folder) }
        case .file(let path):
            if access(path, F_OK) == 0 { throw MediaFile.exists(path) }
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
            if access(folder, W_OK | X_OK) != 0 { throw MediaFile.refusal(at: path) }
        }
    }
}

/// A new file that is written piece by piece, and taken away again unless all of it was written.
struct MediaFile: ~Copyable {
    /// Where it is, from the root.
    let path: String
    private let descriptor: Int32
    private var isWhole = false

    /// Makes the file; one that is there already is never touched.
    ///
    /// - Parameter subject: what the file shows: the beginning of a name that is free.
    init(at destination: MediaDestination, subject: String, type: MediaType) throws(Failure) {
        let candidates: [String]
        switch destination {
        case .file(let path): candidates = [path]
        case .folder(let folder):
            let name = "mirilla-" + Self.name(of: subject)
            candidates = (1...999).map { number in
                (folder.hasSuffix("/") ? folder : folder + "/") + name + (number > 1 ? "-\(number)" : "")
                    + ".\(type.rawValue)"
            }
        }
        for candidate in candidates {
            let descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                self.descriptor = descriptor
                path = URL(filePath: candidate).standardized.path
                return
            }
            guard errno == EEXIST else { throw Self.refusal(at: candidate) }
        }
        throw Self.exists(candidates.last ?? "")
    }

    deinit {
        close(descriptor)
        if !isWhole { unlink(path) }
    }

    /// Writes what comes next.
    func write(_ bytes: [UInt8]) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                start += count
            } else if count == 0 || errno != EINTR {
                throw Self.refusal(at: path)
            }
        }
    }

    /// Says that all of it is there.
    mutating func keep() throws(Failure) {
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS else { throw Self.refusal(at: path) }
        isWhole = true
    }

    /// The first words of a prompt as part of a file's name.
    static func name(of subject: String) -> String {
        var name = ""
        for character in subject.lowercased().prefix(200) {
            if character.isLetter || character.isNumber {
                name.append(character)
            } else if !name.isEmpty, name.last != "-" {
                name.append("-")
            }
            if name.utf8.count >= 48 { break }
        }
        while name.last == "-" { name.removeLast() }
        return name.isEmpty ? "untitled" : name
    }

    static func exists(_ path: String) -> Failure {
        Failure(.usage, "there is a file already, and it is not replaced", at: path, hint: "give another name")
    }

    /// The failure that `errno` tells of.
    static func refusal(at path: String) -> Failure {
        Failure(
            .system, "cannot write the file", at: path, found: String(cString: strerror(errno)),
            hint: "choose a folder that you may write to, with room in it")
    }
}

/// `write` of the system, which inside `MediaFile` would be its own.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
