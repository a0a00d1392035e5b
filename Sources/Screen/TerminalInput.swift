import Dispatch
import Glibc
import Host
import Terminal

/// Reads keys and replies from the terminal, as they come.
@MainActor final class TerminalInput {
    private let descriptor: Int32
    private let readable: any DispatchSourceRead
    private let timer: any DispatchSourceTimer
    private var decoder = KeyDecoder()
    private var isReading = false

    /// Called with what was decoded, several keys at once when they arrived together.
    var onInput: ([KeyDecoder.Input]) -> Void = { _ in }
    /// Called when the terminal is gone.
    var onEnd: () -> Void = {}

    /// An input of a terminal, which stays the caller's. It starts paused.
    init(_ terminal: TerminalDevice) {
        descriptor = terminal.descriptor
        readable = DispatchSource.makeReadSource(fileDescriptor: terminal.descriptor, queue: .main)
        timer = DispatchSource.makeTimerSource(queue: .main)
        terminal.isWatched(by: readable)
        readable.setEventHandler { [unowned self] in MainActor.assumeIsolated { read() } }
        timer.setEventHandler { [unowned self] in
            MainActor.assumeIsolated {
                let inputs = decoder.flush()
                if !inputs.isEmpty { onInput(inputs) }
            }
        }
        timer.resume()
    }

    /// Reads, or leaves what is typed to whoever has the terminal meanwhile.
    func setReading(_ on: Bool) {
        guard on != isReading else { return }
        isReading = on
        if on { readable.resume() } else { readable.suspend() }
    }

    /// Stops for good.
    func close() {
        // A source must not be released while it is suspended.
        setReading(true)
        readable.cancel()
        timer.cancel()
    }

    private func read() {
        var inputs: [KeyDecoder.Input] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        // A long paste is taken in turns, so that frames are drawn in between.
        for _ in 0..<16 {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count > 0 {
                inputs += decoder.decode(buffer[..<count])
                if count == buffer.count { continue }
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                setReading(false)
                if !inputs.isEmpty { onInput(inputs) }
                return onEnd()
            }
            break
        }
        let timeout = decoder.timeout
        timer.schedule(deadline: timeout.map { .now() + .milliseconds(Int($0.milliseconds)) } ?? .distantFuture)
        if !inputs.isEmpty { onInput(inputs) }
    }
}
