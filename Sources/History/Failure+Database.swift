import Generation
import GRDB

extension Failure {
    /// What to do where the history cannot be written.
    static let placeHint =
        "the program goes on without it; free some space, make the folder writable, or set XDG_DATA_HOME"

    /// Any error of the database as a failure; one that is a failure already says more itself.
    init(_ error: any Error, doing what: String, at path: String) {
        switch error {
        case let failure as Failure:
            self = failure
        case let error as DatabaseError where error.isDamage:
            self.init(
                .malformed, what, at: path, found: error.message,
                hint: "the file is damaged: quit every mirilla and move it away")
        case let error as DatabaseError:
            self.init(.system, what, at: path, found: error.message ?? "\(error.resultCode)", hint: Self.placeHint)
        default:
            self.init(.system, what, at: path, found: "\(error)", hint: Self.placeHint)
        }
    }
}

extension DatabaseError {
    /// Whether the file is no database, or a broken one.
    var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }

    /// Whether another process holds the file: what was refused can be tried again.
    var isContention: Bool { resultCode == .SQLITE_BUSY || resultCode == .SQLITE_LOCKED }
}
