import CTerminal
import Glibc
import Terminal

/// A program in a pseudo-terminal, driven as a person would: keys in, an emulated screen out.
///
/// Not `Sendable`: one test owns it. Everything waits for a condition on the screen, never for time.
public final class Pty {
    /// What stands on the screen.
    public private(set) var terminal: VirtualTerminal
    /// The program's process.
    public let pid: pid_t
    /// Everything the program wrote, in bytes.
    public private(set) var received = 0
    private let master: Int32
    private var status: Int32?

    /// Why a program could not be driven.
    public struct Failure: Error, CustomStringConvertible {
        /// One sentence, with the screen below it where there is one.
        public let description: String
    }

    /// Starts `path` with `arguments` (without the program's name) in a terminal of the given size.
    public init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
        term: String = "xterm-256color"
    ) throws {
        terminal = VirtualTerminal(columns: columns, rows: rows)
        var variables = ["TERM": term, "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"]
        variables.merge(environment) { $1 }
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        master = qd_pty_spawn(path, &argv, &envp, Int32(columns), Int32(rows), &child)
        pid = child
        guard master >= 0 else { throw Failure(description: "\(path) could not be started: \(String(cString: strerror(errno))).") }
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        if status == nil {
            kill(pid, SIGKILL)
            var ended: Int32 = 0
            waitpid(pid, &ended, 0)
        }
        close(master)
    }

    /// Types text as it is.
    public func type(_ text: String) { send(Array(text.utf8)) }

    /// Sends keys by their names (`Enter`, `Esc`, `Tab`, `Up`, `Ctrl-P`); anything else is typed.
    public func press(_ keys: String...) {
        for key in keys { type(Self.bytes[key] ?? Self.control(key) ?? key) }
    }

    /// Sends a signal.
    public func signal(_ number: Int32) { kill(pid, number) }

    /// Changes the terminal's size, as a window does.
    public func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        terminal.resize(columns: columns, rows: rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Reads until `condition` holds of the screen.
    /// - Throws: after `seconds`, with what was expected and the screen as it stands.
    public func expect(_ what: String, within seconds: Double = 30, _ condition: (VirtualTerminal) -> Bool) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !condition(terminal) {
            guard ContinuousClock.now < end else { throw Failure(description: "expected \(what); the screen:\n\(terminal.text)") }
            if !read(wait: 50), status != nil || hasEnded(), !read(wait: 0) {
                guard condition(terminal) else {
                    throw Failure(description: "expected \(what), but the program ended; the screen:\n\(terminal.text)")
                }
            }
        }
        // What follows the frame at once (a question to the terminal) is answered before the next key, as a terminal does.
        for _ in 0..<10 where read(wait: 30) {}
    }

    /// Reads until `text` stands on the screen.
    public func expect(_ text: String, within seconds: Double = 30) throws {
        try expect("\"\(text)\"", within: seconds) { $0.text.contains(text) }
    }

    /// Waits for the program to end.
    /// - Returns: its wait status: exit code in bits 8...15, signal in the low seven.
    public func wait(within seconds: Double = 30) throws -> Int32 {
        let end = ContinuousClock.now + .seconds(seconds)
        while !hasEnded() {
            guard ContinuousClock.now < end else { throw Failure(description: "the program did not end; the screen:\n\(terminal.text)") }
            read(wait: 20)
        }
        while read(wait: 0) {}
        return status ?? 0
    }

    /// The terminal's settings as `stty -g` would print them, in effect: to compare before and after.
    public var settings: [UInt32] {
        var termios = termios()
        tcgetattr(master, &termios)
        return [termios.c_iflag, termios.c_oflag, termios.c_cflag, termios.c_lflag]
    }

    /// Reads what is there, waiting at most `wait` milliseconds. Returns whether anything came.
    @discardableResult public func read(wait: Int32) -> Bool {
        var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, wait) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        received += count
        terminal.feed(buffer[..<count])
        if !terminal.replies.isEmpty {
            send(terminal.takeReplies())
        }
        return true
    }

    private func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { rest.removeFirst(count) } else if errno == EAGAIN { read(wait: 10) } else { return }
        }
    }

    private func hasEnded() -> Bool {
        if status != nil { return true }
        var ended: Int32 = 0
        guard waitpid(pid, &ended, WNOHANG) == pid else { return false }
        status = ended
        return true
    }

    private static func control(_ key: String) -> String? {
        guard key.hasPrefix("Ctrl-"), let letter = key.last?.asciiValue else { return nil }
        return String(UnicodeScalar(letter & 0x1f))
    }

    private static let bytes = [
        "Enter": "\r", "Esc": "\u{1b}", "Tab": "\t", "BackTab": "\u{1b}[Z", "Backspace": "\u{7f}", "Space": " ", "Up": "\u{1b}OA",
        "Down": "\u{1b}OB", "Right": "\u{1b}OC", "Left": "\u{1b}OD", "PageUp": "\u{1b}[5~", "PageDown": "\u{1b}[6~", "Home": "\u{1b}OH",
        "End": "\u{1b}OF",
    ]
}
