import Glibc

/// Where the archive lies: makes directory and files for their owner only, refuses network file systems, and holds
/// the lock under which the archive is opened and migrated. Blocks; called beside the thread pool.
struct ArchivePlace {
    let path: String
    /// Name of a file system that SQLite cannot be shared on, `nil` for a local one; a test has its own.
    var networkKind: @Sendable (String) -> String? = ArchivePlace.networkKind

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes what is missing: directories 0700, the database file 0600 (SQLite gives `-wal` and `-shm` the same mode).
    func prepare() throws {
        try makeDirectories(directory)
        if let kind = networkKind(directory) { throw ArchiveError.network(path: path, kind: kind) }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ArchiveError.unwritable(path: path, reason: Self.reason(errno)) }
        defer { close(file) }
        var status = stat()
        // A file that others can read (copied, restored) is closed to them; failing to is not worth refusing the archive.
        if fstat(file, &status) == 0, status.st_mode & 0o077 != 0 { _ = fchmod(file, 0o600) }
    }

    /// Runs `body` while no other process opens or migrates the same archive: sixteen first starts at once race otherwise.
    func locked<T>(_ body: () throws -> T) throws -> T {
        let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ArchiveError.unwritable(path: path, reason: Self.reason(errno)) }
        defer { close(file) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else { throw ArchiveError.unwritable(path: path, reason: Self.reason(errno)) }
        }
        return try body()
    }

    private func makeDirectories(_ directory: String) throws {
        var status = stat()
        if stat(directory, &status) == 0 { return }
        if let slash = directory.lastIndex(of: "/"), slash != directory.startIndex {
            try makeDirectories(String(directory[..<slash]))
        }
        // Another process may have made it meanwhile.
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
            throw ArchiveError.unwritable(path: path, reason: "\(directory): \(Self.reason(errno))")
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    /// What kind of network file system `directory` lies on; `nil` for a local one, and where it cannot be known.
    static func networkKind(_ directory: String) -> String? {
        guard let resolved = realpath(directory, nil) else { return nil }
        defer { free(resolved) }
        return networkKind(of: String(cString: resolved), mounts: text(of: "/proc/self/mountinfo"))
    }

    /// The same, given the kernel's table of mounts (`man 5 proc_pid_mountinfo`): the longest mount point above the
    /// directory decides, the last of equal ones.
    static func networkKind(of directory: String, mounts: String) -> String? {
        var best = (length: -1, kind: "")
        for line in mounts.split(separator: "\n") {
            let halves = line.split(separator: " - ", maxSplits: 1)
            guard halves.count == 2, let kind = halves[1].split(separator: " ").first else { continue }
            let fields = halves[0].split(separator: " ")
            guard fields.count > 4 else { continue }
            let point = fields[4].replacing("\\040", with: " ")
            let above = point == "/" || directory == point || directory.hasPrefix(point + "/")
            if above, point.utf8.count >= best.length { best = (point.utf8.count, String(kind)) }
        }
        switch best.kind {
        case "nfs", "nfs4": return "NFS"
        case "cifs", "smb3", "smbfs": return "an SMB share"
        case "9p": return "a 9P share"
        case "ceph", "lustre", "glusterfs", "fuse.glusterfs", "fuse.sshfs": return "a network file system (\(best.kind))"
        default: return nil
        }
    }

    private static func text(of path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 16_384)
        while case let count = read(file, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
