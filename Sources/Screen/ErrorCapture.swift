import CTerminal
import Glibc

/// Keeps standard output and error off the screen: what is written there goes to a file meanwhile.
///
/// Swift's runtime says "Fatal error: ..." on standard error; on the alternate screen that would be lost. A stream that is no
/// terminal (`2> file`) is left as it is.
@MainActor final class ErrorCapture {
    /// The file that takes it.
    let file: Int32
    /// The streams as they were; -1 for one that is left alone.
    let standardOutput: Int32, standardError: Int32

    /// Prepares. The file at `path` is emptied first; without a path (or where it cannot be opened) it is kept in memory.
    init(path: String?) {
        var file: Int32 = -1
        if let path { file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        self.file = file >= 0 ? file : qd_memory_file("errors")
        standardOutput = Self.kept(STDOUT_FILENO)
        standardError = Self.kept(STDERR_FILENO)
    }

    /// From now on the file takes it, until `qd_restore` puts the streams back.
    func begin() {
        guard file >= 0 else { return }
        if standardOutput >= 0 { dup2(file, STDOUT_FILENO) }
        if standardError >= 0 { dup2(file, STDERR_FILENO) }
    }

    /// Lets go of the descriptors.
    func close() {
        for descriptor in [standardOutput, standardError, file] where descriptor >= 0 { Glibc.close(descriptor) }
    }

    private static func kept(_ descriptor: Int32) -> Int32 {
        isatty(descriptor) == 1 ? fcntl(descriptor, F_DUPFD_CLOEXEC, 3) : -1
    }
}
