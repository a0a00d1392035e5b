import CCurl
import Synchronization

/// What callers ask of the engine's thread: a locked queue, and the wake-up that interrupts its waiting.
final class Inbox: Sendable {
    /// One request to the thread.
    enum Command: Sendable {
        /// Begin a transfer.
        case start(Exchange)
        /// Close a transfer whose caller has left.
        case cancel(Exchange.ID)
        /// Go on with a transfer whose reader has caught up.
        case resume(Exchange.ID)
        /// Close everything and end the thread.
        case stop
    }

    private struct State {
        var commands: [Command] = []
        /// The multi handle's address while the thread runs; `curl_multi_wakeup` is the one call that other threads may make.
        var multi: UInt?
    }
    private let state = Mutex(State())

    /// Queues a command and wakes the thread.
    func push(_ command: Command) {
        state.withLock { state in
            state.commands.append(command)
            if let multi = state.multi { curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: multi)) }
        }
    }

    /// The commands since the last call.
    func take() -> [Command] {
        state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Says which handle to wake; `nil` before it is gone.
    func attach(_ multi: UnsafeMutableRawPointer?) { state.withLock { $0.multi = multi.map { UInt(bitPattern: $0) } } }
}
