import Glibc
import Host
import Triage

/// Nobody reads standard output any more; no error of ours, and nothing to say.
struct OutputGone: Error {}

/// Standard output and standard error without buffers of their own: what is written is out.
enum Output {
    /// Writes a line to standard error, redacted: what a service says in a refusal is not ours.
    static func error(_ line: String) {
        var redactor = Redactor()
        let line = redactor.redact(line)
        // Standard error is the last place where a failure could be said.
        _ = write(Array((line + "\n").utf8), to: 2)
    }

    /// Writes to standard error what is no line: what moves on a terminal.
    static func errorPiece(_ text: String) { _ = write(Array(text.utf8), to: 2) }

    /// Whether standard output may be coloured: a terminal, and nobody asked for none (<https://no-color.org>).
    static func isColoured(_ environment: Environment) -> Bool {
        isatty(1) == 1 && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
    }

    /// Writes text to standard output, beside Swift's thread pool: a pipe may be full for as long as its reader likes.
    /// - Throws: ``OutputGone`` when the reader has left; ``Refusal`` when the place cannot take it.
    static func text(_ text: String) async throws {
        let failure = await Aside.run { write(Array(text.utf8), to: 1) }
        switch failure {
        case 0: return
        case EPIPE: throw OutputGone()
        default: throw Refusal("Standard output cannot be written: \(String(cString: strerror(failure))).")
        }
    }

    /// The same, with a line feed behind it.
    static func line(_ text: String) async throws { try await self.text(text + "\n") }

    /// Opens /dev/null in the place of a standard file that the caller closed: the next file opened would otherwise be
    /// taken for it, and what we print would stand in the archive.
    static func holdPlaces() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) }
    }

    /// Writes all bytes; the system's error number where it cannot, else 0.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN {
                // A terminal that another program made non-blocking.
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wait, 1, 1000)
                continue
            }
            guard written > 0 else { return errno }
            rest.removeFirst(written)
        }
        return 0
    }
}
