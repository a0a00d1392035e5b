import Glibc

/// Standard error, for sentences; standard output belongs to `print`.
enum Output {
    /// Writes a line to standard error.
    static func error(_ line: String) {
        var bytes = Array((line + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            bytes.removeFirst(written)
        }
    }
}
