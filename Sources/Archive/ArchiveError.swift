import GRDB

/// Why the archive cannot be used. Each sentence says where it is and what to do.
public enum ArchiveError: Error, Equatable, CustomStringConvertible {
    /// The file lies on a network file system, where SQLite's locks and shared memory do not hold.
    case network(path: String, kind: String)
    /// Directory or file cannot be made, opened or written.
    case unwritable(path: String, reason: String)
    /// Written by a later version.
    case newer(path: String)
    /// Not a database, or a damaged one.
    case damaged(path: String)
    /// Another process held it for longer than we wait.
    case busy(path: String)
    /// The disk is full.
    case full(path: String)
    /// Anything else that SQLite says.
    case failed(path: String, reason: String)

    /// One sentence for a person.
    public var description: String {
        switch self {
        case .network(let path, let kind):
            "The archive \(path) lies on \(kind), where SQLite cannot be shared safely; set archive in config.toml to a local path."
        case .unwritable(let path, let reason):
            "The archive \(path) cannot be written: \(reason). Fix its permissions, or set archive in config.toml to another path."
        case .newer(let path):
            "The archive \(path) was written by a later version of Quarterdeck; upgrade this one, or set archive in config.toml to another path."
        case .damaged(let path):
            "The archive \(path) is not a usable SQLite database; move it away, and a new one is made at the next start."
        case .busy(let path): "The archive \(path) is held by another process; try again, or look for one that hangs."
        case .full(let path): "The archive \(path) cannot grow: the disk is full. Free some space."
        case .failed(let path, let reason): "The archive \(path) failed: \(reason)."
        }
    }

    /// What SQLite's error means for a person. Values and SQL never reach the sentence.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as ArchiveError: self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
            case .SQLITE_FULL: self = .full(path: path)
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .damaged(path: path)
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
                self = .unwritable(path: path, reason: error.message ?? "\(error.resultCode)")
            default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
            }
        default: self = .failed(path: path, reason: "\(error)")
        }
    }
}
