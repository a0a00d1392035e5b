import CTerminal
import Glibc
import TestSupport

/// The real console in a pseudo-terminal, with the time at which each frame's first byte arrived.
///
/// The terminal says that it knows synchronised output, so that the console marks where its frames begin and end.
final class DrivenConsole {
    /// Something that the console was expected to do and did not.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let frameBegin = Array("\u{1b}[?2026h".utf8), frameEnd = Array("\u{1b}[?2026l".utf8)

    let pid: pid_t
    /// When it was started, by ``SystemFigures/now()``.
    let started: Int64
    /// What stands on the screen.
    private(set) var terminal: VirtualTerminal
    /// Bytes received.
    private(set) var received = 0
    /// Called for each frame, when it stands in ``terminal``, with the time of its first byte.
    var onFrame: (Int64) -> Void = { _ in }
    private let master: Int32
    /// The console's side, opened a second time to count what waits there.
    private let slave: Int32
    private var pending: [UInt8] = []
    private var frameStart: Int64?

    init(config: String, home: String, arguments: [String] = [], columns: Int = 160, rows: Int = 50) throws {
        terminal = VirtualTerminal(columns: columns, rows: rows)
        let path = BenchmarkFiles.quarterdeck
        let variables = ["TERM=xterm-256color", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(home)", "XDG_STATE_HOME=\(home)/state"]
        var argv: [UnsafeMutablePointer<CChar>?] = ([path, "--config", config] + arguments).map { (text: String) in strdup(text) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = variables.map { (text: String) in strdup(text) } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var child: pid_t = 0
        started = SystemFigures.now()
        master = qd_pty_spawn(path, &argv, &envp, Int32(columns), Int32(rows), &child)
        pid = child
        guard master >= 0 else { throw Failure(description: "\(path) could not be started: \(String(cString: strerror(errno))).") }
        _ = fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK)
        // TIOCGPTN, which Swift does not see: the number of the slave.
        var number: UInt32 = 0
        _ = ioctl(master, 0x8004_5430, &number)
        slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_NONBLOCK)
    }

    /// Ends the console and waits until it has gone.
    func end() {
        kill(pid, SIGTERM)
        let deadline = SystemFigures.now() + 5_000_000_000
        var status: Int32 = 0
        while waitpid(pid, &status, WNOHANG) == 0 {
            if SystemFigures.now() > deadline { kill(pid, SIGKILL) }
            read(wait: 10)
        }
        close(slave)
        close(master)
    }

    /// Types text.
    /// - Returns: when it was handed to the terminal.
    @discardableResult func type(_ text: String) -> Int64 {
        let bytes = Array(text.utf8)
        let time = SystemFigures.now()
        write(master, bytes, bytes.count)
        return time
    }

    /// Reads for some seconds.
    func read(seconds: Double) {
        let end = SystemFigures.now() + Int64(seconds * 1e9)
        while SystemFigures.now() < end { read(wait: 5) }
    }

    /// Reads until `condition` holds of the screen.
    func expect(_ what: String, within seconds: Double = 30, _ condition: (VirtualTerminal) -> Bool) throws {
        let end = SystemFigures.now() + Int64(seconds * 1e9)
        while !condition(terminal) {
            guard SystemFigures.now() < end else { throw Failure(description: "expected \(what); the screen:\n\(terminal.text)") }
            read(wait: 20)
        }
    }

    /// Reads until nothing has come for `quiet` seconds.
    func settle(quiet: Double = 0.3, within seconds: Double = 10) {
        let end = SystemFigures.now() + Int64(seconds * 1e9)
        while SystemFigures.now() < end, read(wait: Int32(quiet * 1000)) {}
    }

    /// Reads what is there, waiting at most `wait` milliseconds. Returns whether anything came.
    @discardableResult func read(wait: Int32) -> Bool {
        var poller = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&poller, 1, wait) > 0 else { return false }
        if poller.revents & Int16(POLLIN) == 0 {
            usleep(1000)
            return false
        }
        // All that is there is read and given its time before any of it is looked at, which takes longer.
        var chunks: [(at: Int64, bytes: [UInt8])] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = Glibc.read(master, &buffer, buffer.count), count > 0 {
            chunks.append((SystemFigures.now(), Array(buffer[..<count])))
        }
        for chunk in chunks { take(chunk.bytes, at: chunk.at) }
        return !chunks.isEmpty
    }

    private func take(_ bytes: [UInt8], at time: Int64) {
        received += bytes.count
        pending += bytes
        frameStart = frameStart ?? time
        while let end = pending.position(after: Self.frameEnd) {
            feed(pending[..<end])
            pending.removeFirst(end)
            onFrame(frameStart ?? time)
            frameStart = pending.isEmpty ? nil : time
        }
        if !pending.isEmpty, pending.position(after: Self.frameBegin) == nil {
            feed(pending[...])
            pending = []
            frameStart = nil
        }
    }

    private func feed(_ bytes: ArraySlice<UInt8>) {
        terminal.feed(bytes)
        let replies = terminal.takeReplies()
        if !replies.isEmpty { write(master, replies, replies.count) }
    }

    /// The row that the cursor of the focused pane is on.
    var selectedRow: Int? { terminal.grid.firstIndex { row in row.contains { $0.text == "▸" } } }

    /// Keys that the console has not read yet, in bytes.
    func unreadKeys() -> Int {
        guard slave >= 0 else { return 0 }
        var count: Int32 = 0
        _ = ioctl(slave, UInt(FIONREAD), &count)
        return Int(count)
    }
}

extension [UInt8] {
    /// Where the first occurrence of `sequence` ends.
    fileprivate func position(after sequence: [UInt8]) -> Int? {
        var start = 0
        while let first = self[start...].firstIndex(of: sequence[0]) {
            if count - first >= sequence.count, self[first..<first + sequence.count].elementsEqual(sequence) {
                return first + sequence.count
            }
            start = first + 1
        }
        return nil
    }
}
