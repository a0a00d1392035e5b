import CTerminal
import Dispatch
import Glibc

/// The terminal's descriptor and settings.
@MainActor final class TerminalDevice {
    /// Non-blocking, for reading and writing.
    let descriptor: Int32
    /// The settings as they were.
    let before: termios
    /// The flags of a descriptor that others share, to be put back; `nil` when it is our own.
    private let sharedFlags: Int32?

    /// Opens the terminal that both descriptors are.
    ///
    /// Its path is opened once more: "non-blocking" belongs to the open file, which the shell shares with us and which would
    /// stay so after a crash.
    init(input: Int32, output: Int32) throws(ScreenError) {
        guard isatty(input) == 1 else { throw .notATerminal("input") }
        guard isatty(output) == 1 else { throw .notATerminal("output") }
        var settings = termios()
        guard tcgetattr(output, &settings) == 0 else { throw .refused("asked for its settings", reason: Self.reason) }
        before = settings
        let own = Self.reopened(output)
        descriptor = own ?? output
        sharedFlags = own == nil ? fcntl(output, F_GETFL) : nil
        if let sharedFlags { _ = fcntl(output, F_SETFL, sharedFlags | O_NONBLOCK) }
    }

    /// Keys one by one and unechoed, bytes as they are in both directions.
    func makeRaw() {
        var raw = before
        cfmakeraw(&raw)
        tcsetattr(descriptor, TCSANOW, &raw)
    }

    /// Columns and rows; 80 by 24 where the terminal does not say (a serial line).
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Waits until something can be read, so that a reply under way is not left to the shell.
    func awaitInput(milliseconds: Int32) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, milliseconds)
    }

    /// Dispatch sources that watch the descriptor.
    private var watchers = 0

    /// Makes it stay open until the source has been cancelled: Dispatch tells descriptors apart by number, and would take one
    /// that is opened meanwhile for this one.
    func isWatched(by source: any DispatchSourceProtocol) {
        watchers += 1
        source.setCancelHandler {
            MainActor.assumeIsolated {
                self.watchers -= 1
                if self.watchers == 0 { self.close() }
            }
        }
    }

    /// Lets go of the descriptor; where it is watched, the last source to be cancelled does it.
    func close() {
        guard watchers == 0 else { return }
        if let sharedFlags { _ = fcntl(descriptor, F_SETFL, sharedFlags) } else { Glibc.close(descriptor) }
    }

    private static func reopened(_ descriptor: Int32) -> Int32? {
        var name = [CChar](repeating: 0, count: 256)
        // In a container the terminal may have no path there; the descriptor itself leads to it just as well.
        let hasName = ttyname_r(descriptor, &name, name.count) == 0
        let paths = hasName ? [String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)] : []
        for path in paths + ["/proc/self/fd/\(descriptor)"] {
            let opened = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
            if opened >= 0, isatty(opened) == 1 { return opened }
            if opened >= 0 { Glibc.close(opened) }
        }
        return nil
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
