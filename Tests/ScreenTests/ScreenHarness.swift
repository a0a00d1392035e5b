import CTerminal
import Glibc
import Host
@testable import Screen
import Terminal
import TestSupport
import Testing

/// A screen on a pseudo-terminal of this process, and an emulator at the other end.
@MainActor final class ScreenHarness {
    let screen: Screen
    private(set) var keys: [Key] = []
    private(set) var resizes = 0
    private(set) var terminal: VirtualTerminal
    /// Bytes that the emulator has taken.
    private(set) var received = 0
    /// Whether the emulator takes bytes.
    var isReading = true
    /// The terminal's settings before the screen took it.
    let settingsBefore: [UInt32]
    private let master: Int32, slave: Int32

    init(
        columns: Int = 80, rows: Int = 24, variables: [String: String] = ["TERM": "xterm-256color", "LANG": "C.UTF-8"],
        knows modes: Set<Int>? = nil
    ) throws {
        var slave: Int32 = -1
        master = qd_pty_open(Int32(columns), Int32(rows), &slave)
        try #require(master >= 0)
        self.slave = slave
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        terminal = VirtualTerminal(columns: columns, rows: rows)
        if let modes { terminal.knownModes = modes }
        settingsBefore = Self.settings(slave)
        var options = Screen.Options(environment: Environment(variables: variables))
        (options.input, options.output, options.ownsProcess) = (slave, slave, false)
        screen = try Screen(options)
        screen.onKeys = { [unowned self] in keys += $0 }
        screen.onResize = { [unowned self] in resizes += 1 }
    }

    /// Ends it; a test's last line, or its `defer`.
    func close() {
        screen.close()
        pump()
        Glibc.close(master)
        Glibc.close(slave)
    }

    func type(_ bytes: String) {
        let bytes = Array(bytes.utf8)
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    func resize(columns: Int, rows: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        terminal.resize(columns: columns, rows: rows)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        screen.measure()
    }

    /// Shows a canvas and waits until all of it has arrived. Returns the bytes that it took.
    @discardableResult func show(_ canvas: Canvas, theme: Theme = .dark) async throws -> Int {
        let before = screen.bytesSent
        screen.present(canvas, theme: theme)
        try await settle()
        return screen.bytesSent - before
    }

    /// Waits until the emulator has taken what was sent, and its replies have been read.
    func settle() async throws {
        try await eventually("the terminal has taken everything") {
            pump()
            return screen.isIdle && received == screen.bytesSent
        }
    }

    /// Takes what has arrived, and answers.
    func pump() {
        guard isReading else { return }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(master, &buffer, buffer.count), count > 0 {
            received += count
            terminal.feed(buffer[..<count])
        }
        type(String(decoding: terminal.takeReplies(), as: UTF8.self))
    }

    /// The settings of the terminal, to compare.
    var settings: [UInt32] { Self.settings(slave) }

    private static func settings(_ descriptor: Int32) -> [UInt32] {
        var settings = termios()
        tcgetattr(descriptor, &settings)
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag]
    }
}

extension Canvas {
    /// The rows as an emulator gives them: without spaces at their ends.
    var trimmedLines: [String] {
        lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
    }
}
