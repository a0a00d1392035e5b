import Dispatch
import Glibc

/// Writes to the terminal without ever waiting for it.
@MainActor final class TerminalOutput {
    private let descriptor: Int32
    private var pending: [UInt8] = []
    private var written = 0
    private let writable: any DispatchSourceWrite
    private var isWaiting = false

    /// Called when everything has been taken.
    var onDrained: () -> Void = {}
    /// Bytes that the terminal has taken so far.
    private(set) var sent = 0

    /// An output of a terminal, which stays the caller's.
    init(_ terminal: TerminalDevice) {
        descriptor = terminal.descriptor
        writable = DispatchSource.makeWriteSource(fileDescriptor: terminal.descriptor, queue: .main)
        terminal.isWatched(by: writable)
        writable.setEventHandler { [unowned self] in MainActor.assumeIsolated { drain() } }
    }

    /// Whether the terminal has taken all that was sent.
    var isIdle: Bool { pending.isEmpty }

    /// Bytes that the terminal has not taken yet.
    var pendingCount: Int { pending.count - written }

    /// Sends bytes after what is pending; they are taken at once where the terminal has room.
    func send(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if pending.isEmpty { pending = bytes } else { pending += bytes }
        if !isWaiting { write() }
    }

    /// Forgets what is pending: the terminal is about to be reset.
    func discard() {
        pending = []
        written = 0
        wait(false)
    }

    /// Stops for good.
    func close() {
        discard()
        // A source must not be released while it is suspended.
        writable.resume()
        writable.cancel()
        isWaiting = true
    }

    private func drain() {
        write()
        if pending.isEmpty { onDrained() }
    }

    private func write() {
        while written < pending.count {
            let count = pending[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
                sent += count
            } else if count < 0, errno == EINTR {
                continue
            } else if count < 0, errno == EAGAIN {
                return wait(true)
            } else {
                // The terminal is gone; its reading end says so too, and the screen is closed from there.
                break
            }
        }
        pending.removeAll(keepingCapacity: true)
        written = 0
        wait(false)
    }

    private func wait(_ on: Bool) {
        guard on != isWaiting else { return }
        isWaiting = on
        if on { writable.resume() } else { writable.suspend() }
    }
}
