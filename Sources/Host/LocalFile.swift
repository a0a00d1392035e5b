import Dispatch

import Glibc

/// Small files of this machine: configuration, kubeconfigs, tokens, certificates.
public enum LocalFile {
    /// Reads a whole file of at most `limit` bytes on the calling thread. For start-up and for threads that may wait.
    public static func read(_ path: String, limit: Int = 4 << 20) throws(LocalFileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)), isMissing: errno == ENOENT)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = systemRead(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno)), isMissing: false) }
            bytes.append(contentsOf: buffer[..<count])
            guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        }
    }

    /// Reads a whole file on a thread of its own: a named pipe or a network file system may keep it waiting.
    public static func contents(of path: String, limit: Int = 4 << 20) async throws(LocalFileError) -> [UInt8] {
        let result: Result<[UInt8], LocalFileError> = await withCheckedContinuation { continuation in
            DispatchQueue(label: "file").async {
                continuation.resume(returning: Result { () throws(LocalFileError) in try read(path, limit: limit) })
            }
        }
        return try result.get()
    }

    /// Whether anyone but the owner may read the file. False where it cannot be asked.
    public static func isReadableByOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o044 != 0
    }
}

/// Why a file could not be read.
public enum LocalFileError: Error, Equatable, CustomStringConvertible {
    /// Not there, not allowed, a directory.
    case unreadable(path: String, reason: String, isMissing: Bool)
    /// Larger than the limit, in bytes.
    case tooLarge(path: String, limit: Int)

    /// What failed, where.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason, _): "\(path) cannot be read: \(reason)"
        case .tooLarge(let path, let limit): "\(path) is larger than \(limit >> 10) KiB"
        }
    }
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.read(descriptor, &buffer, count)
    #else
        Darwin.read(descriptor, &buffer, count)
    #endif
}
