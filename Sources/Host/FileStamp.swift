import Dispatch
import Glibc

/// What tells that a file was written or replaced, without reading it.
public struct FileStamp: Sendable, Equatable {
    private let device: UInt64, inode: UInt64, size: Int64
    private let seconds: Int, nanoseconds: Int

    /// The file as it is now, behind any links; all zero where there is none.
    public init(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            (device, inode, size, seconds, nanoseconds) = (0, 0, 0, 0, 0)
            return
        }
        (device, inode, size) = (UInt64(status.st_dev), UInt64(status.st_ino), Int64(status.st_size))
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }

    /// The stamps of several files, taken on a thread of their own: a home directory may be on a network.
    public static func of(_ paths: [String]) async -> [String: FileStamp] {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "stamps").async {
                continuation.resume(returning: Dictionary(paths.map { ($0, FileStamp(of: $0)) }, uniquingKeysWith: { first, _ in first }))
            }
        }
    }
}
