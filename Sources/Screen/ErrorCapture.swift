import CTerminal
import Glibc

/// Keeps standard output and error off the screen: what is written there goes to a file meanwhile.
///
/// Swift's runtime says "Fatal error: ..." on standard error; on the alternate screen that would be lost. A stream that is no
/// terminal (`2> file`) is left as it is.
@MainActor final class ErrorCapture {
    /// The file that takes it, and standard error as it was; -1 for none.
    let file: Int32, standardError: Int32
    private let standardOutput: Int32

    /// Begins. The file at `path` is emptied first; without a path (or where it cannot be opened) it is kept in memory.
    init(path: String?) {
        var file: Int32 = -1
        if let path { file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        if file < 0 { file = qd_memory_file("errors") }
        self.file = file
        standardOutput = Self.redirect(STDOUT_FILENO, to: file)
        standardError = Self.redirect(STDERR_FILENO, to: file)
    }

    /// Puts both back.
    func close() {
        for (saved, descriptor) in [(standardOutput, STDOUT_FILENO), (standardError, STDERR_FILENO)] where saved >= 0 {
            dup2(saved, descriptor)
            Glibc.close(saved)
        }
        if file >= 0 { Glibc.close(file) }
    }

    private static func redirect(_ descriptor: Int32, to file: Int32) -> Int32 {
        guard file >= 0, isatty(descriptor) == 1 else { return -1 }
        let saved = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        if saved >= 0 { dup2(file, descriptor) }
        return saved
    }
}
